"""What campaigns are known by, counted as their members are filed: days, domains, networks, sums, outcomes (port FactIndex).

A slim row says all that is counted of it, so members that move between campaigns take their counts with them, and a campaign can
be counted anew from its members. A report that is in no campaign has rows of its own until it finds one.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.db import connection
from django.db.models import Count
from django.utils import timezone

from tsuho.casework.search_ports import Fact, Match, What, Where
from tsuho.engine.parse.domains import registered_domain
from tsuho.store.records.models import CampaignFact, Monitor, Report
from tsuho.words.vocabulary import Kind, Outcome, Standing

_PROVES = (Standing.MONITOR, Standing.VERIFIED)
_LONGEST = 255
Service = tuple[datetime, datetime | None]  # when a monitor came into service, and when it ended (None: never)
_AT_ONCE = 200
_WHERE = {
    What.LANDING: Where.LANDING,
    What.FROM_DOMAIN: Where.FROM_DOMAIN,
    What.PHONE: Where.PHONE,
    What.AMOUNT: Where.AMOUNT,
    What.FILE: Where.FILE_HASH,
    What.PREFIX: Where.NETWORK,
    What.AS: Where.NETWORK,
}
_INSERT = "INSERT INTO records_campaignfact (campaign_id, report, what, value, count)"
_OR_ADD = (
    "ON CONFLICT (campaign_id, what, value, report) DO UPDATE SET count = records_campaignfact.count + excluded.count"
)
# Of the pairs filled in, those that have a row before the first new one; each is looked up in the index.
_KNOWN = """
WITH coming (campaign, reporter) AS (VALUES %s)
SELECT campaign, reporter FROM coming WHERE EXISTS (
    SELECT 1 FROM records_report r
    WHERE r.campaign_id = coming.campaign AND r.reporter = coming.reporter AND r.id < %%s
)
"""
Counted = Counter[tuple[int, str, str]]  # (campaign, what, value)


def count_in(rows: Sequence[Report], found_later: Sequence[Report]) -> None:
    """Count new members in, and ``found_later``: earlier reports that only now found their campaign. All rows are saved."""
    CampaignFact.objects.filter(campaign=None, report__in=[row.pk for row in found_later]).delete()
    standing = standing_monitors([*rows, *found_later])
    counted: Counted = Counter()
    alone: list[CampaignFact] = []
    for row in (*rows, *found_later):
        if row.campaign_id is not None:
            counted.update((row.campaign_id, what, value) for what, value in facts_of(row, standing))
        else:
            alone += [
                CampaignFact(report=row.pk, what=what, value=value, count=1) for what, value in facts_of(row, standing)
            ]
    counted += _new_reporters(rows, found_later)
    CampaignFact.objects.bulk_create(alone)
    add(counted)


def count_anew(row: Report, before: Collection[tuple[str, str]]) -> None:
    """Count one saved row anew whose judgement changed; ``before`` is what ``facts_of`` said of it until then."""
    after = set(facts_of(row, standing_monitors([row])))
    if row.campaign_id is None:
        CampaignFact.objects.filter(campaign=None, report=row.pk).delete()
        CampaignFact.objects.bulk_create(
            [CampaignFact(report=row.pk, what=what, value=value, count=1) for what, value in sorted(after)]
        )
        return
    add(Counter({(row.campaign_id, what, value): 1 for what, value in after - set(before)}))
    subtract(row.campaign_id, dict.fromkeys(set(before) - after, 1))


def move_all(goes: int, stays: int) -> None:
    """All that was counted of one campaign is counted of another; its members have moved already."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_campaignfact (campaign_id, report, what, value, count) "
            "SELECT %s, 0, what, value, count FROM records_campaignfact WHERE campaign_id = %s "
            "ON CONFLICT (campaign_id, what, value, report) DO UPDATE SET count = records_campaignfact.count + excluded.count",
            [stays, goes],
        )
    CampaignFact.objects.filter(campaign=goes).delete()
    _count_reporters(stays)


def move_members(rows: Sequence[Report], old: int, new: int) -> None:
    """Some members, saved in their new campaign, take their counts along. Call ``count_reporters_of`` when all have moved."""
    standing = standing_monitors(rows)
    moved: Counter[tuple[str, str]] = Counter()
    for row in rows:
        moved.update(facts_of(row, standing))
    add(Counter({(new, what, value): count for (what, value), count in moved.items()}))
    subtract(old, moved)


def count_reporters_of(*campaigns: int) -> None:
    """Count the distinct reporters of campaigns anew."""
    for campaign in campaigns:
        _count_reporters(campaign)


def subtract(campaign: int, counts: Mapping[tuple[str, str], int]) -> None:
    """Count out; what nothing is left of goes."""
    add(Counter({(campaign, what, value): -count for (what, value), count in counts.items()}))
    CampaignFact.objects.filter(campaign=campaign, count__lte=0).delete()


def add(counted: Mapping[tuple[int, str, str], int]) -> None:
    """Add to the counts of campaigns, entering values that are new."""
    values = [(campaign, 0, what, value, count) for (campaign, what, value), count in counted.items() if count]
    with connection.cursor() as cursor:
        for start in range(0, len(values), _AT_ONCE):
            part = values[start : start + _AT_ONCE]
            rows = ", ".join(["(%s, %s, %s, %s, %s)"] * len(part))
            cursor.execute(f"{_INSERT} VALUES {rows} {_OR_ADD}", [each for row in part for each in row])


