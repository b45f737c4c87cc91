"""Small cells: whoever knows the whole and every count that is shown cannot work out a count of one to four."""

from hypothesis import given
from hypothesis import strategies as st

from tsuho.statistics.small_cells import LEAST, is_small, shown

COUNTS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 30), max_size=10)


def test_a_small_count_is_hidden_and_the_next_one_with_it():
    assert shown({"a": 3, "b": 9, "c": 40}) == {"a": None, "b": None, "c": 40}


def test_two_small_counts_that_are_no_small_count_together_hide_nobody_else():
    assert shown({"a": 3, "b": 4, "c": 9}) == {"a": None, "b": None, "c": 9}
    assert shown({"a": 1, "b": 2, "c": 9, "d": 7}) == {"a": None, "b": None, "c": 9, "d": None}


def test_nought_is_shown_and_hides_nobody():
    assert shown({"a": 0, "b": 5}) == {"a": 0, "b": 5}
    assert shown({}) == {}


@given(COUNTS)
def test_what_is_left_of_the_whole_gives_no_small_count_away(counts):
    told = shown(counts)
    assert set(told) == set(counts)
    assert all(count is None or count == counts[name] for name, count in told.items())
    assert all(told[name] is None for name, count in counts.items() if 0 < count < LEAST)
    hidden = [counts[name] for name, count in told.items() if count is None]
    if not hidden:
        return
    whole_is_told = not is_small(sum(counts.values()))
    assert not whole_is_told or (len(hidden) >= 2 and sum(hidden) >= LEAST)


@given(COUNTS)
def test_no_more_is_hidden_than_must_be(counts):
    told = shown(counts)
    small = [count for count in counts.values() if 0 < count < LEAST]
    hidden = [counts[name] for name, count in told.items() if count is None]
    assert bool(hidden) == bool(small)
    beside = sorted(count for count in hidden if count >= LEAST)
    assert len(beside) <= 1, "one of five or more beside a small one is enough for both conditions"
