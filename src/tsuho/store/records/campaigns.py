"""Campaigns (同一送信者群) as lists show them, and what a person confirmed of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from ipaddress import ip_network

from django.db.models import Count, F, Q, QuerySet

from tsuho.casework.index_text import address_in_order
from tsuho.casework.ports import CampaignSeen, Hit, Member
from tsuho.store.records.campaign_changes import standing
from tsuho.store.records.models import Campaign, CampaignKey, Confirmation, Report
from tsuho.store.records.reporting import Reported, reported
from tsuho.words.judged import Network
from tsuho.words.vocabulary import Confidence, Kind, Standing

_LINES_AT_ONCE = 200  # a statement names no more, whatever the database
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
    rows = _proved(since, until)
    if country:
        rows = rows.filter(network__country=country, confidence=Confidence.OBSERVED)
    if campaign is not None:
        rows = rows.filter(campaign=standing(campaign))
    return [_hit(row, row.campaign_id or 0, tuple(row.rules.split())) for row in rows.order_by("received_at", "id")]


def hits_from(lines: Sequence[str], since: datetime, until: datetime) -> list[Hit]:
    """The same of some lines, by the index of addresses: a month of all hits is no way to those of one notice."""
    found: list[Hit] = []
    for start in range(0, len(lines), _LINES_AT_ONCE):
        some = Q()
        for line in lines[start : start + _LINES_AT_ONCE]:
            some |= _on(line)
        if some:  # a question without a condition would find everybody's
            rows = _proved(since, until).filter(some).exclude(ip_order="")
            found += [_hit(row, row.campaign_id or 0, tuple(row.rules.split())) for row in rows]
    return sorted(found, key=lambda each: (each.received_at, each.report))


def _on(line: str) -> Q:
    try:
        network = ip_network(line)
    except ValueError:  # what is no address is no line, and has no hits
        return Q()
    first, last = address_in_order(str(network[0])), address_in_order(str(network[-1]))
    return Q(ip_order__gte=first, ip_order__lte=last)


def _proved(since: datetime, until: datetime) -> QuerySet[Report]:
    return Report.objects.filter(
        _BEFORE_ITS_END,
        kind=Kind.MONITOR_HIT,
        standing__in=(Standing.MONITOR, Standing.VERIFIED),
        received_at__gte=since,
        received_at__lt=until,
    ).exclude(rules="")


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
