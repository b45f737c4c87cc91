"""How the centre is today, from counters and the ends of indexes: no question walks through the mail of a day."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Count, Exists, Max, Min, OuterRef, Prefetch, Q

from tsuho.casework.today_ports import Inflow, LettersSeen, MonitorHeard, Noticed, Pace, Undecided
from tsuho.referral.effect import Answered
from tsuho.store.records.busiest_days import busiest
from tsuho.store.records.inflow_hours import hour_of
from tsuho.store.records.models import InflowHour, Monitor, OutboxRow, Report
from tsuho.store.records.monitor_heard import heard
from tsuho.store.records.referral_models import Referral, ReferralAnswer, ReferralMove
from tsuho.words.referrals import AnswerKind, ReferralState
from tsuho.words.vocabulary import NOTICES, Outcome

_OPEN = (ReferralState.DRAFT, ReferralState.CHECKED, ReferralState.RETURNED)


class TodayInDatabase:
    """The port Today on the ORM."""

    def inflow(self, since: datetime, until: datetime) -> Sequence[Inflow]:
        """The hours of that time in which something came in, in order."""
        rows = InflowHour.objects.filter(hour__gte=hour_of(since), hour__lt=until).order_by("hour")
        return [Inflow(row.hour, row.reports, row.monitor_hits) for row in rows]

    def newest(self) -> datetime | None:
        """When the newest mail that was judged came in."""
        newest: datetime | None = Report.objects.aggregate(newest=Max("received_at"))["newest"]
        return newest

    def monitors_heard(self, now: datetime) -> Sequence[MonitorHeard]:
        """The monitors in service at that time."""
        in_service = Monitor.objects.filter(Q(retired_at=None) | Q(retired_at__gt=now), since__lte=now)
        return [heard(row) for row in in_service.order_by("address")]

    def letters(self, failed_since: datetime) -> LettersSeen:
        """The outbox in three numbers."""
        waits = OutboxRow.objects.filter(state="queued").aggregate(count=Count("id"), oldest=Min("queued_at"))
        failed = OutboxRow.objects.filter(state="failed", done_at__gte=failed_since).count()
        return LettersSeen(waits["count"], waits["oldest"], failed)

    def noticed(self, sent_before: datetime, limit: int) -> Sequence[Noticed]:
        """The notices that wait for a final answer, the one sent longest ago first.

        A notice in the state SENT moved last when it was delivered, so the index of states holds them in the order wanted; those
        that were answered 調査中 have moved since and are few, so their own moves say when they were sent.
        """
        final = ReferralAnswer.objects.filter(referral=OuterRef("pk")).exclude(kind=AnswerKind.INVESTIGATING)
        delivered = Prefetch("moves", ReferralMove.objects.filter(verb="deliver"), to_attr="delivered")
        waiting = Referral.objects.filter(~Exists(final), kind__in=NOTICES).order_by("moved_at", "id")
        sent = waiting.filter(state=ReferralState.SENT, moved_at__lt=sent_before).prefetch_related("answers")
        found = [_noticed(row, row.moved_at) for row in sent[:limit]]
        answered = waiting.filter(state=ReferralState.ANSWERED).prefetch_related(delivered, "answers")
        for row in answered[:limit]:
            sent_at = min((move.at for move in row.delivered), default=row.moved_at)
            found += [_noticed(row, sent_at)] if sent_at < sent_before else []
        return sorted(found, key=lambda each: (each.sent_at, each.ticket))[:limit]

    def paces(self, day: date, days: int, least: int, limit: int) -> Sequence[Pace]:
        """The campaigns with at least so many messages on that day, largest first, and the days before it."""
        return busiest(day, days, least, limit)

    def undecided(self, since: datetime, until: datetime) -> Undecided:
        """What of the mail of that time, and of all referrals opened before its end, a person has not decided."""
        on_hold = Report.objects.filter(received_at__gte=since, received_at__lt=until, outcome=Outcome.HOLD).count()
        referrals = Referral.objects.filter(state__in=_OPEN, opened_at__lt=until).count()
        return Undecided(on_hold, referrals)


def _noticed(row: Referral, sent_at: datetime) -> Noticed:
    answers = tuple(Answered(AnswerKind(each.kind), each.on) for each in row.answers.all())
    return Noticed(row.number, row.party, sent_at, answers)
