"""What is unusual: worked out by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.casework.today_ports import Pace
from tsuho.casework.unusual import LEAST, unusual

DAY = date(2015, 4, 1)


@pytest.mark.parametrize(
    ("days", "grew"),
    [
        ((0, 0, 0, 0, 0, 0, 0, 20), True),  # from nowhere
        ((0, 0, 0, 0, 0, 0, 0, 19), False),  # too few to be a wave
        ((10, 10, 10, 10, 10, 10, 10, 20), True),  # twice; chance is √10 = 3.2, so 19.5 is the bound
        ((10, 10, 10, 10, 10, 10, 10, 19), False),
        ((100, 100, 100, 100, 100, 100, 100, 190), False),  # not twice
        ((100, 100, 100, 100, 100, 100, 100, 200), True),
        ((0, 90, 0, 90, 0, 90, 0, 100), False),  # it always comes in bursts
        ((0, 0, 0, 0, 0, 0, 50, 99), False),  # began yesterday: the days before are not its own
        ((0, 0, 0, 0, 0, 0, 50, 101), True),
    ],
)
def test_what_grew(days, grew):
    assert bool(unusual([Pace(1, "x", DAY, days)])) is grew


def test_the_steepest_stands_first_and_says_from_what_it_grew():
    found = unusual(
        [Pace(1, "a", DAY, (10,) * 7 + (40,)), Pace(2, "b", DAY, (0,) * 7 + (40,)), Pace(3, "c", DAY, (30,) * 8)]
    )
    assert [(each.campaign, each.before, each.last_day) for each in found] == [(2, 0.0, 40), (1, 10.0, 40)]


@given(st.lists(st.integers(0, 500), min_size=8, max_size=8))
def test_more_of_the_last_day_never_makes_it_usual(days):
    if unusual([Pace(1, "x", DAY, tuple(days))]):
        assert unusual([Pace(1, "x", DAY, (*days[:-1], days[-1] + 50))])
    assert not unusual([Pace(1, "x", DAY, (*days[:-1], LEAST - 1))])
