"""Campaigns (同一送信者群) as lists show them, and what a person confirmed of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time

from django.db.models import Count, F, Q

from tsuho.casework.ports import CampaignSeen, Hit, Member
from tsuho.store.records.campaign_changes import standing
from tsuho.store.records.models import Campaign, CampaignKey, Confirmation, Report
from tsuho.store.records.reporting import Reported, reported
from tsuho.words.judged import Network
from tsuho.words.vocabulary import Confidence, Kind, Standing

# What came to a monitor after its end proves nothing, even where it was judged before anybody knew of that end.
_BEFORE_ITS_END = Q(monitor__retired_at=None) | Q(received_at__lt=F("monitor__retired_at"))


def campaigns(since: date | None = None, limit: int = 20) -> list[CampaignSeen]:
    """The largest campaigns first; with ``since`` only those seen on or after that day."""
    rows = Campaign.objects.filter(merged_into=None)
    if since is not None:
        rows = rows.filter(last_at__gte=datetime.combine(since, time(), UTC))
    return _seen(rows.order_by("-messages", "id")[:limit])


def campaigns_about(categories: Sequence[str], limit: int) -> list[CampaignSeen]:
    """The largest campaigns with a member of one of these categories."""
    numbers = Report.objects.filter(category__in=list(categories)).exclude(campaign=None).values("campaign_id")
    return _seen(Campaign.objects.filter(id__in=numbers).order_by("-messages", "id")[:limit])


def campaign(number: int) -> CampaignSeen | None:
    """One campaign, or the one that it became; None if there never was such a number."""
    row = Campaign.objects.select_related("merged_into").filter(id=number).first()
    if row is None:
        return None
    return _seen([row.merged_into or row])[0]


def members(number: int, limit: int = 100) -> list[Member]:
    """The newest members of a campaign, each with why it is there."""
    rows = Report.objects.filter(campaign=standing(number)).order_by("-received_at", "-id")[:limit]
    return [Member(row.pk, row.arrival, row.number_in_arrival, tuple(row.joined_by), row.similarity) for row in rows]


def confirm(number: int, provision: str, by: str, reason: str, at: datetime) -> None:
    """Record that a person of the ministry confirmed a provision (a rule id) as breached by a campaign."""
    Confirmation.objects.create(campaign=standing(number), rule=provision, by=by, reason=reason, at=at)


def hits(reports: Sequence[int]) -> list[Hit]:
    """The hits of these rows, each with all rules that it breached, but those after their monitor's end; in row order."""
    rows = Report.objects.filter(_BEFORE_ITS_END, id__in=list(reports)).order_by("id")
    return [_hit(row, row.campaign_id or 0, tuple(row.rules.split())) for row in rows]


def hits_between(since: datetime, until: datetime, country: str = "", campaign: int | None = None) -> list[Hit]:
    """Monitor hits with a proved breach received in that time, of a country's networks or of a campaign; oldest first."""
    rows = Report.objects.filter(
        _BEFORE_ITS_END,
        kind=Kind.MONITOR_HIT,
        standing__in=(Standing.MONITOR, Standing.VERIFIED),
        received_at__gte=since,
        received_at__lt=until,
    ).exclude(rules="")
    if country:
        rows = rows.filter(network__country=country, confidence=Confidence.OBSERVED)
    if campaign is not None:
        rows = rows.filter(campaign=standing(campaign))
    return [_hit(row, row.campaign_id or 0, tuple(row.rules.split())) for row in rows.order_by("received_at", "id")]


def confirmed_rules(number: int) -> frozenset[str]:
    """The rules that a person of the ministry confirmed as breached by a campaign."""
    return frozenset(Confirmation.objects.filter(campaign=standing(number)).values_list("rule", flat=True))


def confirmed_hits(since: datetime) -> list[Hit]:
    """Monitor hits with an observed origin, in breach of a rule confirmed for their campaign, that stand in no notice.

    A hit goes with the confirmed rules that it breached itself: one member of a campaign does not answer for another. Its
    breaches must stand at the monitor or be verified, so mail to a retired monitor, which proves nothing, goes nowhere.
    """
    confirmed: dict[int, set[str]] = {}
    for number, rule in Confirmation.objects.values_list("campaign_id", "rule"):
        confirmed.setdefault(number, set()).add(rule)
    rows = Report.objects.filter(
        _BEFORE_ITS_END,
        kind=Kind.MONITOR_HIT,
        confidence=Confidence.OBSERVED,
        standing__in=(Standing.MONITOR, Standing.VERIFIED),
        noticed_at=None,
        received_at__gte=since,
        campaign__in=list(confirmed),
    )
    found = []
    for row in rows.order_by("received_at", "id"):
        campaign_id = row.campaign_id or 0
        if rules := tuple(rule for rule in row.rules.split() if rule in confirmed[campaign_id]):
            found.append(_hit(row, campaign_id, rules))
    return found


def _hit(row: Report, campaign_id: int, rules: tuple[str, ...]) -> Hit:
    return Hit(
        report=row.id,
        arrival=row.arrival,
        number_in_arrival=row.number_in_arrival,
        received_at=row.received_at,
        campaign=campaign_id,
        rules=rules,
        ip=row.ip,
        port=row.port,
        network=Network(**row.network) if row.network else None,
    )


def _seen(found: Iterable[Campaign]) -> list[CampaignSeen]:
    rows = list(found)
    numbers = [row.id for row in rows]
    keys: dict[int, list[str]] = {number: [] for number in numbers}
    for number, key in (
        CampaignKey.objects.filter(campaign__in=numbers).order_by("id").values_list("campaign_id", "key")
    ):
        keys[number].append(key)
    rules: dict[int, Counter[str]] = {number: Counter() for number in numbers}
    rows_of = Report.objects.filter(campaign__in=numbers).order_by()
    for number, text, count in rows_of.exclude(rules="").values_list("campaign_id", "rules").annotate(Count("id")):
        rules[number].update(dict.fromkeys(text.split(), count))
    witnesses = reported(numbers)
    return [
        CampaignSeen(
            id=row.id,
            name=row.name,
            messages=row.messages,
            reports=row.reports,
            monitor_hits=row.monitor_hits,
            reporters=witnesses.get(row.id, Reported()).reporters,
            first_at=row.first_at,
            last_at=row.last_at,
            keys=tuple(keys[row.id]),
            rules=dict(sorted(rules[row.id].items())),
            weight=witnesses.get(row.id, Reported()).weight,
            signs=witnesses.get(row.id, Reported()).signs,
        )
        for row in rows
    ]
