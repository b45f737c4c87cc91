"""The flow diagram: the seed's arrows with their figures in place, nothing overlapping, words for who cannot see it."""

import xml.etree.ElementTree as ET

import pytest

from tsuho.statistics.documents import asked
from tsuho.statistics.documents.activity_report.flow import blocks
from tsuho.statistics.documents.flow_figures import flows_of
from tsuho.statistics.documents.making import Making
from tsuho.words.paper import Picture, Table

from .sample_year import made, sample_year

SVG = "{http://www.w3.org/2000/svg}"


def making(language="ja", **changed):
    return Making(sample_year() | changed, language, lambda spec: "")


def drawing(of):
    return next(block for block in blocks(of) if isinstance(block, Picture))


def test_each_arrow_of_the_diagram_is_there_and_goes_the_right_way():
    arrows = {(flow.start, flow.end) for flow in flows_of(making())}
    sender, recipient, centre = "迷惑メール送信者", "迷惑メール受信者", "迷惑メール相談センター"
    assert {
        (sender, recipient),
        (sender, "モニター受信機"),
        (recipient, centre),
        (centre, "総務省"),
        (centre, "ISP事業者"),
        (centre, "海外執行機関"),
        (centre, "アソシエーション参加事業者"),
        ("総務省", sender),
        ("ISP事業者", sender),
        ("海外執行機関", sender),
    } == arrows


def test_month_and_year_and_parties_stand_beside_the_arrow_they_belong_to():
    of = making()
    answers, flows = of.answers, {flow.key: "\n".join(flow.figures) for flow in flows_of(of)}
    notices, parties = answers[asked.NOTICES].whole, answers[asked.PROVIDERS].whole
    assert flows["provider"] == (
        f"{notices.by_month[-1]:,}件（3月）（ISP {parties.by_month[-1]:,}社）\n年度累計 {notices.total:,}件（{parties.total:,}社）"
    )
    reports = answers[asked.REPORTS]
    assert flows["report"] == f"{reports.whole.total:,}件（平成26年度）\nうち違反情報 {reports.lines[0].total:,}件"
    drafted = next(line for line in answers[asked.WARNINGS].lines if line.group == ("drafted",))
    assert flows["ministry"] == f"警告作成件数 {drafted.total:,}件", (
        "drafted, not the sum of drafted, approved and sent"
    )
    assert flows["mail"] == flows["orders"] == flows["suspension"] == "", "what nobody counts has no figure"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_figure_is_drawn_and_said_in_words(language):
    of = making(language)
    picture = drawing(of)
    drawn = {"".join(each.itertext()) for each in ET.fromstring(picture.svg).iter(f"{SVG}text")}
    for flow in flows_of(of):
        for figure in flow.figures:
            assert figure in drawn and figure in picture.alt


def _width(text, size):
    return sum(size if ord(each) > 0x2E7F else size * 0.56 for each in text)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_label_runs_into_the_next_arrow_or_off_the_page(language):
    """With figures as long as the largest that the seed has."""
    large = {
        asked.REPORTS: made(asked.REPORTS, {"violation": [1_148_825] * 12, "incomplete": [966_194] * 12}, ("outcome",)),
        asked.MONITORS: made(asked.MONITORS, {"mobile": [52_142] * 12}, ("medium",)),
        asked.ASSOCIATION: made(asked.ASSOCIATION, {"": [49_957] * 12}),
        asked.NOTICES: made(asked.NOTICES, {"": [1_692] * 12}),
        asked.AGENCIES: made(asked.AGENCIES, {"CN": [9_488] * 12}, ("country",)),
    }
    root = ET.fromstring(drawing(making(language, **large)).svg)
    texts = [
        (float(each.get("x")), float(each.get("y")), _width("".join(each.itertext()), float(each.get("font-size"))))
        for each in root.iter(f"{SVG}text")
        if each.get("text-anchor") == "start"
    ]
    assert len(texts) > 15
    for left, y, width in texts:
        assert left + width <= 1000
        for other, at, _ in texts:
            if at == y and other > left:
                assert left + width < other - 4, "a label runs into its neighbour"


def test_its_table_has_the_same_figures_with_their_sources():
    of = making()
    table = next(block for block in blocks(of) if isinstance(block, Table))
    assert len(table.rows) == sum(1 for flow in flows_of(of) if flow.figures) == 8
    assert all(row[3] == "実績" for row in table.rows)
