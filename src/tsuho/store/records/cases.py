"""The port CampaignCases on the ORM: what was noted of campaigns, and what the slim rows count of them.

Notes keep the campaign that they were written for; where it was joined into another they are found from there.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Min, Q
from django.db.models.functions import TruncDate

from tsuho.casework.case_ports import (
    CampaignCounts,
    FiledMail,
    Measure,
    MeasureKind,
    NotedMail,
    NotedRefusal,
)
from tsuho.engine.law.campaign_case import DayCount, LaterMail, Pattern, RecipientRun, RefusalSet, RefusalWay
from tsuho.store.records.case_models import MeasureNote, RecipientRunNote, RefusalMail, RefusalNote
from tsuho.store.records.models import Campaign, Report
from tsuho.store.records.one_at_a_time import Work, one_at_a_time
from tsuho.words.vocabulary import Advertising, Kind, Outcome, Standing

_PROVES = (Standing.MONITOR, Standing.VERIFIED)


class CasesInDatabase:
    """The port CampaignCases on the ORM."""

    def counts(self, campaign: int, timezone: ZoneInfo) -> CampaignCounts:
        """The counts of one campaign."""
        members = Report.objects.filter(campaign=_standing(campaign)).order_by()
        reports = members.filter(kind=Kind.REPORT).exclude(reporter="")
        return CampaignCounts(
            first_reports=list(reports.values_list("reporter").annotate(Min("received_at"))),
            monitors=_monitors(campaign),
            proved=_proved(campaign),
            days=_days(campaign, timezone),
        )

    def filed(self, arrival: int, number_in_arrival: int) -> FiledMail | None:
        """A report's slim row; None where there is none (any more)."""
        row = Report.objects.filter(arrival=arrival, number_in_arrival=number_in_arrival).first()
        if row is None:
            return None
        return FiledMail(row.arrival, row.number_in_arrival, row.received_at, row.reporter, row.campaign_id)

    def note_refusal(self, noted: NotedRefusal) -> int:
        """Enter a refusal set; its number."""
        with one_at_a_time(Work.FILING):
            row = RefusalNote.objects.create(
                campaign_id=_standing(noted.campaign),
                recipient=noted.recipient,
                refused_at=noted.refused_at,
                way=noted.way.value if noted.way else "",
                same_recipient=noted.same_recipient,
                topic=noted.topic[:200],
                bounced=noted.bounced,
                checked=noted.checked,
                by=noted.by,
                reason=noted.reason,
                noted_at=noted.noted_at,
            )
            firsts = [noted.first] if noted.first else []
            mails = [_mail(row, each, first=True) for each in firsts]
            RefusalMail.objects.bulk_create(mails + [_mail(row, each, first=False) for each in noted.later])
        return row.pk

    def refusals(self, campaign: int) -> tuple[RefusalSet, ...]:
        """The refusal sets of a campaign, as its rules see them, in the order noted."""
        rows = list(RefusalNote.objects.filter(_of(campaign)).order_by("id").prefetch_related("mails"))
        return tuple(_refusal(row, _campaigns_of(row), _standing(campaign)) for row in rows)

    def note_measure(self, measure: Measure) -> int:
        """Enter a warning or an order; its number."""
        row = MeasureNote.objects.create(
            campaign_id=_standing(measure.campaign),
            kind=measure.kind.value,
            day=measure.day,
            by=measure.by,
            reason=measure.reason,
            noted_at=measure.noted_at,
        )
        return row.pk

    def measures(self, campaign: int) -> tuple[Measure, ...]:
        """The warnings and orders to a campaign's sender, earliest day first."""
        rows = MeasureNote.objects.filter(_of(campaign)).order_by("day", "id")
        return tuple(
            Measure(_standing(campaign), MeasureKind(row.kind), row.day, row.by, row.reason, row.noted_at)
            for row in rows
        )

    def note_runs(self, campaign: int, runs: Sequence[RecipientRun], by: str, reason: str, at: datetime) -> None:
        """Enter runs of refused recipients: counts, never an address."""
        RecipientRunNote.objects.bulk_create(
            RecipientRunNote(
                campaign_id=_standing(campaign),
                first_at=run.first_at,
                last_at=run.last_at,
                refused=run.refused,
                never_assigned=run.never_assigned,
                formerly_used=run.formerly_used,
                pattern=run.pattern.value,
                by=by,
                reason=reason,
                noted_at=at,
            )
            for run in runs
        )

    def runs(self, campaign: int) -> tuple[RecipientRun, ...]:
        """The runs of refused recipients of a campaign, earliest first."""
        rows = RecipientRunNote.objects.filter(_of(campaign)).order_by("first_at", "id")
        return tuple(
            RecipientRun(
                row.first_at, row.last_at, row.refused, row.never_assigned, row.formerly_used, Pattern(row.pattern)
            )
            for row in rows
        )


