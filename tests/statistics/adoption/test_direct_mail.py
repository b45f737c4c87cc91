"""OP25B by evidence: whose dynamic range an address lay in on that day, and which hits contradict what was declared."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tsuho.statistics.adoption.direct_mail import Declared, DynamicRanges, declared, hits_against, tally
from tsuho.words.surveys import HitsOfDay, MonitorOrigin, Scope, Service, SurveyAnswer

TOKYO = ZoneInfo("Asia/Tokyo")
SINCE, UNTIL = date(2010, 1, 1), date(2015, 6, 1)
DAY = date(2015, 5, 1)


def service(code="a", dynamic=(("198.51.100.0/24", SINCE, None),), **given):
    return Service(code, "見本通信", "見本メール", ("a.example",), dynamic=dynamic, **given)


def test_whose_range_an_address_lay_in_on_a_day():
    ranges = DynamicRanges(
        [
            service("wide", (("198.51.100.0/24", SINCE, None), ("2001:db8::/32", SINCE, None))),
            service("inside", (("198.51.100.64/26", SINCE, UNTIL),)),
        ]
    )
    assert ranges.services_at("198.51.100.70", DAY) == {"wide", "inside"}
    assert ranges.services_at("198.51.100.70", UNTIL) == {"wide"}, "on the day it ends it is no longer theirs"
    assert ranges.services_at("198.51.100.70", date(2009, 12, 31)) == frozenset()
    assert ranges.services_at("198.51.101.1", DAY) == frozenset()
    assert ranges.services_at("2001:db8:5::1", DAY) == {"wide"}
    assert ranges.services_at("::1", DAY) == frozenset()
    assert ranges.services_at("nowhere", DAY) == frozenset()


def test_hits_are_counted_by_the_centres_day_and_the_monitors_kind():
    times = [datetime(2015, 5, 1, 14, 59, tzinfo=UTC), datetime(2015, 5, 1, 15, 0, tzinfo=UTC)]
    hits = [MonitorOrigin(number, at, "198.51.100.7", "pc") for number, at in enumerate(times, 1)]
    hits.append(MonitorOrigin(3, times[1], "198.51.100.8", "mobile"))
    found = tally(service(), hits, 4, TOKYO)
    assert found.by_day == (
        HitsOfDay(date(2015, 5, 1), "pc", 1),
        HitsOfDay(date(2015, 5, 2), "mobile", 1),
        HitsOfDay(date(2015, 5, 2), "pc", 1),
    )
    assert (found.ranges, found.addresses, found.relayed, found.samples) == (1, 2, 4, (3, 2, 1))


def answer(**given):
    return SurveyAnswer("a", date(2015, 5, 10), **given)


@pytest.mark.parametrize(
    ("register", "answered", "expected"),
    [
        ({}, None, Declared()),
        ({"op25b": Scope.ALL, "op25b_since": SINCE}, None, Declared(Scope.ALL, SINCE, "register", SINCE)),
        ({"op25b": Scope.ALL, "op25b_since": SINCE}, {}, Declared(Scope.ALL, SINCE, "register", SINCE)),
        ({}, {"op25b": Scope.ALL}, Declared(Scope.ALL, None, "answer", date(2015, 5, 10))),
        ({"op25b": Scope.ALL, "op25b_since": SINCE}, {"op25b": Scope.MOBILE, "op25b_since": DAY}, Declared(Scope.MOBILE, DAY, "answer", DAY, differ=True)),
        ({"op25b": Scope.ALL, "op25b_since": SINCE}, {"op25b": Scope.ALL, "op25b_since": SINCE}, Declared(Scope.ALL, SINCE, "answer", SINCE)),
        ({"op25b": Scope.ALL}, None, Declared(Scope.ALL, None, "register", None)),
    ],
)  # fmt: skip
def test_the_rounds_answer_goes_before_the_register_and_a_difference_is_said(register, answered, expected):
    assert declared(service(**register), None if answered is None else answer(**answered)) == expected


def test_only_hits_after_the_day_and_within_the_scope_contradict():
    mobile, pc = HitsOfDay(date(2015, 5, 2), "mobile", 1), HitsOfDay(date(2015, 5, 2), "pc", 2)
    early = HitsOfDay(DAY, "mobile", 9)
    hits = [
        MonitorOrigin(number, datetime(each.day.year, each.day.month, each.day.day, 3, tzinfo=UTC), "198.51.100.7", each.medium)
        for number, each in enumerate(day for day in (early, mobile, pc) for _ in range(day.hits))
    ]  # fmt: skip
    seen = tally(service(), hits, 0, TOKYO)
    assert hits_against(Declared(Scope.ALL, DAY, "answer", DAY), seen) == (mobile, pc)
    assert hits_against(Declared(Scope.MOBILE, DAY, "answer", DAY), seen) == (mobile,)
    assert hits_against(Declared(Scope.NONE, None, "answer", DAY), seen) == ()
    assert hits_against(Declared(Scope.ALL, None, "register", None), seen) == (), "no day, no contradiction"
    assert hits_against(Declared(Scope.ALL, DAY, "answer", DAY), None) == ()
