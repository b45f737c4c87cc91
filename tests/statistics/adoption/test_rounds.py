"""Rounds are halves of fiscal years: without gaps, without overlaps, and every day lies in its own."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.statistics.adoption.rounds import round_of, round_on


@pytest.mark.parametrize(
    ("label", "since", "until"),
    [("2015H1", date(2015, 4, 1), date(2015, 10, 1)), ("2015H2", date(2015, 10, 1), date(2016, 4, 1))],
)
def test_a_round_is_a_half_of_a_fiscal_year(label, since, until):
    assert (round_of(label).since, round_of(label).until) == (since, until)


@given(st.dates(date(1990, 4, 1), date(2199, 12, 31)))
def test_every_day_lies_in_its_round_and_the_next_day_in_it_or_the_next(day):
    one = round_on(day)
    assert one.since <= day < one.until
    assert round_of(one.label) == one
    tomorrow = round_on(day + timedelta(days=1))
    assert tomorrow == one or tomorrow.since == one.until


@pytest.mark.parametrize("text", ["2015", "2015H3", "2015h1", "H1", "0001H1", "2015H1 ", "２０１５H1"])
def test_what_is_no_round_is_refused(text):
    with pytest.raises(ValueError, match="no round"):
        round_of(text)
