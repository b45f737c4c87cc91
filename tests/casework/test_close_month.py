"""Closing a month: refused too early and out of turn, kept with a hash that anybody can derive again, corrected by rows alone."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.casework.conftest import AuditInMemory

from tsuho.casework.check_ledger import wrong_in_ledger
from tsuho.casework.close_month import close_month
from tsuho.casework.correct_month import correct_month
from tsuho.casework.effects import NoticeEffect
from tsuho.casework.errors import CannotDo
from tsuho.casework.keep_ledger import Keeping
from tsuho.casework.look_back import look_back
from tsuho.casework.referral_ports import Referral
from tsuho.referral.effect import Effect
from tsuho.statistics import periods
from tsuho.statistics.booking_campaigns import CampaignDay
from tsuho.statistics.sealing import month_hash
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.wiring.ledger_key import LedgerKey
from tsuho.words.ledger import SPLITS, LedgerRow
from tsuho.words.vocabulary import ReferralKind, Source

JST = ZoneInfo("Asia/Tokyo")
APRIL_2 = datetime(2015, 4, 2, 3, 0, tzinfo=UTC)


def row(key, day=date(2015, 3, 10), series="report", **more):
    return LedgerRow(key, series, day, Source.COUNTED, **more)


@pytest.fixture
def signer(tmp_path):
    (tmp_path / "ledger.key").write_bytes(bytes(range(32)))
    return LedgerKey(tmp_path / "ledger.key")


@pytest.fixture
def keeping(signer):
    ledger = LedgerInMemory(lambda: date(2015, 4, 20))
    ledger.book([row("a", outcome="violation", count=5), row("b", outcome="hold"), row("c", day=date(2015, 4, 1))])
    return Keeping(
        ledger,
        AuditInMemory(),
        JST,
        signer,
        oldest_waiting=lambda: None,
        looked_back=lambda _month: (),
        audit_sealed=lambda _at: (3, "ab" * 32),
        laid_out=lambda _month: None,
    )


def test_a_closed_month_is_kept_with_a_hash_that_its_sums_give_again(keeping):
    closed = close_month(keeping, "2015-03", by="係", at=APRIL_2)
    empty = ("",) * 3
    sums = [
        (("report", "2015-03-10", "counted", *empty, "violation", *("",) * 10), 5),
        (("report", "2015-03-10", "counted", *empty, "hold", *("",) * 10), 1),
    ]
    assert len(sums[0][0]) == len(SPLITS)
    assert closed.hash == month_hash("2015-03", sums)
    assert closed.audit == f"3 {'ab' * 32}", "the audit log cannot be cut below this without the month showing it"
    assert (closed.entries, closed.previous, closed.by) == (2, "0" * 64, "係")
    assert closed.seal == keeping.ledger.head() != "0" * 64, "every row is sealed before the month is signed"
    assert keeping.ledger.closed_months() == [closed]
    assert keeping.audit.entries == [("係", "close_month", "2015-03", {"hash": closed.hash, "seal": closed.seal})]
    assert list(wrong_in_ledger(keeping)) == []


def test_the_next_month_follows_it_and_stands_on_its_hash(keeping):
    first = close_month(keeping, "2015-03", by="x", at=APRIL_2)
    second = close_month(keeping, "2015-04", by="x", at=datetime(2015, 5, 1, tzinfo=UTC))
    assert second.previous == first.hash != second.hash
    assert list(wrong_in_ledger(keeping)) == []


def test_a_month_without_a_row_can_be_closed(keeping):
    ledger = LedgerInMemory()
    closed = close_month(replace(keeping, ledger=ledger), "2015-03", by="x", at=APRIL_2)
    assert (closed.entries, closed.seal) == (0, "0" * 64)
    assert list(wrong_in_ledger(replace(keeping, ledger=ledger))) == []


@pytest.mark.parametrize(
    ("month", "at", "why"),
    [
        ("2015-03", datetime(2015, 3, 31, 14, 59, tzinfo=UTC), "not over; close it from 2015-04-01"),
        ("2015-04", datetime(2015, 5, 7, tzinfo=UTC), "the next to be closed is 2015-03"),
        ("2015-02", APRIL_2, "the next to be closed is 2015-03"),
        ("March", APRIL_2, "is not a month"),
    ],
)
def test_a_month_that_is_not_over_or_not_next_is_refused(keeping, month, at, why):
    with pytest.raises(CannotDo, match=why):
        close_month(keeping, month, by="x", at=at)
    assert list(keeping.ledger.closed_months()) == []


def test_a_month_ends_in_the_centres_own_time(keeping):
    assert close_month(keeping, "2015-03", by="x", at=datetime(2015, 3, 31, 15, 0, tzinfo=UTC)).entries == 2


def test_a_gap_after_a_closed_month_and_a_second_close_are_refused(keeping):
    close_month(keeping, "2015-03", by="x", at=APRIL_2)
    with pytest.raises(CannotDo, match="closed already"):
        close_month(keeping, "2015-03", by="x", at=APRIL_2)
    with pytest.raises(CannotDo, match="the next to be closed is 2015-04"):
        close_month(keeping, "2015-05", by="x", at=datetime(2015, 6, 2, tzinfo=UTC))


def test_a_month_with_mail_still_to_be_read_is_refused_and_later_mail_does_not_hold_it_up(keeping):
    waits = replace(keeping, oldest_waiting=lambda: datetime(2015, 3, 31, 14, 0, tzinfo=UTC))
    with pytest.raises(CannotDo, match="mail of 2015-03-31 still waits"):
        close_month(waits, "2015-03", by="x", at=APRIL_2)
    of_april = replace(keeping, oldest_waiting=lambda: datetime(2015, 3, 31, 15, 0, tzinfo=UTC))
    assert close_month(of_april, "2015-03", by="x", at=APRIL_2).entries == 2


def test_sums_that_are_not_the_rows_stop_the_close(keeping, monkeypatch):
    monkeypatch.setattr(keeping.ledger, "differences", lambda *_: ["one sum"])
    with pytest.raises(CannotDo, match=r"one sum.*check --ledger --mend"):
        close_month(keeping, "2015-03", by="x", at=APRIL_2)
    assert list(keeping.ledger.closed_months()) == []


def test_what_looking_back_shows_is_counted_in_the_month_before_it_is_frozen(keeping):
    back = replace(keeping, looked_back=lambda month: [row("campaign 1", day=month.since, series="campaign", count=9)])
    assert close_month(back, "2015-03", by="x", at=APRIL_2).entries == 3
    assert keeping.ledger.sums(date(2015, 3, 1), date(2015, 4, 1), ["series", "correction"]) == [
        (("campaign", ""), 9),
        (("report", ""), 6),
    ]


def test_what_is_long_in_the_making_is_made_of_the_month_as_it_was_closed(keeping):
    laid = []
    counting = replace(
        keeping,
        looked_back=lambda month: [row("campaign 1/day", series="campaign", day=month.since, party="1")],
        laid_out=lambda month: laid.append((month.label, counting.ledger.closed_months()[-1].entries)),
    )
    close_month(counting, "2015-03", by="係", at=APRIL_2)
    assert laid == [("2015-03", 3)]


def test_without_a_key_a_month_is_closed_unsigned(keeping):
    closed = close_month(replace(keeping, signer=None), "2015-03", by="x", at=APRIL_2)
    assert (closed.signature, closed.signed_with) == ("", "")
    assert list(wrong_in_ledger(keeping)) == []


def test_corrections_and_late_rows_leave_the_hash_of_the_closed_month_as_it_was(keeping):
    close_month(keeping, "2015-03", by="x", at=APRIL_2)
    keeping.ledger.book([row("late", outcome="violation")])
    wrong = row("", outcome="violation", count=-2)
    correct_month(keeping, wrong, by="係", reason="二重に数えた", at=APRIL_2)
    assert list(wrong_in_ledger(keeping)) == []
    assert keeping.ledger.sums(date(2015, 3, 1), date(2015, 4, 1), ["outcome", "correction", "corrected_on"]) == [
        (("hold", "", ""), 1),
        (("violation", "", ""), 5),
        (("violation", "correction_late", "2015-04-20"), 1),
        (("violation", "二重に数えた", "2015-04-02"), -2),
    ]
    assert keeping.audit.entries[-1][:3] == ("係", "correct_month", "2015-03")


@pytest.mark.parametrize(
    ("change", "by", "reason", "why"),
    [
        ({}, "", "r", "needs a name"),
        ({}, "x", " ", "needs a name"),
        ({"day": date(2015, 4, 3)}, "x", "r", "2015-04 is not closed"),
        ({"count": 0}, "x", "r", "nought changes nothing"),
    ],
)
def test_a_correction_that_cannot_be(keeping, change, by, reason, why):
    close_month(keeping, "2015-03", by="x", at=APRIL_2)
    with pytest.raises(CannotDo, match=why):
        correct_month(keeping, replace(row("", count=1), **change), by=by, reason=reason, at=APRIL_2)


def test_a_month_that_was_tampered_with_is_named(keeping):
    closed = close_month(keeping, "2015-03", by="x", at=APRIL_2)
    months = keeping.ledger._closed
    for wrong, said in (
        ({"hash": "ab" * 32}, "does not give the hash"),
        ({"previous": "ab" * 32}, "does not follow"),
        ({"seal": "ab" * 32}, "seals were cut off"),
        ({"signature": "00" * 64}, "signature of 2015-03 does not hold"),
        ({"entries": 3}, "signature of 2015-03 does not hold"),
    ):
        months[:] = [replace(closed, **wrong)]
        assert any(said in str(each) for each in wrong_in_ledger(keeping)), said


def test_campaigns_and_relapses_are_what_looking_back_shows():
    class Campaigns:
        def campaign_days(self, since, until, timezone):
            assert (since, until, timezone) == (date(2015, 3, 1), date(2015, 4, 1), JST)
            return [CampaignDay(7, date(2015, 3, 3), 40), CampaignDay(7, date(2015, 3, 4), 2)]

    def noticed(number, relapsed_on):
        referral = Referral(f"n{number}", ReferralKind.PROVIDER_NOTICE, "isp-a", str(number), id=number)
        return NoticeEffect(referral, Effect(1, 1, 2, relapsed_on is not None, None, relapsed_on), False)

    notices = [noticed(1, date(2015, 3, 31)), noticed(2, None), noticed(3, date(2015, 4, 1))]
    rows = look_back(Campaigns(), notices, periods.month("2015-03"), JST, Source.COUNTED)
    assert [(each.key, each.series, each.day, each.party, each.count) for each in rows] == [
        ("campaign 7/2015-03-03", "campaign", date(2015, 3, 3), "7", 40),
        ("campaign 7/2015-03-03/day", "campaign_day", date(2015, 3, 3), "7", 1),
        ("campaign 7/2015-03-04", "campaign", date(2015, 3, 4), "7", 2),
        ("campaign 7/2015-03-04/day", "campaign_day", date(2015, 3, 4), "7", 1),
        ("referral 1/relapse", "relapse", date(2015, 3, 31), "isp-a", 1),
    ]


def test_a_key_is_32_bytes_and_signs_what_nobody_may_change(tmp_path, signer):
    assert signer.public.startswith("ed25519 ")
    signature = signer.sign(b"month")
    assert signer.holds(b"month", signature, signer.public)
    assert not signer.holds(b"months", signature, signer.public)
    assert not signer.holds(b"month", signature, "ed25519 00")
    assert not signer.holds(b"month", "no hex", signer.public)
    (tmp_path / "short.key").write_bytes(b"short")
    for name, why in (("short.key", "has 5 bytes"), ("none.key", "is missing")):
        with pytest.raises(CannotDo, match=why):
            LedgerKey(tmp_path / name)
