"""How the centre is today: one suite on every implementation, and the whole page's value from it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.ports import OutboxLetter, Poison, Waiting
from tsuho.casework.read_today import read_today
from tsuho.casework.referral_ports import Moved, Referral
from tsuho.referral.effect import Answered
from tsuho.words.arrival import MonitorSheet
from tsuho.words.referrals import AnswerKind, ReferralState, Role
from tsuho.words.vocabulary import Door, Kind, Medium, Outcome, ReferralKind, Standing

NOW = datetime(2015, 4, 1, 3, 30, tzinfo=UTC)  # noon and a half in Tokyo
TOKYO = ZoneInfo("Asia/Tokyo")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def today(database):
    from tsuho.store.records.today import TodayInDatabase

    return TodayInDatabase()


@pytest.fixture
def filed(database, evidenced, judged_report):
    """File one judged mail, received then."""
    from tsuho.store.records.records import RecordsInDatabase

    records = RecordsInDatabase()

    def file(number, at, **said):
        monitor = said.pop("monitor", None)
        one = evidenced(number, judged_report(**said), received_at=at, monitor=monitor)
        records.file([one], {number: "r"})

    return file


def sheet(address, since=NOW - 100 * DAY, retired_at=None):
    return MonitorSheet(address, Medium.MOBILE, "carrier-a", since, retired_at)


class Spool:
    def waiting(self):
        return Waiting(3, NOW - 2 * HOUR)

    def poisoned(self):
        return [Poison(1, Door.FORWARD, NOW - 2 * DAY, 5, "why"), Poison(2, Door.FORWARD, NOW, 5, "why")]


def test_inflow_is_by_hour_and_tells_monitors_apart(today, filed):
    filed(1, NOW)
    filed(2, NOW - timedelta(minutes=29))
    filed(3, NOW - timedelta(minutes=31))
    filed(4, NOW, kind=Kind.MONITOR_HIT, standing=Standing.MONITOR)
    filed(5, NOW - 3 * DAY)
    assert [(each.hour, each.reports, each.monitor_hits) for each in today.inflow(NOW - DAY, NOW + HOUR)] == [
        (datetime(2015, 4, 1, 2, tzinfo=UTC), 1, 0),
        (datetime(2015, 4, 1, 3, tzinfo=UTC), 2, 1),
    ]
    assert today.newest() == NOW


def test_nothing_is_there_before_the_first_mail(today):
    assert not today.inflow(NOW - DAY, NOW) and today.newest() is None and not today.monitors_heard(NOW)
    assert not today.noticed(NOW, 10) and not today.paces(date(2015, 4, 1), 8, 1, 10)
    assert today.letters(NOW).waiting == 0


def test_a_monitor_is_heard_by_its_newest_hit_and_the_retired_are_not_asked(today, filed):
    from tsuho.store.records.records import RecordsInDatabase

    heard, silent, retired, later = (
        sheet("a@m.example"), sheet("b@m.example"), sheet("c@m.example", retired_at=NOW - DAY), sheet("d@m.example", NOW + DAY),
    )  # fmt: skip
    RecordsInDatabase().register_monitors([heard, silent, retired, later])
    filed(1, NOW - 5 * DAY, kind=Kind.MONITOR_HIT, monitor=heard)
    filed(2, NOW - 2 * DAY, kind=Kind.MONITOR_HIT, monitor=heard)
    assert [each.last_at for each in today.monitors_heard(NOW)] == [NOW - 2 * DAY, None]


def test_letters_that_wait_and_failed(today, database):
    from tsuho.store.records.outbox import OutboxInDatabase

    outbox = OutboxInDatabase()
    ids = outbox.queue([_letter(str(number)) for number in range(4)], NOW - 2 * DAY)
    outbox.sent(ids[0], NOW, "250 ok")
    outbox.failed(ids[1], NOW, "550 no", None)
    outbox.failed(ids[2], NOW, "451 later", NOW + HOUR)
    seen = today.letters(NOW - DAY)
    assert (seen.waiting, seen.oldest, seen.failed) == (2, NOW - 2 * DAY, 1)
    assert today.letters(NOW + DAY).failed == 0


def test_paces_count_days_of_the_country_and_leave_small_ones_out(today, filed):
    for number, back in enumerate([0, 0, 0, 1, 1, 3, 9]):
        filed(number + 1, NOW - back * DAY - HOUR, keys=("landing:one.example",))
    filed(20, NOW - HOUR, keys=("landing:small.example",))
    filed(21, NOW - 13 * HOUR, keys=("landing:one.example",))  # 23:30 yesterday in Tokyo
    (pace,) = today.paces(date(2015, 4, 1), days=5, least=2, limit=10)
    assert (pace.day, pace.days) == (date(2015, 4, 1), (0, 1, 0, 3, 3))
    (before,) = today.paces(date(2015, 3, 31), days=2, least=2, limit=10)
    assert before.days == (0, 3)


def test_the_largest_of_a_day_come_first_and_no_more_than_asked(today, filed):
    number = 0
    for name, count in (("a", 2), ("b", 4), ("c", 3)):
        for _ in range(count):
            number += 1
            filed(number, NOW, keys=(f"landing:{name}.example",))
    assert [each.days[-1] for each in today.paces(date(2015, 4, 1), 1, 2, 2)] == [4, 3]


def test_a_batch_that_is_filed_again_is_not_counted_again(today, database, evidenced, judged_report):
    from tsuho.store.records.records import RecordsInDatabase

    batch = [evidenced(number, judged_report(), received_at=NOW) for number in range(1, 4)]
    for _ in range(2):
        RecordsInDatabase().file(batch, {})
    assert [each.reports for each in today.inflow(NOW - DAY, NOW + HOUR)] == [3]


def test_notices_that_wait_are_the_oldest_first_and_no_more_than_asked(today, database):
    from tsuho.store.records.referrals import ReferralsInDatabase

    referrals = ReferralsInDatabase()
    for number, (days, kinds) in enumerate(
        [(20, ()), (40, ("suspended",)), (30, ("investigating",)), (25, ("investigating", "warned")), (50, ()), (3, ())]
    ):
        sent = NOW - days * DAY
        row = referrals.open(
            Referral(f"k{number}", ReferralKind.PROVIDER_NOTICE, "isp-a", f"T-{number}", state=ReferralState.QUEUED),
            sent - HOUR,
        )
        referrals.move(row, Moved(sent, "machine", Role.MACHINE, "deliver", ReferralState.QUEUED, ReferralState.SENT))
        for kind in kinds:
            referrals.answer(row, Answered(AnswerKind(kind), date(2015, 3, 30)), NOW, "x")
            referrals.move(row, Moved(NOW, "x", Role.RECIPIENT, "answer", ReferralState.SENT, ReferralState.ANSWERED))
    waiting = today.noticed(NOW - 10 * DAY, 10)
    assert [(each.ticket, each.sent_at) for each in waiting] == [
        ("T-4", NOW - 50 * DAY), ("T-2", NOW - 30 * DAY), ("T-0", NOW - 20 * DAY),
    ]  # fmt: skip
    assert [each.ticket for each in today.noticed(NOW - 10 * DAY, 2)] == ["T-4", "T-2"]


def test_the_whole_of_today(today, filed):
    from tsuho.store.records.records import RecordsInDatabase
    from tsuho.store.records.referrals import ReferralsInDatabase

    RecordsInDatabase().register_monitors([sheet("a@m.example"), sheet("b@m.example")])
    filed(1, NOW - HOUR, kind=Kind.MONITOR_HIT, monitor=sheet("a@m.example"))
    filed(2, NOW - 13 * HOUR)  # 23:30 yesterday in Tokyo
    filed(3, NOW - 2 * DAY, outcome=Outcome.HOLD)  # of March
    filed(4, NOW - HOUR, outcome=Outcome.HOLD)  # of April: this month's, no task of the last one's close
    referrals = ReferralsInDatabase()
    for number, (sent, answers) in enumerate(
        [
            (NOW - 15 * DAY, []),
            (NOW - 13 * DAY, []),
            (NOW - 40 * DAY, [Answered(AnswerKind.SUSPENDED, date(2015, 3, 1))]),
            (NOW - 40 * DAY, [Answered(AnswerKind.INVESTIGATING, date(2015, 3, 10))]),
        ]
    ):
        row = referrals.open(
            Referral(f"k{number}", ReferralKind.PROVIDER_NOTICE, "isp-a", f"T-{number}", state=ReferralState.QUEUED),
            sent,
        )
        referrals.move(row, Moved(sent, "machine", Role.MACHINE, "deliver", ReferralState.QUEUED, ReferralState.SENT))
        for each in answers:
            referrals.answer(row, each, NOW, "x")
    referrals.open(Referral("d", ReferralKind.WARNING, "s", "T-9"), NOW - 3 * DAY)
    seen = read_today(today, Spool(), NOW, TOKYO)
    assert seen.day == date(2015, 4, 1)
    assert [hour for hour, count in enumerate(seen.today) if count] == [11] and sum(seen.today) == 2
    assert seen.yesterday[23] == 1 and sum(seen.yesterday) == 1
    assert seen.monitor_hits == 1 and (seen.alive, len(seen.silent)) == (1, 1)
    assert (seen.waiting, seen.waiting_for, seen.behind, seen.poison) == (3, 2 * HOUR, True, 2)
    assert [each.ticket for each in seen.overdue] == ["T-3", "T-0"]
    assert (seen.closing.month, seen.closing.waiting, seen.closing.poison) == (date(2015, 3, 1), 0, 1)
    assert (seen.closing.undecided.on_hold, seen.closing.undecided.referrals, seen.closing.clear) == (1, 1, False)


def _letter(key):
    return OutboxLetter(
        key, "provider_notice", key, "isp-a", "abuse@isp.example", f"<{key}@c.example>", "s", b"m", (), (), True
    )
