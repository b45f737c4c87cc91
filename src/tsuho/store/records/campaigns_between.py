"""Campaigns as a period saw them: what of each came in from one time to another, counted from the slim rows."""

from collections import Counter
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import TruncDate

from tsuho.casework.ports import CampaignSeen
from tsuho.statistics.booking_campaigns import CampaignDay
from tsuho.store.records.models import Campaign, CampaignKey, Report
from tsuho.words.vocabulary import Kind


def campaigns_between(since: datetime, until: datetime, limit: int) -> list[CampaignSeen]:
    """The campaigns with most messages from ``since`` to before ``until``; every count is of that time alone."""
    members = Report.objects.filter(received_at__gte=since, received_at__lt=until).exclude(campaign=None).order_by()
    rows = list(
        members.values("campaign_id")
        .annotate(
            messages=Count("id"),
            hits=Count("id", filter=Q(kind=Kind.MONITOR_HIT)),
            reporters=Count("reporter", distinct=True, filter=~Q(reporter="")),
            first_at=Min("received_at"),
            last_at=Max("received_at"),
        )
        .order_by("-messages", "campaign_id")[:limit]
    )
    numbers = [row["campaign_id"] for row in rows]
    names = dict(Campaign.objects.filter(id__in=numbers).values_list("id", "name"))
    keys: dict[int, list[str]] = {number: [] for number in numbers}
    for number, key in (
        CampaignKey.objects.filter(campaign__in=numbers).order_by("id").values_list("campaign_id", "key")
    ):
        keys[number].append(key)
    rules: dict[int, Counter[str]] = {number: Counter() for number in numbers}
    breaches = members.filter(campaign__in=numbers).exclude(rules="").values_list("campaign_id", "rules")
    for number, text, count in breaches.annotate(Count("id")):
        if number is not None:
            rules[number].update(dict.fromkeys(text.split(), count))
    return [
        CampaignSeen(
            id=row["campaign_id"],
            name=names[row["campaign_id"]],
            messages=row["messages"],
            reports=row["messages"] - row["hits"],
            monitor_hits=row["hits"],
            reporters=row["reporters"],
            first_at=row["first_at"],
            last_at=row["last_at"],
            keys=tuple(keys[row["campaign_id"]]),
            rules=dict(sorted(rules[row["campaign_id"]].items())),
        )
        for row in rows
    ]


def campaign_days(since: date, until: date, timezone: ZoneInfo) -> list[CampaignDay]:
    """Each campaign on each day of that time on which messages of it came in."""
    first, end = (datetime.combine(day, time(), timezone) for day in (since, until))
    rows = Report.objects.filter(received_at__gte=first, received_at__lt=end).exclude(campaign=None).order_by()
    days = rows.annotate(day=TruncDate("received_at", tzinfo=timezone)).values_list("campaign_id", "day")
    return sorted(
        (CampaignDay(number, day, count) for number, day, count in days.annotate(Count("id")) if number is not None),
        key=lambda each: (each.campaign, each.day),
    )
