"""Campaigns as a whole: witnesses make the opt-in suspected, warnings and orders are looked back from, strength is graded."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.case_ports import CampaignCounts, Measure, MeasureKind
from tsuho.casework.group import judged_campaigns
from tsuho.casework.ports import CampaignSeen
from tsuho.engine.law.campaign_case import DayCount
from tsuho.wiring.reading import reading_for
from tsuho.words.vocabulary import Standing, Verdict

FIRST, LAST = datetime(2015, 3, 9, 15, 30, tzinfo=UTC), datetime(2015, 3, 31, 15, 0, tzinfo=UTC)
LAW = reading_for("jp", []).jurisdiction


@pytest.fixture
def judged(records, cases):
    """Judge one campaign of so many reporters, each of a place of his own unless said otherwise."""

    def judge(reporters=0, *, monitors=0, days=None, place=None, measures=(), **seen):
        records.seen[3] = CampaignSeen(3, "x", 9, 9, 0, reporters, FIRST, LAST, **seen)
        first = [(f"r{i}@{place or i}", FIRST + timedelta(minutes=i)) for i in range(reporters)]
        cases.counted = CampaignCounts(first, monitors, {}, days or {})
        cases.noted_measures = [Measure(3, kind, day, "m", "no. 1", LAST) for kind, day in measures]
        (found,) = judged_campaigns(records, cases, LAW, limit=5)
        return found, {each.rule: each for each in found.findings}

    return judge


@pytest.mark.parametrize(
    ("reporters", "verdict"), [(0, Verdict.CANNOT_TELL), (2, Verdict.CANNOT_TELL), (500, Verdict.SUSPECTED)]
)
def test_reporters_alone_never_prove_it(judged, reporters, verdict):
    found, findings = judged(reporters)
    assert found.campaign.id == 3
    assert findings["V31"].verdict is verdict
    assert findings["V31"].law_date.isoformat() == "2015-04-01", "the day of Japan"


def test_five_hundred_accounts_of_one_place_at_once_are_one_witness(judged):
    found, findings = judged(500, place="rival")
    assert (findings["V31"].verdict, findings["V31"].why_key) == (Verdict.CANNOT_TELL, "reporters_look_organised")
    assert found.strength == "E0"


@pytest.mark.parametrize(
    ("reporters", "monitors", "strength"),
    [(1, 0, "E0"), (2, 0, "E1"), (900, 0, "E1"), (0, 1, "E2"), (9, 1, "E2"), (10, 1, "E3"), (0, 2, "E3")],
)
def test_strength_is_graded_by_witnesses(judged, reporters, monitors, strength):
    assert judged(reporters, monitors=monitors)[0].strength == strength


def test_only_what_is_proved_after_a_warning_is_the_strongest(judged):
    warned = [(MeasureKind.WARNING, date(2015, 3, 12)), (MeasureKind.WARNING, date(2015, 3, 30))]
    for proved, strength, standing in ((1, "E4", Standing.MONITOR), (0, "E3", Standing.FACE)):
        days = {date(2015, 3, 10): DayCount(5, 5, 5), date(2015, 3, 27): DayCount(4, 4, proved)}
        found, findings = judged(monitors=2, days=days, measures=warned)
        assert found.case.warned_at == date(2015, 3, 12), "the first warning"
        assert (findings["V71a"].verdict, findings["V71a"].standing) == (Verdict.SUSPECTED, standing)
        assert found.strength == strength


def test_an_order_is_looked_back_from_too(judged):
    days = {date(2015, 3, 10): DayCount(5, 5, 5), date(2015, 3, 31): DayCount(1, 1, 1)}
    _, findings = judged(days=days, measures=[(MeasureKind.ORDER, date(2015, 3, 20))])
    assert findings["V71b"].verdict is Verdict.BREACHED
    assert LAW.timezone == ZoneInfo("Asia/Tokyo")


def test_heavy_reporters_count_for_less_and_signs_of_bombing_are_said(judged):
    found, findings = judged(40, weight=2.4)
    assert (found.case.distinct_reporters, found.case.effective_reporters) == (40, 2)
    assert findings["V31"].why_key == "reporters_look_organised" and found.strength == "E1"
    assert judged(40, weight=0.2)[0].strength == "E0", "forty who report everything are hardly one witness"
    assert judged(40, weight=39.6, signs=("bombing_one_reporter",))[1]["V31"].why_key == "many_reporters_with_signs"
