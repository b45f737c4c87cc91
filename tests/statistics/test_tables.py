"""Tables of an answer hold its own numbers, mark their source, and never sum."""

from dataclasses import replace

from tsuho.statistics.answer import Line, Unit
from tsuho.statistics.documents import asked
from tsuho.statistics.documents.tables import (
    MOST_COLUMNS,
    beside_table,
    month_and_year_table,
    monthly_table,
    totals_table,
    wholes_table,
)
from tsuho.words.vocabulary import Source

from .sample_year import made, sample_year, whole


def test_a_row_a_month_and_the_years_own_total_last():
    answer = sample_year()[asked.MONITORS]
    table = monthly_table(answer, "ja", "c")
    assert table.head == ("月", "携帯アドレス", "PCアドレス", "計")
    assert [row[0] for row in table.rows] == [*(f"{n}月" for n in (*range(4, 13), 1, 2, 3)), "年度計"]
    assert table.rows[0][1:] == tuple(f"{line.by_month[0]:,}" for line in (*answer.lines, answer.whole))
    assert table.rows[-1][-1] == f"{answer.whole.total:,}"
    assert table.totals and table.numbers == (1, 2, 3)
    assert "実績" in table.notes[0] and "件" in table.notes[0]


def test_a_years_parties_are_what_the_answer_says_and_no_sum():
    answer = whole("providers_noticed", [20] * 12, 75, Unit.PARTIES)
    assert monthly_table(answer, "ja", "c").rows[-1] == ("年度計", "75")


def test_too_many_lines_for_a_page_leave_the_whole():
    answer = made("x", {str(number): [number] * 12 for number in range(MOST_COLUMNS + 1)})
    assert len(monthly_table(answer, "ja", "c").head) == 2


def test_totals_stand_in_the_order_of_the_answer_with_the_whole_below():
    table = totals_table(made("x", {"b": [1] * 12, "a": [2] * 12}), "en", "c")
    assert table.rows == (("b", "12"), ("a", "24"), ("Total", "36"))


def test_the_month_stands_beside_the_year_to_date():
    answer = sample_year()[asked.CONSULTATIONS]
    table = month_and_year_table(answer, "ja", "c")
    assert table.head == ("区分", "平成27年3月", "年度累計")
    assert table.rows[0][1:] == (f"{answer.lines[0].by_month[-1]:,}", f"{answer.lines[0].total:,}")
    assert table.rows[-1][1:] == (f"{answer.whole.by_month[-1]:,}", f"{answer.whole.total:,}")


def test_counts_beside_one_another_keep_their_own_units_and_all_their_notes():
    count = whole("provider_notices", range(12), family=Source.SEEDED, sources={Source.APPORTIONED: 3})
    party = whole("providers_noticed", [2] * 12, 5, Unit.PARTIES, notes=("note_union_of_parties",))
    table = beside_table((count, party), "ja", "c")
    assert table.rows[-1] == ("年度計", "66", "5")
    assert "（件）" in table.head[1] and "（社）" in table.head[2]
    assert "按分" in table.notes[0] and "実績" in table.notes[0]
    assert any("重複" in note for note in table.notes) and any("推計" in note for note in table.notes)
    rows = wholes_table((count, party), "ja", "c").rows
    assert [row[1:] for row in rows] == [("件", "11", "66"), ("社", "2", "5")]


def test_a_hidden_cell_shows_a_sign_and_a_note():
    answer = made("x", {"a": [1] * 12})
    hidden = replace(answer, lines=(Line(("a",), (None, *(1,) * 11), 12), Line(("b",), (0,) * 12, None)))
    table = monthly_table(hidden, "ja", "c")
    assert table.rows[0][1] == "–" and table.rows[-1][2] == "–"
    assert any("「–」" in note for note in table.notes)
