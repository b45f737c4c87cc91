"""Bars and lines by month: what they stack, what they leave out, and that nothing in them is summed anew."""

from dataclasses import replace

import pytest

from tsuho.statistics.answer import Line, Unit
from tsuho.statistics.charts.monthly import MOST_LINES, monthly_bars, monthly_line
from tsuho.statistics.charts.theme import FILLS
from tsuho.statistics.documents import asked

from .sample_year import MONTHS, made, sample_year, whole


def bars(spec):
    return spec["layer"][0]


def test_one_row_a_line_and_month_with_the_answers_own_numbers():
    answer = sample_year()[asked.MONITORS]
    rows = monthly_bars(answer, "ja")["data"]["values"]
    assert len(rows) == 24
    assert sorted(row["count"] for row in rows) == sorted(count for line in answer.lines for count in line.by_month)
    assert rows[0]["month"] == "4月" and rows[11]["month"] == "3月"
    assert bars(monthly_bars(answer, "ja"))["encoding"]["x"]["sort"][0] == "4月", "a fiscal year begins in April"


def test_the_whole_above_a_bar_is_the_answers_and_not_a_sum():
    answer = sample_year()[asked.REPORTS]
    shown = [row["shown"] for row in monthly_bars(answer, "ja")["layer"][1]["data"]["values"]]
    assert shown == [f"{count:,}" for count in answer.whole.by_month]


@pytest.mark.parametrize("unit", [Unit.PARTIES, Unit.SHARE, Unit.DAYS])
def test_what_is_no_sum_is_never_stacked(unit):
    answer = made("x", {"a": [1] * 12, "b": [2] * 12}, unit=unit)
    encoding = bars(monthly_bars(answer, "ja"))["encoding"]
    assert encoding["y"]["stack"] is None and "xOffset" in encoding


def test_lines_that_do_not_add_up_stand_side_by_side():
    answer = made("x", {"a": [1] * 12, "b": [2] * 12})
    assert bars(monthly_bars(answer, "ja"))["encoding"]["y"]["stack"] == "zero"
    many_labels = replace(answer, whole=Line((), (2,) * 12, 24))
    assert bars(monthly_bars(many_labels, "ja"))["encoding"]["y"]["stack"] is None
    hidden = replace(answer, lines=(answer.lines[0], Line(("b",), (None, *(2,) * 11), 24)))
    spec = monthly_bars(hidden, "ja")
    assert bars(spec)["encoding"]["y"]["stack"] is None
    assert len(spec["data"]["values"]) == 23, "a cell that is not shown is no bar of nothing"


def test_the_chart_says_its_unit_and_its_source():
    answer = sample_year()[asked.CONSULTATIONS]
    assert "件" in monthly_bars(answer, "ja")["title"]["text"]
    assert "実績" in monthly_bars(answer, "ja")["title"]["text"]
    assert "counted" in monthly_line(answer, "en")["title"]["text"]


def test_more_lines_than_a_reader_tells_apart_are_refused():
    with pytest.raises(ValueError, match="by its totals"):
        monthly_bars(made("x", {str(number): [1] * 12 for number in range(MOST_LINES + 1)}), "ja")


def test_no_two_lines_look_alike_even_without_colour():
    assert len(FILLS) == MOST_LINES == len({colour for colour, _ in FILLS})
    light = {"#ff8d44", "#97d3ff", "#39abff", "#cccccc"}
    groups = ([pattern for colour, pattern in FILLS if colour in light], [p for c, p in FILLS if c not in light])
    assert all(len(set(patterns)) == len(patterns) for patterns in groups), (
        "of one lightness, each with its own pattern"
    )


def test_a_single_line_needs_no_legend():
    assert bars(monthly_bars(whole("x", range(12), months=MONTHS), "ja"))["encoding"]["color"]["legend"] is None


def test_each_line_of_a_line_chart_has_a_shape_of_its_own():
    spec = monthly_line(sample_year()[asked.CONSULTATIONS], "ja")
    scale = spec["layer"][1]["encoding"]["shape"]["scale"]
    assert len(set(scale["range"][: len(scale["domain"])])) == len(scale["domain"]) == 3
