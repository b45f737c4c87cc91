"""Witnesses: bursts from one place count once, and counting never makes more of them than there are."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.campaigns.witnesses import witnesses

AT = datetime(2015, 2, 10, 3, 0, tzinfo=UTC)


def at(minutes):
    return AT + timedelta(minutes=minutes)


def test_strangers_of_many_places_all_count():
    found = witnesses((f"r{i}@p{i}", at(i % 3)) for i in range(40))
    assert (found.distinct, found.effective, found.domains) == (40, 40, 40)


def test_forty_accounts_of_one_place_within_minutes_are_one_witness():
    found = witnesses((f"r{i}@p", at(i)) for i in range(40))
    assert (found.distinct, found.effective, found.domains) == (40, 1, 1)


def test_a_few_of_one_place_are_chance_and_so_are_many_spread_over_days():
    assert witnesses((f"r{i}@p", at(i)) for i in range(4)).effective == 4
    assert witnesses((f"r{i}@p", at(i * 60)) for i in range(40)).effective == 40


def test_two_bursts_of_one_place_are_two():
    rows = [(f"r{i}@p", at(i)) for i in range(5)] + [(f"s{i}@p", at(100 + i)) for i in range(7)]
    assert witnesses(rows).effective == 2


def test_reporters_whose_place_is_unknown_are_of_one_place():
    assert witnesses((f"r{i}", at(0)) for i in range(6)).domains == 1


@given(st.lists(st.tuples(st.text(max_size=5), st.integers(0, 5_000)), max_size=60))
def test_effective_is_never_more_than_distinct_nor_less_than_places(rows):
    found = witnesses((f"{i}@{place}", at(minutes)) for i, (place, minutes) in enumerate(rows))
    assert found.domains <= found.effective <= found.distinct == len(rows)