def facts_of(row: Report, standing: Mapping[int, Service]) -> Iterator[tuple[str, str]]:
    """All that is counted of one slim row, as (what, value), each once. ``standing``: see ``standing_monitors``."""
    day = row.received_at.astimezone(timezone.get_default_timezone()).date().isoformat()
    network = row.network or {}
    proves = row.kind == Kind.MONITOR_HIT and row.outcome == Outcome.VIOLATION and row.standing in _PROVES
    place = row.reporter.partition("@")[2]
    values = (
        (What.DAY, day),
        (What.HIT_DAY, day if proves else ""),
        (What.OUTCOME, row.outcome),
        (What.REASON, row.reason),
        (What.LANGUAGE, row.language),
        (What.CATEGORY, row.category),
        (What.FORM, row.form),
        (What.FROM_DOMAIN, registered_domain(row.from_address.rpartition("@")[2].lower())),
        (What.PREFIX, str(network.get("prefix") or "")),
        (What.AS, str(network.get("asn") or "")),
        (What.COUNTRY, str(network.get("country") or "")),
        (What.PLACE, place if row.kind == Kind.REPORT else ""),
        (What.MONITOR, str(row.monitor_id) if _counts(row, standing) else ""),
        *((What.RULE, rule) for rule in row.rules.split()),
        *((kind, value) for kind, _, value in (each.partition(":") for each in row.named)),
    )
    for what, value in dict.fromkeys(values):
        if value:
            yield str(what), value[:_LONGEST]


def standing_monitors(rows: Iterable[Report]) -> Mapping[int, Service]:
    """Row number of each monitor that was hit → from when to when it is in service."""
    hit = {row.monitor_id for row in rows if row.monitor_id}
    found = Monitor.objects.filter(id__in=hit).values_list("id", "since", "retired_at") if hit else ()
    return {number: (since, retired_at) for number, since, retired_at in found}


def _counts(row: Report, standing: Mapping[int, Service]) -> bool:
    """Whether a hit was at a monitor in service: what arrives before or after proves nothing."""
    if row.monitor_id is None or row.monitor_id not in standing or row.kind != Kind.MONITOR_HIT:
        return False
    since, retired_at = standing[row.monitor_id]
    return since <= row.received_at and (retired_at is None or row.received_at < retired_at)


def _new_reporters(rows: Sequence[Report], found_later: Sequence[Report]) -> Counted:
    """How many reporters each campaign has more than before these members came in."""
    pairs = {(row.campaign_id, row.reporter) for row in rows if row.campaign_id is not None and row.reporter}
    known = _reported_before(sorted(pairs), min((row.pk for row in rows), default=0))
    own = [row.pk for row in (*rows, *found_later)]
    for row in found_later:
        if row.campaign_id is not None and row.reporter:
            pairs.add((row.campaign_id, row.reporter))
            others = Report.objects.filter(campaign=row.campaign_id, reporter=row.reporter).exclude(id__in=own)
            known.discard((row.campaign_id, row.reporter))
            known |= {(row.campaign_id, row.reporter)} if others.exists() else set()
    counts = Counter(campaign for campaign, _ in pairs - known)
    return Counter({(campaign, str(What.REPORTERS), ""): count for campaign, count in counts.items()})


def _reported_before(pairs: Sequence[tuple[int, str]], first_new: int) -> set[tuple[int, str]]:
    """Of these (campaign, reporter) those with a row before the first new one; each asked by the index."""
    known: set[tuple[int, str]] = set()
    with connection.cursor() as cursor:
        for start in range(0, len(pairs), _AT_ONCE):
            part = pairs[start : start + _AT_ONCE]
            pairs_asked = ", ".join(["(CAST(%s AS bigint), CAST(%s AS varchar(64)))"] * len(part))
            cursor.execute(_KNOWN % pairs_asked, [*(each for pair in part for each in pair), first_new])
            known |= set(cursor.fetchall())
    return known


def _count_reporters(campaign: int) -> None:
    CampaignFact.objects.filter(campaign=campaign, what=What.REPORTERS).delete()
    members = Report.objects.filter(campaign=campaign).exclude(reporter="").order_by()
    if count := members.aggregate(number=Count("reporter", distinct=True))["number"]:
        CampaignFact.objects.create(campaign_id=campaign, what=What.REPORTERS, value="", count=count)


class FactsInDatabase:
    """The port FactIndex on the ORM."""

    def of_campaign(self, campaign: int, what: What, limit: int = 50) -> list[Fact]:
        """The commonest values first; days in their order."""
        rows = CampaignFact.objects.filter(campaign=campaign, what=what)
        ordered = rows.order_by("value") if what in {What.DAY, What.HIT_DAY} else rows.order_by("-count", "value")
        return [Fact(what, value, count) for value, count in ordered.values_list("value", "count")[:limit]]

    def distinct(self, campaign: int, what: What) -> int:
        """How many different values there are."""
        return CampaignFact.objects.filter(campaign=campaign, what=what).count()

    def having(self, what: What, value: str, after: int | None, limit: int) -> list[Match]:
        """What has this value, newest first."""
        rows = CampaignFact.objects.filter(what=what, value=value[:_LONGEST])
        if after is not None:
            rows = rows.filter(id__lt=after)
        return [
            Match(row.campaign_id, row.report or None, _WHERE[what], row.value, row.pk)
            for row in rows.order_by("-id")[:limit]
        ]
