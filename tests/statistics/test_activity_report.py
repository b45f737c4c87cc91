"""The activity report: ten sections, every figure an answer's, no answer hidden, the same bytes each time."""

import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from tsuho.referral.formats.pdf import publication_as_pdf
from tsuho.statistics.charts.draw import draw
from tsuho.statistics.documents import asked
from tsuho.statistics.documents.activity_report.report import activity_report
from tsuho.words.paper import Heading, Paragraph, Picture, Table
from tsuho.words.vocabulary import Source

from .sample_year import CORRECTION, made, sample_year

DAY = date(2015, 4, 30)


def undrawn(_spec):
    return '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'


def report(answers, language="ja", drawn=undrawn):
    return activity_report(answers.__getitem__, drawn, sender="見本センター", language=language, day=DAY)


def all_text(publication):
    said = [publication.mark, publication.period, *publication.about]
    for block in publication.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                said.append(text)
            case Table():
                said += [block.caption, *block.head, *(cell for row in block.rows for cell in row), *block.notes]
            case Picture():
                said += [block.caption, block.alt, *ET.fromstring(block.svg).itertext(), *block.notes]
            case _:
                said += block.items
    return "\n".join(said)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_ten_sections_in_the_centres_order_and_the_annex(language):
    headings = [
        block.text
        for block in report(sample_year(), language).blocks
        if isinstance(block, Heading) and block.level == 1
    ]
    assert [re.match(r"(\d+)[．.]", text).group(1) for text in headings[:10]] == [str(n) for n in range(1, 11)]
    assert len(headings) == 11


def test_every_number_of_four_digits_or_more_is_one_that_an_answer_holds():
    answers = sample_year(7)
    held = {
        number
        for answer in answers.values()
        for line in (*answer.lines, answer.whole)
        for number in (*line.by_month, line.total)
    } | {rows for answer in answers.values() for rows in answer.sources.values()}
    text = all_text(report(answers))
    for shown in re.findall(r"\d{1,3}(?:,\d{3})+", text):
        assert int(shown.replace(",", "")) in held, f"{shown} comes from no answer"


def test_other_answers_make_another_report():
    one, other = all_text(report(sample_year(1))), all_text(report(sample_year(2)))
    assert set(re.findall(r"\d{1,3}(?:,\d{3})+", one)).isdisjoint(re.findall(r"\d{1,3},\d{3},\d{3}", other))


def test_no_running_text_has_a_figure_without_its_source():
    for block in report(sample_year()).blocks:
        if isinstance(block, Paragraph) and re.search(r"\d[\d,]*(件|社|部|回|ページ)", block.text):
            assert "（出所：実績）" in block.text


def test_each_chart_is_followed_by_its_table_and_both_say_their_source():
    blocks = report(sample_year(family=Source.SEEDED, sources={Source.SEEDED: 2, Source.APPORTIONED: 9})).blocks
    charts = [at for at, block in enumerate(blocks) if isinstance(block, Picture)][1:]  # the first is the flow diagram
    assert len(charts) >= 9
    for at in charts:
        after = next(block for block in blocks[at:] if not isinstance(block, Picture))
        assert isinstance(after, Table) and any("出典掲載値・按分" in note for note in after.notes)
        assert "出典掲載値・按分" in blocks[at].alt
        assert any("推計" in note for note in blocks[at].notes)


@pytest.mark.parametrize("name", asked.IN_ACTIVITY_REPORT)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_series_that_holds_nothing_leaves_a_report_that_still_stands(name, language):
    answers = sample_year()
    answers[name] = made(name, {}, sources={})
    whole = report(answers, language)
    assert sum(isinstance(block, Heading) and block.level == 1 for block in whole.blocks) == 11


def test_an_empty_year_says_so_section_by_section():
    answers = {name: made(name, {}, sources={}) for name in asked.IN_ACTIVITY_REPORT}
    said = [
        block.text for block in report(answers).blocks if isinstance(block, Paragraph) and "記録はない" in block.text
    ]
    assert len(said) >= 12


def test_the_kind_of_address_that_received_more_is_compared_and_not_assumed():
    answers = sample_year()
    for mobile, pc, first in ((5, 3, "「携帯アドレス」"), (3, 5, "「PCアドレス」")):
        answers[asked.MONITORS] = made(asked.MONITORS, {"mobile": [mobile] * 12, "pc": [pc] * 12}, ("medium",))
        assert f"年度計では{first}での受信" in all_text(report(answers))
    answers[asked.MONITORS] = made(asked.MONITORS, {"mobile": [4] * 12, "pc": [4] * 12}, ("medium",))
    assert "より多い" not in all_text(report(answers))


def test_corrections_of_closed_months_are_listed_with_both_values():
    answers = sample_year()
    assert "1,160,071" not in all_text(report(answers))
    answers[asked.REPORTS] = replace(answers[asked.REPORTS], revisions=(CORRECTION,))
    (table,) = (block for block in report(answers).blocks if isinstance(block, Table) and "訂正前" in block.head)
    assert table.rows[0][1:6] == ("平成26年5月", "違反", "1,160,068", "1,160,071", "late batch")


def test_it_says_it_is_simulated_only_where_all_of_it_is():
    assert report(sample_year(family=Source.SIMULATED)).simulated
    assert not report(sample_year()).simulated
    mixed = sample_year() | {asked.PAGES: sample_year(family=Source.SIMULATED)[asked.PAGES]}
    assert not report(mixed).simulated and "模擬" in report(mixed).mark


@pytest.fixture(scope="module")
def pdf():
    return publication_as_pdf(report(sample_year(family=Source.SIMULATED), drawn=draw))


def test_the_pdf_is_tagged_archivable_and_marked_on_every_page(pdf):
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "ja"
    assert b"pdfaid" in pdf and b"pdfuaid" in pdf
    assert all("模擬データ" in page.extract_text() for page in reader.pages)
    assert reader.metadata.title == "迷惑メール相談センター活動報告　平成26年度"


def test_its_words_can_be_read_again_and_pages_are_numbered(pdf):
    pages = [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]
    answers = sample_year(family=Source.SIMULATED)
    assert f"{answers[asked.REPORTS].whole.total:,}件" in "".join(pages)
    assert pages[1].startswith("平成26年度迷惑メール相談センター活動報告") and "目次" in pages[1]
    assert pages[-1].endswith(f"{len(pages)}/{len(pages)}")
    assert "10．その他の業務" in "".join(pages)


def test_the_same_year_and_day_give_the_same_bytes(pdf):
    assert pdf == publication_as_pdf(report(sample_year(family=Source.SIMULATED), drawn=draw))


def test_every_picture_has_words_for_who_cannot_see_it():
    alts = [block.alt for block in report(sample_year()).blocks if isinstance(block, Picture)]
    assert len(alts) == len(set(alts)) >= 10
    assert "迷惑メール送信者から迷惑メール受信者へ" in alts[0]
