"""A paper becomes a PDF that a public reader reads word for word, dated, marked and always the same; and a text."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from tsuho.referral.formats.pdf import paper_as_pdf, publication_as_pdf
from tsuho.referral.formats.plain_paper import paper_as_text
from tsuho.words.paper import Heading, Items, Paper, Paragraph, Picture, Publication, Table

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


def test_what_is_too_wide_is_taken_from_the_widest_column():
    row = ("一" * 60, "出典掲載値・按分", "13,785,902")
    text = words(paper_as_pdf(replace(PAPER, blocks=(Table("t", ("長い", "短い", "数"), (row,), (2,)),))))
    assert "出典掲載値・按分" in text and "13,785,902" in text, "neither is broken into two lines"


def test_a_chart_keeps_its_alt_text_and_a_table_its_notes():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>'
    table = Table("表", ("月", "件"), (("4月", "1"), ("計", "1")), (1,), ("出所：実績",), totals=True)
    blocks = (Picture("図", svg, "四月は一件のグラフ", ("注意書き",)), table)
    made = paper_as_pdf(replace(PAPER, blocks=blocks))
    assert {"注意書き", "出所：実績"} <= set(words(made).split("\n"))
    reader = PdfReader(io.BytesIO(made))
    objects = (reader.get_object(number) for number in range(1, reader.trailer["/Size"]))
    assert "四月は一件のグラフ" in {str(each.get("/Alt")) for each in objects if isinstance(each, dict)}
    text = paper_as_text(replace(PAPER, blocks=blocks))
    assert "四月は一件のグラフ" in text and "出所：実績" in text


def test_a_publication_has_a_title_page_contents_and_numbered_pages():
    made = publication_as_pdf(
        Publication(
            title="見本報告", period="平成26年度", language="ja", day=date(2015, 4, 30), shown_day="平成27年4月30日",
            sender="見本センター", contents="目次", about=("数値の出所",), mark="実績",
            blocks=(Heading("1．一つ目"), Paragraph("本文。"), Heading("2．二つ目"), Items(("甲",))),
        )
    )  # fmt: skip
    pages = [page.extract_text().replace(" ", "") for page in PdfReader(io.BytesIO(made)).pages]
    assert "平成26年度" in pages[0] and "数値の出所" in pages[0] and "3/3" not in pages[0]
    assert "目次" in pages[1] and "1．一つ目" in pages[1] and "本文" not in pages[1]
    assert "本文。" in pages[2] and "実績" in pages[2] and "3/3" in pages[2]
