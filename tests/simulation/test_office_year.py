"""The desk's and the secretariat's invented year: as many calls as the book lays out, and nothing that the verbs refuse."""

from collections import Counter
from datetime import date, time, timedelta

import pytest

from tsuho.jurisdictions.jp.holidays import is_business_day
from tsuho.simulation.dates import JST
from tsuho.simulation.office_year import (
    invented_calls,
    invented_meetings,
    invented_moves,
    invented_pages,
    invented_round,
)
from tsuho.simulation.year_shape import months_of
from tsuho.words.awareness import Material, PageKind
from tsuho.words.consultations import CallCategory
from tsuho.words.meetings import MeetingKind


@pytest.fixture(scope="module")
def calls():
    return list(invented_calls(2014, 26))


def test_there_are_as_many_calls_as_the_report_prints_and_the_table_lays_out(calls):
    assert len(calls) == 4_171
    months = Counter(f"{call.started_at:%Y-%m}" for call in calls)
    assert [months[f"{month.since:%Y-%m}"] for month in months_of(2014)] == [
        month.counts["phone"] for month in months_of(2014)
    ]
    headings = Counter(call.category.heading for call in calls)
    assert headings == {"law": 1_917, "fictitious_billing": 1_546, "other": 708}
    assert {call.category for call in calls} == set(CallCategory)


def test_the_desk_is_open_when_a_call_begins(calls):
    for call in calls:
        begun = call.started_at.astimezone(JST)
        assert is_business_day(begun.date())
        assert time(10) <= begun.time() < time(17)
        assert timedelta(0) < call.ended_at - call.started_at <= timedelta(minutes=45)


def test_a_promise_is_for_a_business_day_after_the_call(calls):
    promised = [call for call in calls if call.follow_up_on]
    assert 100 < len(promised) < 300
    assert all(is_business_day(call.follow_up_on) and call.follow_up_on > call.started_at.date() for call in promised)
    assert not [call for call in calls if call.looked_into and not call.follow_up_on]


def test_the_same_seed_gives_the_same_year(calls):
    assert list(invented_calls(2014, 26)) == calls
    assert list(invented_calls(2014, 27)) != calls


def test_the_stock_never_falls_below_nothing():
    left = Counter()
    for move in invented_moves(2014, 26):
        left[move.material] += -move.pieces if move.to else move.pieces
        assert left[move.material] >= 0
        assert is_business_day(move.day) or move.to is None
    assert set(left) == set(Material)


def test_every_kind_of_meeting_and_page_is_there():
    assert {each.kind for each in invented_meetings(2014)} == set(MeetingKind)
    pages = invented_pages(2014)
    assert {each.kind for each in pages} == set(PageKind) - {PageKind.NEWS}
    assert len({each.path for each in pages if each.kind is PageKind.GUIDANCE}) == 5
    assert len([each for each in pages if each.kind is PageKind.CHAIN_REPORT]) == 24
    assert all(date(2014, 4, 1) <= each.day <= date(2015, 3, 31) for each in pages)
    assert len({(each.path, each.text) for each in pages}) == len(pages), "each publication changes something"


def test_the_questionnaire_has_no_more_answers_than_were_asked():
    asked = invented_round(2014)
    assert 0 < asked.answered <= asked.asked
    assert asked.since <= asked.until


def test_everything_that_is_kept_says_that_it_is_simulated():
    assert all("模擬" in each.title and "模擬" in each.minutes for each in invented_meetings(2014))
    assert all("模擬" in each.text for each in invented_pages(2014))
    assert all("模擬" in call.consultant for call in invented_calls(2014, 26))


@pytest.mark.parametrize("invent", [invented_meetings, invented_pages, invented_round])
def test_only_the_printed_year_can_be_had(invent):
    with pytest.raises(ValueError, match="2014"):
        list(invent(2013)) if invent is not invented_round else invent(2013)
    with pytest.raises(ValueError, match="2014"):
        next(invented_calls(2013, 1))
