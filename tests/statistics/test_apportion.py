"""The largest-remainder method: parts add up, are as fair as whole numbers can be, and do not depend on chance."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.statistics.apportion import apportion, apportion_by, apportion_table

WEIGHTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=40).filter(any)


@given(st.integers(0, 30_000_000), WEIGHTS)
def test_the_parts_add_up_and_none_is_a_whole_one_away_from_its_exact_share(count, weights):
    parts = apportion(count, weights)
    assert sum(parts) == count
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(count * weight, sum(weights))) < 1


@given(st.integers(0, 100_000), WEIGHTS, st.integers(1, 5))
def test_what_each_is_owed_comes_first(count, weights, least):
    owed = least * sum(1 for weight in weights if weight)
    if count < owed:
        with pytest.raises(ValueError, match="cannot be shared out"):
            apportion(count, weights, least)
        return
    parts = apportion(count, weights, least)
    assert sum(parts) == count
    assert all(part >= least if weight else part == 0 for part, weight in zip(parts, weights, strict=True))


def test_by_hand():
    # exact shares 3.5, 1.75 and 1.75: the two largest remainders get the two that are left
    assert apportion(7, [4, 2, 2]) == [3, 2, 2]
    # equal remainders: the earlier first
    assert apportion(1, [1, 1, 1]) == [1, 0, 0]
    assert apportion(10, [Fraction(1, 3), Fraction(2, 3)]) == [3, 7]
    assert apportion(3, [100, 1, 1], least=1) == [1, 1, 1]
    assert apportion_by(8, {"a": 3, "b": 1}) == {"a": 6, "b": 2}


def test_what_cannot_be_shared_out_is_said():
    with pytest.raises(ValueError, match="cannot be shared out"):
        apportion(1, [0, 0])
    with pytest.raises(ValueError, match="negative"):
        apportion(1, [2, -1])
    assert apportion(0, [0, 0]) == [0, 0]
    assert apportion(0, []) == []


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=12), st.lists(st.integers(1, 50), min_size=1, max_size=8))
def test_a_table_adds_up_both_ways(rows, shares):
    columns = apportion(sum(rows), shares)
    table = apportion_table(rows, columns)
    assert [sum(row) for row in table] == rows
    assert [sum(row[place] for row in table) for place in range(len(columns))] == columns
    assert all(part >= 0 for row in table for part in row)


def test_a_table_whose_margins_differ_cannot_be():
    with pytest.raises(ValueError, match="add up to"):
        apportion_table([3], [2])
