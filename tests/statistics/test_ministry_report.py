"""The monthly report for the ministry: ten tables, the month beside the year to date, corrections, and no address."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from tsuho.referral.formats.pdf import paper_as_pdf
from tsuho.referral.formats.plain_paper import paper_as_text
from tsuho.statistics.documents import asked
from tsuho.statistics.documents.ministry_report import Letterhead, TopCampaign, ministry_report
from tsuho.words.paper import Heading, Table

from .sample_year import CORRECTION, MONTHS, made, sample_year

HEAD = Letterhead("20150410-000001", "総務省", "見本センター", date(2015, 4, 10))
TOP = (TopCampaign(12, "E4", "株式会社見本", 3_210, 45_678, 891), TopCampaign(3, "E1", "", 5, 60, 0))


def report(answers=None, top=TOP, head=HEAD, language="ja"):
    return ministry_report((answers or sample_year()).__getitem__, top, head, language)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_ten_numbered_parts_then_corrections_and_method(language):
    headings = [block.text for block in report(language=language).blocks if isinstance(block, Heading)]
    assert [re.match(r"\d+", text).group() for text in headings[:10]] == [str(n) for n in range(1, 11)]
    assert len(headings) == 12


def test_every_series_asked_for_stands_with_its_month_and_its_year_to_date():
    answers = sample_year(5, months=MONTHS[:7])
    cells = {cell for block in report(answers).blocks if isinstance(block, Table) for row in block.rows for cell in row}
    for name in asked.IN_MINISTRY_REPORT:
        whole = answers[name].whole
        assert {f"{whole.by_month[-1]:,}", f"{whole.total:,}"} <= cells, name
    assert "平成26年10月" in paper_as_text(report(answers))


def test_campaigns_say_how_strong_the_evidence_is_and_name_only_who_was_verified():
    (table,) = (block for block in report().blocks if isinstance(block, Table) and "E4" in block.rows[0])
    assert table.rows == (("12", "E4", "株式会社見本", "3,210", "45,678", "891"), ("3", "E1", "–", "5", "60", "0"))
    assert "送信者群はない" in paper_as_text(report(top=()))


def test_corrections_of_earlier_months_are_listed():
    answers = sample_year()
    assert "訂正はない" in paper_as_text(report(answers))
    answers[asked.REPORTS] = replace(answers[asked.REPORTS], revisions=(CORRECTION,))
    assert "1,160,068 | 1,160,071" in paper_as_text(report(answers))


@pytest.mark.parametrize("name", asked.IN_MINISTRY_REPORT)
def test_a_series_that_holds_nothing_is_said_to_hold_nothing(name):
    answers = sample_year()
    answers[name] = made(name, {}, sources={})
    assert paper_as_text(report(answers)) != paper_as_text(report())


def test_it_becomes_a_tagged_pdf_with_every_word_in_it():
    made_pdf = paper_as_pdf(report(head=replace(HEAD, draft=True, simulated=True)))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made_pdf)).pages]
    assert all("模擬データ" in page and "案" in page for page in pages)
    text = re.sub(r"\s", "", "".join(pages))
    assert "13,785,902" not in text and f"{sample_year()[asked.REPORTS].whole.total:,}" in text
    assert made_pdf == paper_as_pdf(report(head=replace(HEAD, draft=True, simulated=True)))
