"""What a purge decides: what is past its limit goes unless something holds it, and every class of it is proved."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.casework.errors import CannotDo
from tsuho.casework.purge import Limits, Purging, limit_before, purge, why_stays
from tsuho.casework.purge_ports import Held, Purged, Stale, Stays
from tsuho.store.spool.memory import MemorySpool
from tsuho.words.arrival import Envelope, Letter, Peer
from tsuho.words.vocabulary import Door, Kind

JST = ZoneInfo("Asia/Tokyo")
NOW = datetime(2016, 5, 10, tzinfo=UTC)
LIMITS = Limits(datetime(2015, 4, 1, tzinfo=JST), datetime(2013, 5, 1, tzinfo=JST), datetime(2013, 5, 1, tzinfo=JST))
MARCH = datetime(2015, 3, 10, tzinfo=UTC)


class Records:
    """Rows by kind; what went, in the order in which it went."""

    def __init__(self, rows, held=None):
        self.rows, self.holds, self.gone, self.proved = rows, held or Held(), [], []

    def stale(self, kind, before, after, limit):
        own = [each for own, each in self.rows if own is kind and each.received_at < before and each.report > after]
        return sorted((each for each in own if each.report not in self.gone), key=lambda each: each.report)[:limit]

    def held(self, evidence_since, now):
        assert (evidence_since, now) == (LIMITS.evidence, NOW)
        return self.holds

    def purge(self, stale, at):
        self.gone += [each.report for each in stale]
        return {Purged.REPORT: len(stale)}

    def purge_emptied(self):
        return 2

    def leave_no_trace(self):
        self.gone.append("no trace")

    def prove(self, proofs):
        self.proved += proofs


class Evidence:
    def __init__(self):
        self.asked, self.took = [], []

    def stale(self, before, *, monitors, keep):
        self.asked.append((before, monitors, frozenset(keep)))
        return {Purged.EVIDENCE: 7}

    def purge(self, before, *, monitors, keep):
        self.took.append((before, monitors, frozenset(keep)))
        return {Purged.EVIDENCE: 7}


def stale(number, at=MARCH, campaign=None, arrival=None):
    return Stale(number, arrival or number, at, campaign, "pseudonym")


def purging(records, audit, closed=("2015-03",), **more):
    return Purging(records, Evidence(), MemorySpool(clock=lambda: NOW), audit, LIMITS, JST, frozenset(closed), **more)


def reports(*rows):
    return [(Kind.REPORT, each) for each in rows]


def test_what_nothing_holds_goes_and_each_class_is_proved_and_in_the_audit_log(audit):
    records = Records(reports(stale(1), stale(2)))
    done = purge(purging(records, audit), by="係", at=NOW, dry_run=False)
    assert done.gone == {Purged.EVIDENCE: 14, Purged.REPORT: 2, Purged.CAMPAIGN: 2} and not done.stays
    assert records.gone == [1, 2, "no trace"]
    assert [(each.what, each.count, each.before) for each in records.proved] == [
        (Purged.EVIDENCE, 7, LIMITS.reports), (Purged.REPORT, 2, LIMITS.reports), (Purged.EVIDENCE, 7, LIMITS.monitors),
        (Purged.CAMPAIGN, 2, LIMITS.reports),
    ]  # fmt: skip
    assert {(each.by, each.at) for each in records.proved} == {("係", NOW)}
    assert audit.entries == [
        ("係", "purge", "retention", {"gone_evidence": "14", "gone_report": "2", "gone_campaign": "2"})
    ]


def test_a_dry_run_counts_the_same_and_takes_nothing(audit):
    records = Records(reports(stale(1), stale(2)))
    wanted = purging(records, audit)
    done = purge(wanted, by="係", at=NOW, dry_run=True)
    assert done.gone == {Purged.EVIDENCE: 14, Purged.REPORT: 2}
    assert not records.gone and not records.proved and not audit.entries and not wanted.evidence.took


@pytest.mark.parametrize(
    ("held", "more", "why"),
    [
        (Held(campaigns={20: Stays.CASE_NOT_OVER}), {}, Stays.CASE_NOT_OVER),
        (Held(reports={1: Stays.OPEN_REFERRAL}), {}, Stays.OPEN_REFERRAL),
        (Held(arrivals={1: Stays.CASE_NOT_OVER}), {}, Stays.CASE_NOT_OVER),
        (Held(campaigns={20: Stays.IN_HAND}), {}, Stays.IN_HAND),
        (Held(), {"held_campaigns": frozenset({20})}, Stays.LEGAL_HOLD),
        (Held(), {"closed": ()}, Stays.MONTH_NOT_CLOSED),
    ],
)
def test_what_is_held_stays_whole_with_its_reason(audit, held, more, why):
    # two reports of one arrival, of which one is in a campaign: the bytes are the same, so both stay
    records = Records(reports(stale(1, campaign=20), stale(2, arrival=1)), held)
    wanted = purging(records, audit, **more)
    done = purge(wanted, by="係", at=NOW, dry_run=False)
    assert done.stays == {why: 2} and 1 not in records.gone and 2 not in records.gone
    assert all(keep == frozenset({1}) for _, _, keep in wanted.evidence.took)
    assert audit.entries[0][3][f"stays_{why}"] == "2"


def test_monitor_hits_have_a_limit_of_their_own(audit):
    rows = [(Kind.MONITOR_HIT, stale(1)), (Kind.MONITOR_HIT, stale(2, datetime(2013, 4, 30, 14, tzinfo=UTC)))]
    records = Records(rows)
    wanted = purging(records, audit, closed=("2015-03", "2013-04"))
    purge(wanted, by="係", at=NOW, dry_run=False)
    assert records.gone == [2, "no trace"]
    assert [(before, monitors) for before, monitors, _ in wanted.evidence.took] == [
        (LIMITS.reports, False), (LIMITS.monitors, True)
    ]  # fmt: skip


def test_a_month_is_that_of_the_centre_not_of_utc(audit):
    late = stale(1, datetime(2015, 2, 28, 16, tzinfo=UTC))  # the first of March in Tokyo
    assert why_stays(late, Held(), purging(Records([]), audit)) is None
    assert why_stays(late, Held(), purging(Records([]), audit, closed=("2015-02",))) is Stays.MONTH_NOT_CLOSED


def test_nobody_purges_without_a_name(audit):
    with pytest.raises(CannotDo, match="name"):
        purge(purging(Records([]), audit), by=" ", at=NOW, dry_run=True)


def test_what_could_not_be_read_goes_with_its_time_and_newer_stays(audit):
    wanted = purging(Records([]), audit)
    spool = wanted.spool
    letters = [
        Letter(Door.FORWARD, at, b"x" * 9, Peer("192.0.2.1", 1), Envelope("a@b.example", ()), "", simulated=False)
        for at in (MARCH, NOW - timedelta(days=1))
    ]
    spool.put(letters)
    while batch := spool.take("w", NOW, 60):
        for each in batch.letters:
            spool.set_aside(batch.number, each.number, "broken")
        spool.acknowledge(batch.number)
    assert purge(wanted, by="係", at=NOW, dry_run=True).gone[Purged.POISON] == 1
    assert len(spool.poisoned()) == 2
    purge(wanted, by="係", at=NOW, dry_run=False)
    assert [each.received_at for each in spool.poisoned()] == [NOW - timedelta(days=1)]


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)), st.integers(1, 200)
)  # fmt: skip
def test_a_limit_is_the_first_of_a_month_and_so_many_whole_months_back(present, months):
    limit = limit_before(present, months, JST)
    today = present.astimezone(JST)
    assert (limit.day, limit.hour, limit.tzinfo) == (1, 0, JST)
    assert (today.year * 12 + today.month) - (limit.year * 12 + limit.month) == months


def test_a_limit_of_no_month_is_refused():
    with pytest.raises(CannotDo, match="at least one month"):
        limit_before(NOW, 0, JST)
