"""A paper becomes a PDF that a public reader reads word for word, dated, marked and always the same; and a text."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from tsuho.referral.formats.pdf import paper_as_pdf
from tsuho.referral.formats.plain_paper import paper_as_text
from tsuho.words.paper import Heading, Items, Paper, Paragraph, Table

PAPER = Paper(
    title="見本の書面", language="ja", number="20150310-000001", day=date(2015, 3, 10), addressee="見本省 御中",
    sender="見本センター",
    blocks=(
        Heading("一　事実"), Paragraph("二行に\nわたる文。"), Items(("甲", "乙"), numbered=True),
        Table("表1　件数", ("区分", "件数"), (("違反", "13,785,902"), ("計", "25,380,224")), numbers=(1,)),
    ),
    draft="案", simulated=True,
)  # fmt: skip


def words(pdf):
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_every_word_can_be_read_again():
    text = words(paper_as_pdf(PAPER)).replace(" ", "")  # a thin space stands between Latin and Japanese
    for wanted in (
        "見本の書面",
        "一　事実",
        "二行に",
        "わたる文。",
        "甲",
        "表1　件数",
        "13,785,902",
        "2015年3月10日",
        "案",
        "模擬データ",
        "1/1",
    ):
        assert wanted in text, wanted


def test_the_mark_stands_on_every_page_and_only_where_it_must():
    long = replace(PAPER, blocks=tuple(Paragraph("長い文書です。" * 60) for _ in range(30)))
    pages = PdfReader(io.BytesIO(paper_as_pdf(long))).pages
    assert len(pages) > 2
    assert all("模擬データ" in page.extract_text() for page in pages)
    assert "模擬データ" not in words(paper_as_pdf(replace(PAPER, simulated=False)))


def test_it_is_tagged_dated_and_always_the_same():
    made = paper_as_pdf(PAPER)
    assert made == paper_as_pdf(PAPER)
    assert b"pdfaid" in made
    assert "/MarkInfo" in PdfReader(io.BytesIO(made)).trailer["/Root"]


def test_hostile_text_stays_text():
    hostile = replace(PAPER, blocks=(Paragraph("#panic() $x$ *b* @a `c` \\ </script> \u202eabc"),))
    assert "#panic()" in words(paper_as_pdf(hostile))


def test_a_row_of_another_length_is_an_error_of_ours():
    with pytest.raises(ValueError, match="not as long"):
        paper_as_pdf(replace(PAPER, blocks=(Table("t", ("a", "b"), (("1",),)),)))


def test_the_text_says_the_same():
    text = paper_as_text(PAPER)
    assert text.startswith("※ これは模擬データ")
    for wanted in ("案", "■ 一　事実", "1. 甲", "違反 | 13,785,902", "見本センター"):
        assert wanted in text
