"""An answer that was kept is the answer that would be made anew, and is not shown once its rows are others."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.casework.ledger_ports import ClosedMonth
from tsuho.statistics import kept, periods, series
from tsuho.statistics.answering import answer
from tsuho.statistics.kept import answer_kept
from tsuho.statistics.published import Counting, published
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.words.ledger import LedgerRow
from tsuho.words.statistics import StatisticsSettings
from tsuho.words.vocabulary import Source

YEAR = periods.year("2014")
KEPT = sorted(name for name, each in published().items() if each.kept)


@pytest.fixture
def made(monkeypatch):
    """How often an answer was made and not taken from what was kept."""
    times = []

    def counted(*arguments):
        times.append(arguments[0].name)
        return answer(*arguments)

    monkeypatch.setattr(kept, "answer", counted)
    return times


def campaign(number, messages=1, day=date(2014, 5, 7), source=Source.COUNTED, **more):
    key = f"{number}/{day}/{source}/{messages}"
    return [
        LedgerRow(key, series.CAMPAIGN, day, source, messages, party=str(number), **more),
        LedgerRow(f"{key}/day", series.CAMPAIGN_DAY, day, source, party=str(number), **more),
    ]


def test_the_series_of_campaigns_are_kept():
    assert KEPT == ["campaigns_by_days", "campaigns_by_size", "campaigns_top"]


@pytest.mark.parametrize("name", KEPT)
def test_it_is_made_once_and_says_the_same(name, made):
    ledger = LedgerInMemory()
    ledger.book([*campaign(1, 30), *campaign(2), *campaign(1, 2, date(2015, 3, 31))])
    first = answer_kept(published()[name], ledger, YEAR)
    assert answer_kept(published()[name], ledger, YEAR) == first == answer(published()[name], ledger, YEAR)
    assert first.whole.total == (33 if name == "campaigns_top" else 2)
    assert made == [name]


@pytest.mark.parametrize("name", KEPT)
def test_one_row_more_makes_it_anew_and_a_correction_shows(name, made):
    ledger = LedgerInMemory()
    ledger.book(campaign(1, 30))
    before = answer_kept(published()[name], ledger, YEAR)
    ledger.close(ClosedMonth("2014-05", 2, *[""] * 6, datetime(2014, 6, 1, tzinfo=UTC)))
    ledger.book(campaign(2, 5, correction="a campaign was split", corrected_on="2015-04-20"))
    after = answer_kept(published()[name], ledger, YEAR)
    assert after.whole.total != before.whole.total
    assert {each.reason for each in after.revisions} == {"a campaign was split"}
    assert answer_kept(published()[name], ledger, YEAR) == after
    assert made == [name, name]


def test_rows_of_another_series_leave_it_alone(made):
    ledger = LedgerInMemory()
    ledger.book(campaign(1))
    answer_kept(published()["campaigns_top"], ledger, YEAR)
    ledger.book([LedgerRow("r", series.REPORT, date(2014, 5, 7), Source.COUNTED)])
    answer_kept(published()["campaigns_top"], ledger, YEAR)
    assert made == ["campaigns_top"]


def test_another_period_family_or_way_of_counting_is_another_answer(made):
    ledger = LedgerInMemory()
    ledger.book([*campaign(1, 30), *campaign(2, 7, source=Source.SIMULATED)])
    top = published()["campaigns_top"]
    totals = [
        answer_kept(top, ledger, YEAR, Source.COUNTED).whole.total,
        answer_kept(top, ledger, YEAR, Source.SIMULATED).whole.total,
        answer_kept(top, ledger, periods.month("2014-06"), Source.COUNTED).whole.total,
    ]
    assert totals == [30, 7, 0]
    answer_kept(top, ledger, YEAR, Source.COUNTED, Counting(StatisticsSettings(parties_over_months="sum_of_months")))
    assert len(made) == 4


def test_a_series_that_is_quickly_made_is_always_made_anew():
    ledger = LedgerInMemory()
    ledger.book([LedgerRow("r", series.REPORT, date(2014, 5, 7), Source.COUNTED, outcome="violation")])
    answer_kept(published()["reports_by_outcome"], ledger, YEAR)
    assert not ledger._answers


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(1, 2_000), st.dates(YEAR.since, date(2015, 3, 31))), max_size=12)
)
def test_it_is_never_another_than_what_would_be_made_anew(booked):
    ledger = LedgerInMemory()
    for number, messages, day in booked:
        ledger.book(campaign(number, messages, day))
        for name in KEPT:
            answer_kept(published()[name], ledger, YEAR)
    for name in KEPT:
        assert answer_kept(published()[name], ledger, YEAR) == answer(published()[name], ledger, YEAR)
