"""The index of places gives what a plain search would, whether templates are settled or recent, and forgets the oldest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.campaigns import place_index
from tsuho.engine.campaigns.clues import places
from tsuho.engine.campaigns.place_index import MAX_AT_PLACE, PlaceIndex

SHORT = [bytes([number]) * 16 for number in range(6)]
LONG = [bytes((value * step) % 256 for value in range(128)) for step in (3, 5, 7)] + [bytes(64) + bytes([9]) * 64]


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(place_index, "_MAX_RECENT", 3)


def test_nothing_is_at_a_place_of_an_empty_index():
    assert PlaceIndex().at(places(SHORT[0])) == {}


@settings(max_examples=100)
@given(st.lists(st.sampled_from(SHORT + LONG), max_size=40), st.lists(st.integers(1, 5), max_size=10))
def test_settled_or_recent_the_same_templates_are_found(likenesses, sizes):
    index, rows = PlaceIndex(), list(enumerate(likenesses, 1))
    left = list(rows)
    for size in [*sizes, len(rows)]:
        index.add(left[:size])
        left = left[size:]
    wanted = sorted({place for likeness in SHORT + LONG for place in places(likeness)})
    expected = {}
    for number, likeness in rows:
        for place in places(likeness):
            expected.setdefault(place, []).append(number)
    assert dict(index.at(wanted)) == {place: numbers[-MAX_AT_PLACE:] for place, numbers in expected.items()}
    assert index.newest == len(rows)


def test_of_a_crowded_place_the_newest_are_found():
    index = PlaceIndex()
    index.add((number, SHORT[0]) for number in range(1, 101))
    (found,) = index.at(places(SHORT[0])).values()
    assert found == list(range(101 - MAX_AT_PLACE, 101))


def test_the_oldest_of_too_many_are_forgotten(monkeypatch):
    monkeypatch.setattr(place_index, "MAX_TEMPLATES", 10)
    index = PlaceIndex()
    index.add((number, SHORT[number % 2]) for number in range(1, 31))
    found = sorted(
        number for numbers in index.at([*places(SHORT[0]), *places(SHORT[1])]).values() for number in numbers
    )
    assert found == list(range(21, 31))
