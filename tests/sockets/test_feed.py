"""The port Feed on each implementation: places that only grow, tombstones at the end, and nobody's log but one's own."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.referral_ports import REFUSED, FeedEntry, Pull, Shareable
from tsuho.words.partners import ConsentText
from tsuho.words.vocabulary import Door, Kind

TOKYO = ZoneInfo("Asia/Tokyo")
AT = datetime(2015, 4, 2, 9, 0, tzinfo=UTC)
ASSOCIATION = (Door.ASSOCIATION,)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def feed(request, databases):
    if request.param == "memory":
        from tsuho.store.records.memory_feed import MemoryFeed

        return MemoryFeed(TOKYO)
    databases(request.param)
    from tsuho.store.records.feed import FeedInDatabase

    return FeedInDatabase(TOKYO)


@pytest.fixture
def reported(feed, evidenced, judged_report):
    """Have a report filed: by this arrival number, through this door, from this reporter; what can be shared of it."""

    def enter(number, door=Door.ASSOCIATION, reporter="", received_at=datetime(2015, 3, 31, 16, 30, tzinfo=UTC)):
        if hasattr(feed, "reports"):
            feed.reports.append((Shareable(number, number, 0, received_at, reporter), door))
            return feed.shareable(number)
        from tsuho.store.records.models import Report
        from tsuho.store.records.records import RecordsInDatabase

        kind = Kind.MONITOR_HIT if door is Door.MONITOR else Kind.REPORT
        RecordsInDatabase().file(
            [evidenced(number, judged_report(kind=kind), door=door, received_at=received_at)], {number: reporter}
        )
        return feed.shareable(Report.objects.get(arrival=number).pk)

    return enter


def entered(feed, shareable, at=AT, **changes):
    entry = FeedEntry(shareable, f"ref-{shareable.arrival}", **{"consent": "2014-04", **changes})
    feed.enter([entry], at)
    return entry


def references(entries):
    return [each.reference for each in entries]


def test_what_the_feed_has_not_looked_at_comes_in_the_order_of_filing_and_once(feed, reported):
    first, _, third = reported(1), reported(2, Door.FORWARD), reported(3)
    assert feed.not_yet(ASSOCIATION, 10) == [first, third]
    assert feed.not_yet(ASSOCIATION, 1) == [first]
    entered(feed, first, why_not="feed_personal")
    assert feed.not_yet(ASSOCIATION, 10) == [third], "what is not offered was looked at too"
    entered(feed, third)
    assert feed.not_yet(ASSOCIATION, 10) == []


def test_one_entered_out_of_turn_leaves_those_before_it_to_be_looked_at(feed, reported):
    first, second = reported(1), reported(2)
    feed.enter([FeedEntry(second, "ref-2", "2014-04", why_not=REFUSED)], AT, ahead=True)
    assert feed.not_yet(ASSOCIATION, 10) == [first]
    entered(feed, first)
    assert feed.not_yet(ASSOCIATION, 10) == []


def test_a_place_is_given_once_and_each_has_a_time_of_its_own(feed, reported):
    for number in (1, 2, 3):
        shareable = reported(number)
        entered(feed, shareable)
        entered(feed, shareable)
    page = feed.page(0, 10)
    assert [each.position for each in page] == [1, 2, 3]
    assert [each.changed_at for each in page] == [AT + timedelta(microseconds=step) for step in range(3)]
    assert references(feed.page(1, 1)) == ["ref-2"]
    assert references(feed.page(0, 10, changed_after=page[1].changed_at)) == ["ref-3"]
    assert references(feed.newest(2)) == ["ref-3", "ref-2"]
    entered(feed, reported(4), at=AT - timedelta(days=1))  # a clock that went back
    assert feed.page(3, 1)[0].changed_at > page[2].changed_at


def test_what_is_not_offered_has_no_place(feed, reported):
    entered(feed, reported(1), why_not="feed_personal")
    assert feed.page(0, 10) == feed.newest(10) == feed.held_back() == []
    assert feed.days() == {}
    assert feed.entry(feed.shareable(1).report if hasattr(feed, "reports") else 1) is not None


def test_a_withdrawal_moves_to_the_end_and_is_told_once(feed, reported):
    first, second = reported(1), reported(2)
    entered(feed, first)
    entered(feed, second)
    (gone,) = feed.withdraw([first.report], AT + timedelta(hours=1))
    assert (gone.position, gone.withdrawn_at, gone.changed_at) == (
        3,
        AT + timedelta(hours=1),
        AT + timedelta(hours=1),
    )
    assert references(feed.page(0, 10)) == ["ref-2", "ref-1"]
    assert references(feed.page(2, 10)) == references(feed.page(0, 10, only_withdrawn=True)) == ["ref-1"]
    assert references(feed.newest(10)) == ["ref-2"]
    assert feed.withdraw([first.report], AT + timedelta(days=1)) == []
    assert feed.page(2, 10)[0].position == 3


def test_what_was_never_offered_has_no_tombstone(feed, reported):
    shareable = reported(1)
    entered(feed, shareable, why_not="feed_personal")
    (gone,) = feed.withdraw([shareable.report], AT)
    assert gone.position is None
    assert feed.page(0, 10) == []


def test_a_reporter_who_takes_consent_back_is_never_offered_again(feed, reported):
    one, other = reported(1, reporter="aa"), reported(2, reporter="bb")
    feed.refuse(["aa", ""], AT)
    feed.refuse(["aa"], AT)
    entered(feed, one)
    entered(feed, other)
    entered(feed, reported(3))  # nobody knows whose
    assert references(feed.page(0, 10)) == ["ref-2", "ref-3"]
    assert feed.entry(one.report).why_not == REFUSED
    assert feed.refused(["aa", "bb", ""]) == {"aa"}
    assert feed.of_reporters(["aa"]) == [one.report]
    assert feed.of_reporters([""]) == []


def test_what_is_held_back_is_shown_to_nobody_until_released(feed, reported):
    first, second = reported(1), reported(2)
    entered(feed, first)
    entered(feed, second)
    assert feed.hold_back(first.report, "feed_leak")
    assert not feed.hold_back(first.report, "feed_leak")
    assert references(feed.page(0, 10)) == ["ref-2"]
    assert references(feed.held_back()) == ["ref-1"]
    feed.release([first.report, second.report], AT)
    assert [(each.reference, each.position) for each in feed.page(0, 10)] == [("ref-2", 2), ("ref-1", 3)]
    assert feed.held_back() == []


def test_what_is_held_back_and_then_withdrawn_is_a_tombstone(feed, reported):
    """A vendor may have it from the time before it was held back."""
    shareable = reported(1)
    entered(feed, shareable)
    feed.hold_back(shareable.report, "feed_leak")
    feed.withdraw([shareable.report], AT)
    assert [bool(each.withdrawn_at) for each in feed.page(0, 10)] == [True]
    feed.release([shareable.report], AT)
    assert feed.page(0, 10)[0].withdrawn_at is not None


def test_days_are_those_of_the_centre(feed, reported):
    before, after = datetime(2015, 3, 31, 14, 59, tzinfo=UTC), datetime(2015, 3, 31, 15, 0, tzinfo=UTC)
    entered(feed, reported(1, received_at=before))
    entered(feed, reported(2, received_at=after))
    assert feed.days() == {date(2015, 3, 31): AT, date(2015, 4, 1): AT + timedelta(microseconds=1)}
    assert references(feed.of_day(date(2015, 3, 31))) == ["ref-1"]
    assert references(feed.of_day(date(2015, 4, 1))) == ["ref-2"]
    assert feed.of_day(date(2015, 4, 2)) == []


PULL = Pull("vendor-a", AT, "features", 0, 12, 10, 2)


def test_a_log_is_each_vendors_own(feed):
    later = replace(PULL, at=AT + timedelta(hours=1), items=3)
    for each in (PULL, later, replace(PULL, vendor="vendor-b", items=100)):
        assert feed.log(each, AT, 1_000)
    assert feed.pulled("vendor-a", AT) == 13
    assert feed.pulled("vendor-a", AT + timedelta(minutes=1)) == 3
    assert feed.pulled("vendor-c", AT) == 0
    assert [each.items for each in feed.pulls("vendor-a")] == [3, 10]
    assert feed.pulls("vendor-a", limit=1) == [later]


def test_no_more_is_logged_than_a_day_may_have(feed):
    assert feed.log(PULL, AT, 15)
    assert not feed.log(replace(PULL, items=6), AT, 15)
    assert feed.log(replace(PULL, items=5), AT, 15)
    assert not feed.log(replace(PULL, items=1), AT, 15)
    assert feed.log(replace(PULL, items=0, tombstones=9), AT, 15), "tombstones are told all the same"
    assert feed.log(replace(PULL, at=AT + timedelta(days=1)), AT + timedelta(days=1), 15), "a new day"
    assert feed.pulled("vendor-a", AT) == 25


def test_the_database_refuses_to_change_a_log(database):
    from django.db import DatabaseError, transaction

    from tsuho.store.records.feed import FeedInDatabase
    from tsuho.store.records.feed_models import FeedPull

    FeedInDatabase(TOKYO).log(PULL, AT, 1_000)
    for change in (lambda rows: rows.update(items=0), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(FeedPull.objects.all())


def test_a_campaign_stands_beside_its_report(database, reported_in_database):
    from tsuho.store.records.feed import FeedInDatabase

    feed = FeedInDatabase(TOKYO)
    report, campaign = reported_in_database
    feed.enter([FeedEntry(feed.shareable(report), "r", "2014-04")], AT)
    assert feed.page(0, 1)[0].campaign == campaign != 0


@pytest.fixture
def reported_in_database(database, evidenced, judged_report):
    from tsuho.store.records.models import Report
    from tsuho.store.records.records import RecordsInDatabase

    RecordsInDatabase().file([evidenced(7, judged_report(), door=Door.ASSOCIATION)], {})
    row = Report.objects.get()
    return row.pk, row.campaign_id


def test_mail_is_counted_under_its_consent_text_and_what_was_taken_back_is_listed(feed, reported):
    from tsuho.casework.referral_ports import ConsentedMail

    mails = [reported(number) for number in (1, 2, 3, 4)]
    for each, consent in zip(mails, ("2014-04", "2014-04", "2015-04", ""), strict=True):
        entered(feed, each, consent=consent)
    assert feed.withdrawn(0, 10) == []
    feed.withdraw([mails[0].report, mails[2].report], AT + timedelta(hours=1))
    assert feed.consented("2014-04", 10) == ConsentedMail("2014-04", 2, 1)
    assert feed.consented("2015-04", 10) == ConsentedMail("2015-04", 1, 1)
    assert feed.consented("2014-04", 1).mails == 1, "counted no further than asked for"
    assert feed.consented("none", 10) == ConsentedMail("none", 0, 0)
    gone = feed.withdrawn(0, 10)
    assert [each.of.report for each in gone] == [mails[2].report, mails[0].report]
    assert gone[0].withdrawn_at == AT + timedelta(hours=1)
    assert feed.withdrawn(mails[2].report, 10) == gone[1:]
    assert feed.withdrawn(0, 1) == gone[:1]


def test_consent_texts_come_back_by_age(database):
    from tsuho.store.records.partner_register import PartnerRegisterInDatabase

    register = PartnerRegisterInDatabase()
    old = ConsentText("2014-04", "ja", "ab" * 32, date(2014, 4, 1), date(2015, 4, 1))
    new = ConsentText("2015-04", "ja", "cd" * 32, date(2015, 4, 1))
    for each in (new, old, replace(new, language="en")):
        register.enter_consent_text(each)
    assert register.consent_texts() == [old, replace(new, language="en"), new]
    register.enter_consent_text(replace(new, until=date(2016, 1, 1)))
    assert register.consent_texts()[-1].until == date(2016, 1, 1)
    assert [each.version for each in register.consent_texts() if each.in_force(date(2015, 4, 1))] == ["2015-04"] * 2