def _standing(number: int) -> int:
    """The number under which a campaign stands today. Raises Campaign.DoesNotExist."""
    row = Campaign.objects.only("id", "merged_into_id").get(id=number)
    return row.merged_into_id or row.id


def _of(number: int) -> Q:
    """Notes of a campaign and of those that were joined into it."""
    standing = _standing(number)
    return Q(campaign=standing) | Q(campaign__merged_into=standing)


def _monitors(campaign: int) -> int:
    hits = Report.objects.filter(campaign=_standing(campaign), kind=Kind.MONITOR_HIT, monitor__isnull=False)
    counting = hits.filter(
        Q(monitor__retired_at=None) | Q(received_at__lt=F("monitor__retired_at")), received_at__gte=F("monitor__since")
    )
    return counting.aggregate(number=Count("monitor", distinct=True))["number"] or 0


def _proved(campaign: int) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    members = Report.objects.filter(campaign=_standing(campaign), standing__in=_PROVES).exclude(rules="").order_by()
    for rules, count in members.values_list("rules").annotate(Count("id")):
        found.update(dict.fromkeys(rules.split(), count))
    return dict(sorted(found.items()))


def _days(campaign: int, timezone: ZoneInfo) -> Mapping[date, DayCount]:
    violation = Q(outcome=Outcome.VIOLATION)
    rows = (
        Report.objects.filter(campaign=_standing(campaign))
        .order_by()
        .values(day=TruncDate("received_at", tzinfo=timezone))
        .annotate(
            messages=Count("id"),
            in_breach=Count("id", filter=violation),
            proved=Count("id", filter=violation & Q(standing__in=_PROVES)),
        )
        .values_list("day", "messages", "in_breach", "proved")
    )
    return {day: DayCount(*counts) for day, *counts in sorted(rows)}


def _mail(note: RefusalNote, mail: NotedMail, *, first: bool) -> RefusalMail:
    return RefusalMail(
        note=note,
        first=first,
        arrival=mail.arrival,
        number_in_arrival=mail.number_in_arrival,
        sent_at=mail.sent_at,
        advertising=mail.advertising.value,
        within_topic=mail.within_topic,
    )


def _campaigns_of(note: RefusalNote) -> Mapping[tuple[int, int], int | None]:
    """The campaign that each mail of a set stands in today."""
    arrivals = [mail.arrival for mail in note.mails.all()]
    rows = Report.objects.filter(arrival__in=arrivals).values_list("arrival", "number_in_arrival", "campaign_id")
    return {(arrival, number): campaign for arrival, number, campaign in rows}


def _refusal(note: RefusalNote, campaigns: Mapping[tuple[int, int], int | None], standing: int) -> RefusalSet:
    mails = list(note.mails.all())
    first = next((mail for mail in mails if mail.first), None)
    later = tuple(
        LaterMail(
            at=mail.sent_at,
            # a mail whose slim row is gone (13 months) was compared when the set was noted
            same_sender=campaigns.get((mail.arrival, mail.number_in_arrival), standing) == standing,
            advertising=Advertising(mail.advertising),
            within_topic=mail.within_topic,
        )
        for mail in mails
        if not mail.first
    )
    return RefusalSet(
        first_at=first.sent_at if first else None,
        refused_at=note.refused_at,
        way=RefusalWay(note.way) if note.way else None,
        later=later,
        same_recipient=note.same_recipient,
        topic_limited=bool(note.topic),
        bounced=note.bounced,
        standing=Standing.VERIFIED if note.checked else Standing.FACE,
    )
