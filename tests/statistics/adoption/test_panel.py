"""A round's table and the comparison of two: unknown stays a mark of its own, and a contradiction is shown beside the answer."""

from datetime import UTC, date, datetime

from tsuho.statistics.adoption.panel import build_panel, compare
from tsuho.statistics.adoption.rounds import round_of
from tsuho.words.surveys import (
    AuthFinding,
    DirectMail,
    HitsOfDay,
    Mark,
    Presence,
    Published,
    RoundEntry,
    Scope,
    Service,
    SurveyAnswer,
    SurveyRun,
    Technology,
)

AT = datetime(2015, 6, 1, 3, 0, tzinfo=UTC)
DAY = date(2015, 5, 1)
PRESENT, ABSENT, UNKNOWN = (Published(each) for each in Presence)
FULL = Published(Presence.PRESENT, full=True)
A = Service("a", "乙通信", "甲メール", ("a.example", "a2.example"), op25b=Scope.ALL, op25b_since=DAY)
B = Service("b", "丙通信", "丙メール", ("b.example",))


def book(*entries, label="2015H1", services=(A, B), simulated=True):
    run = SurveyRun("auth", AT, AT, tuple(services), ("one", "two"))
    return build_panel(round_of(label), [RoundEntry(label, each, AT, "見本", simulated) for each in (run, *entries)])


def spf(published, domain="a.example", service="a"):
    return AuthFinding(service, domain, Technology.SPF, published)


def mark(panel, domain="a.example"):
    return {row.domain: row.mark(Technology.SPF) for row in panel.auth}[domain]


def test_every_domain_of_every_service_has_a_row_and_what_was_not_asked_is_unknown():
    panel = book(spf(FULL))
    assert [row.domain for row in panel.auth] == ["b.example", "a.example", "a2.example"], "by provider"
    assert (mark(panel), mark(panel, "a2.example"), mark(panel, "b.example")) == (Mark.FULL, Mark.UNKNOWN, Mark.UNKNOWN)
    assert panel.simulated and not book(simulated=False).simulated


def test_the_newest_finding_holds_but_an_unknown_one_takes_nothing_away():
    assert mark(book(spf(FULL), spf(ABSENT))) is Mark.NONE
    assert mark(book(spf(FULL), spf(UNKNOWN))) is Mark.FULL
    assert mark(book(spf(UNKNOWN), spf(ABSENT))) is Mark.NONE
    assert mark(book(spf(UNKNOWN))) is Mark.UNKNOWN


def test_the_newest_answer_holds():
    panel = book(SurveyAnswer("b", DAY, op25b=Scope.NONE), SurveyAnswer("b", DAY, op25b=Scope.MOBILE))
    by_code = {row.service.code: row for row in panel.blocking}
    assert (by_code["b"].mark, by_code["b"].said_by) == (Mark.PART, "answer")
    assert (by_code["a"].mark, by_code["a"].said_by) == (Mark.FULL, "register")


def test_a_contradiction_is_shown_and_the_declared_mark_stays():
    against = HitsOfDay(date(2015, 5, 2), "pc", 3)
    panel = book(DirectMail("a", 1, (HitsOfDay(DAY, "pc", 1), against)), DirectMail("b", 0))
    by_code = {row.service.code: row for row in panel.blocking}
    assert (by_code["a"].mark, by_code["a"].seen, by_code["a"].against, by_code["a"].contradicted) == (
        Mark.FULL,
        4,
        (against,),
        True,
    )
    assert (by_code["b"].mark, by_code["b"].seen, by_code["b"].against) == (Mark.UNKNOWN, None, None), "no range known"


def test_two_rounds_are_compared_over_what_stands_in_both_and_unknown_is_no_change():
    before = book(spf(ABSENT), spf(UNKNOWN, "a2.example"), label="2014H1", services=(A,))
    after = book(spf(FULL), spf(ABSENT, "a2.example"), spf(FULL, "b.example", "b"))
    found = compare(before, after)
    (line,) = [each for each in found.lines if each.item == "spf"]
    assert (line.before[Mark.NONE], line.before[Mark.UNKNOWN], line.before[Mark.FULL]) == (1, 1, 0)
    assert (line.after[Mark.NONE], line.after[Mark.UNKNOWN], line.after[Mark.FULL]) == (1, 0, 1), "b is in no base"
    assert [(each.domain, each.item, each.before, each.after) for each in found.changed] == [
        ("a.example", "spf", Mark.NONE, Mark.FULL)
    ]
    # Two domains with seven technologies and one OP25B stand in both; one SPF and the OP25B are known in both.
    assert found.unknown == 2 * 7 + 1 - 2
    assert (found.only_before, found.only_after) == (0, 7 + 1)
