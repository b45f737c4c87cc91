"""An answer in a reader's words: labels, numbers, source marks, notes."""

from dataclasses import replace

import pytest

from tsuho.statistics.answer import Line, Unit
from tsuho.statistics.documents import asked
from tsuho.statistics.shown import (
    NO_NUMBER,
    counted_shown,
    is_empty,
    label_of,
    marks_of,
    notes_of,
    number_shown,
    source_mark,
)
from tsuho.words.catalogue import messages
from tsuho.words.vocabulary import Source

from .sample_year import made, sample_year, whole


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (13785902, Unit.MESSAGES, "13,785,902"),
        (0, Unit.CALLS, "0"),
        (727, Unit.SHARE, "72.7%"),
        (1000, Unit.SHARE, "100.0%"),
        (None, Unit.MESSAGES, NO_NUMBER),
        (None, Unit.SHARE, NO_NUMBER),
    ],
)
def test_a_number_is_written_in_one_way(value, unit, shown):
    assert number_shown(value, unit) == shown


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_unit_can_be_said_with_a_number(unit, language):
    said = counted_shown(1234, whole("x", [1234], unit=unit, months=("2015-03",)), language)
    assert said != number_shown(1234, unit) or unit is Unit.SHARE
    assert f"unit_{unit}" in messages()


def test_a_value_has_the_words_of_its_series_then_of_its_column_else_its_own():
    answers = sample_year()
    consultations, agencies = answers[asked.CONSULTATIONS], answers[asked.AGENCIES]
    assert label_of(consultations, consultations.lines[1], "ja") == "情報料請求（架空請求）"
    assert label_of(agencies, agencies.lines[0], "en") == "China"
    carriers = answers[asked.MONITORS_BY_CARRIER]
    assert label_of(carriers, carriers.lines[0], "ja") == "carrier-a"
    assert label_of(agencies, Line(("",), (), None), "ja") == "不明"
    assert label_of(agencies, agencies.whole, "en") == "Total"


def test_the_mark_names_every_source_that_has_rows_and_no_other():
    answer = whole("x", [1], sources={Source.SEEDED: 2, Source.APPORTIONED: 11, Source.COUNTED: 0}, months=("2015-03",))
    assert source_mark(answer, "ja") == "出典掲載値・按分"
    assert source_mark(replace(answer, sources={}), "ja") == "実績", "without rows the family that was asked for"


def test_a_spread_and_an_invented_figure_and_a_cell_without_number_are_explained():
    spread = whole("x", [1], sources={Source.APPORTIONED: 11}, months=("2015-03",))
    assert any("推計" in note for note in notes_of(spread, "ja"))
    invented = whole("x", [1], family=Source.SIMULATED, months=("2015-03",))
    assert any("架空" in note for note in marks_of(invented, "ja"))
    counted = whole("x", [1], months=("2015-03",))
    assert marks_of(counted, "ja") == ()
    hidden = replace(counted, lines=(Line(("a",), (None,), None),))
    assert any(NO_NUMBER in note for note in marks_of(hidden, "ja"))


def test_nothing_is_empty_and_a_hidden_cell_beside_a_total_is_not():
    assert is_empty(made("x", {"a": [0, 0]}, months=("2015-02", "2015-03")))
    assert not is_empty(made("x", {"a": [0, 1]}, months=("2015-02", "2015-03")))
