"""How the centre is today, from the slim rows: a few hours, a few days, never the whole table."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db.models import Count, Max, Min, Prefetch, Q
from django.db.models.functions import TruncHour

from tsuho.casework.today_ports import Inflow, LettersSeen, MonitorHeard, Noticed, Pace, Undecided
from tsuho.referral.effect import Answered
from tsuho.store.records.models import Campaign, Monitor, OutboxRow, Report
from tsuho.store.records.monitor_heard import heard
from tsuho.store.records.referral_models import Referral, ReferralMove
from tsuho.words.referrals import AnswerKind, ReferralState
from tsuho.words.vocabulary import NOTICES, Kind, Outcome

_DAY = timedelta(days=1)
_OPEN = (ReferralState.DRAFT, ReferralState.CHECKED, ReferralState.RETURNED)


class TodayInDatabase:
    """The port Today on the ORM."""

    def inflow(self, since: datetime, until: datetime) -> Sequence[Inflow]:
        """The hours of that time in which something came in, in order."""
        rows = (
            Report.objects.filter(received_at__gte=since, received_at__lt=until)
            .order_by()
            .annotate(hour=TruncHour("received_at", tzinfo=UTC))
            .values_list("hour")
            .annotate(all=Count("id"), hits=Count("id", filter=Q(kind=Kind.MONITOR_HIT)))
            .order_by("hour")
        )
        return [Inflow(hour, every - hits, hits) for hour, every, hits in rows]

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

    def noticed(self) -> Sequence[Noticed]:
        """The notices that were sent to providers, the one sent longest ago first."""
        delivered = Prefetch("moves", ReferralMove.objects.filter(verb="deliver"), to_attr="delivered")
        rows = Referral.objects.filter(
            kind__in=NOTICES, state__in=(ReferralState.SENT, ReferralState.ANSWERED)
        ).prefetch_related(delivered, "answers")
        found = [
            Noticed(
                row.number,
                row.party,
                min((move.at for move in row.delivered), default=row.moved_at),
                tuple(Answered(AnswerKind(each.kind), each.on) for each in row.answers.all()),
            )
            for row in rows
        ]
        return sorted(found, key=lambda each: (each.sent_at, each.ticket))

    def paces(self, now: datetime, days: int, least: int, limit: int) -> Sequence[Pace]:
        """The campaigns with at least so many messages in the last 24 hours, largest first, and the days before these."""
        last = dict(
            Report.objects.filter(received_at__gt=now - _DAY, received_at__lte=now)
            .exclude(campaign=None)
            .order_by()
            .values_list("campaign_id")
            .annotate(count=Count("id"))
            .filter(count__gte=least)
            .order_by("-count", "campaign_id")[:limit]
        )
        counts: dict[int, list[int]] = defaultdict(lambda: [0] * days)
        for back in range(1, days):
            rows = (
                Report.objects.filter(
                    campaign__in=list(last), received_at__gt=now - _DAY * (back + 1), received_at__lte=now - _DAY * back
                )
                .order_by()
                .values_list("campaign_id")
                .annotate(Count("id"))
            )
            for campaign, count in rows:
                counts[campaign][days - 1 - back] = count
        names = dict(Campaign.objects.filter(pk__in=list(last)).values_list("pk", "name"))
        return [Pace(campaign, names[campaign], (*counts[campaign][:-1], count)) for campaign, count in last.items()]

    def undecided(self, since: datetime, until: datetime) -> Undecided:
        """What of the mail of that time, and of all referrals opened before its end, a person has not decided."""
        on_hold = Report.objects.filter(received_at__gte=since, received_at__lt=until, outcome=Outcome.HOLD).count()
        referrals = Referral.objects.filter(state__in=_OPEN, opened_at__lt=until).count()
        return Undecided(on_hold, referrals)
