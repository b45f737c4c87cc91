"""Lists for spreadsheets: text that stays text, numbers that stay numbers."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.words.cells import harmless_cell, harmless_csv


@pytest.mark.parametrize("begun", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝１", "＋１", "－１", "＠A"])
def test_nothing_that_begins_like_a_formula_stays_one(begun):
    assert harmless_cell(begun) == f"'{begun}"


def test_other_text_is_left_alone():
    assert harmless_cell("違反 = 3") == "違反 = 3" and harmless_cell("") == ""


@given(
    st.lists(
        st.lists(st.one_of(st.integers(), st.text(st.characters(exclude_categories=["Cs"]))), min_size=3, max_size=3)
    )
)
def test_every_row_is_read_again_as_it_was_written(rows):
    got = list(csv.reader(io.StringIO(harmless_csv(("a", "b", "c"), rows).decode("utf-8-sig"), newline="")))
    assert got[0] == ["a", "b", "c"]
    assert got[1:] == [[str(cell) if isinstance(cell, int) else harmless_cell(cell) for cell in row] for row in rows]
