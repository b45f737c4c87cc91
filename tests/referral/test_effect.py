"""What a notice brought about: days until somebody acted, hits of the same line before and after, who is overdue."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tsuho.referral.effect import Answered, effect_of, line_of, overdue
from tsuho.words.referrals import AnswerKind as A

JST = ZoneInfo("Asia/Tokyo")
SENT = date(2015, 3, 10)
LINES = ["203.0.113.5", "2001:db8:0:7::/64"]


def at(day, hour=3):
    return datetime(2015, 3, day, hour, tzinfo=UTC)


HITS = [("203.0.113.5", at(9)), ("2001:db8:0:7::9", at(10)), ("203.0.113.6", at(25)), ("203.0.113.5", at(20))]


def test_hits_of_the_line_after_it_was_ended_are_a_relapse():
    found = effect_of(
        SENT,
        LINES,
        [Answered(A.INVESTIGATING, date(2015, 3, 11)), Answered(A.SUSPENDED, date(2015, 3, 14), date(2015, 3, 13))],
        HITS,
        JST,
    )
    assert (found.hits_before, found.hits_after, found.days_to_act, found.relapsed) == (2, 1, 3, True)
    assert found.last_answer is A.SUSPENDED
    assert found.relapsed_on == date(2015, 3, 20)


def test_a_hit_on_the_very_day_is_no_relapse_and_the_day_is_a_japanese_one():
    same_day = [("203.0.113.5", at(13, 14))]  # 23:00 in Japan
    assert not effect_of(SENT, LINES, [Answered(A.SUSPENDED, date(2015, 3, 13))], same_day, JST).relapsed
    next_day = [("203.0.113.5", at(13, 15))]  # midnight in Japan
    assert effect_of(SENT, LINES, [Answered(A.SUSPENDED, date(2015, 3, 13))], next_day, JST).relapsed


def test_a_warning_counts_as_acting_but_going_on_after_it_is_no_relapse():
    found = effect_of(SENT, LINES, [Answered(A.WARNED, date(2015, 3, 12))], HITS, JST)
    assert (found.days_to_act, found.hits_after, found.relapsed) == (2, 1, False)


def test_without_an_answer_all_is_before():
    found = effect_of(SENT, LINES, [], HITS, JST)
    assert (found.hits_before, found.hits_after, found.days_to_act, found.relapsed, found.last_answer) == (
        3,
        0,
        None,
        False,
        None,
    )


@pytest.mark.parametrize(
    ("answers", "today", "late"),
    [
        ([], date(2015, 3, 24), False),
        ([], date(2015, 3, 25), True),
        ([Answered(A.INVESTIGATING, date(2015, 3, 20))], date(2015, 4, 3), False),
        ([Answered(A.INVESTIGATING, date(2015, 3, 20))], date(2015, 4, 4), True),
        ([Answered(A.CANNOT_ACT, date(2015, 3, 20))], date(2016, 4, 4), False),
    ],
)
def test_overdue(answers, today, late):
    assert overdue(SENT, answers, today, 14) is late


def test_a_line():
    assert line_of("2001:db8:0:7:1:2:3:4") == "2001:db8:0:7::/64"
    assert line_of("203.0.113.5") == "203.0.113.5"
    assert line_of("nonsense") == "nonsense"
