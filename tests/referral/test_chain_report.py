"""The fortnightly report on chain mail: counts and known titles, the advice always, hidden counts hidden, in paper, PDF and list."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from tsuho.jurisdictions.jp.texts import texts
from tsuho.referral.documents.chain_report import COLUMNS, ChainCounts, chain_list, chain_report
from tsuho.referral.formats.pdf import paper_as_pdf
from tsuho.referral.formats.plain_paper import paper_as_text

WORDS = texts("chain_report", "ja")
COUNTS = ChainCounts(
    first=date(2015, 3, 1), last=date(2015, 3, 15), total=1_190, before=None, of_year=4_633,
    classes=(("fortune", 1_100), ("advertising", 80), ("appeal", None), ("slander", None), ("other", 0)),
    media=(("mail", 1_000), ("sns", 190)), prefectures=(("東京都", 800), ("", 300), ("青森県", None), ("秋田県", None)),
    other_prefectures=90, titles=(("stopping_harms", "止めると不幸", 900), ("happiness", "幸せのメール", 120)),
)  # fmt: skip


def paper(counts=COUNTS, reporter=None, *, draft=True):
    return chain_report("20150316-000001", counts, reporter, WORDS, day=date(2015, 3, 16), draft=draft)


def words_of(pdf):
    return (
        "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace(" ", "").replace("\u200b", "")
    )  # where a cell may break


def test_the_paper_says_what_came_and_what_to_do(reporter):
    text = paper_as_text(paper(reporter=reporter))
    pdf = words_of(paper_as_pdf(paper(reporter=reporter)))
    for said in (
        "2015年3月1日～15日",
        "1,190",
        "幸福・不幸系",
        "気にせず削除",
        "止めると不幸",
        "stopping_harms",
        "東京都",
        "記載なし",
    ):
        assert said in text, said
        assert said in pdf, f"{said} in the PDF"
    assert "案" in pdf and "模擬データ" in pdf
    assert "{" not in text


def test_the_advice_stands_there_whatever_was_counted(reporter):
    nothing = replace(
        COUNTS, total=0, before=0, of_year=0, classes=(("fortune", 0),), media=(("mail", 0),), prefectures=(), other_prefectures=0,
        titles=(),
    )  # fmt: skip
    text = paper_as_text(paper(nothing, reporter))
    assert "気にせず削除" in text and WORDS["no_titles"] in text


@pytest.mark.parametrize("name", ["青森県", "秋田県"])
def test_a_prefecture_that_is_hidden_is_not_even_named(reporter, name):
    assert name not in paper_as_text(paper(reporter=reporter))
    assert name.encode() not in chain_list(COUNTS, WORDS, simulated=False)


def test_a_hidden_count_is_a_dash_on_paper_and_an_empty_cell_in_the_list(reporter):
    tables = {block.caption: block.rows for block in paper(reporter=reporter).blocks if hasattr(block, "caption")}
    assert tables["種類別"][2:4] == (("募集系", "－"), ("誹謗中傷系", "－"))
    assert tables["件数の推移"] == (("この半月", "1,190"), ("前の半月", "－"), ("年度累計", "4,633"))
    assert tables["都道府県別（転送者の記載による）"][-1] == ("上記以外の都道府県等", "90")
    rows = list(csv.DictReader(io.StringIO(chain_list(COUNTS, WORDS, simulated=True).decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    found = {(row["table"], row["name"]): row["count"] for row in rows}
    assert found["class", "募集系"] == "" and found["class", "その他"] == "0" and found["total", "前の半月"] == ""
    assert found["title", "happiness"] == "120" and found["prefecture", "上記以外の都道府県等"] == "90"
    assert {row["note"] for row in rows} == {"SIMULATED 模擬"}
