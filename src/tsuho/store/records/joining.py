"""Enter reports into their campaigns as the plan says: members, keys, templates, and what became of two campaigns made one."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from tsuho.casework.queue_ports import Item, ItemKind
from tsuho.engine.campaigns.clues import Clues
from tsuho.engine.campaigns.grouping import MAX_STRANGERS, Joined, Memory, Plan, Why, plan
from tsuho.store.records.campaign_facts import count_in, move_all
from tsuho.store.records.models import (
    Campaign,
    CampaignChange,
    CampaignKey,
    Confirmation,
    KeptApart,
    Report,
    ReporterTotal,
    SearchText,
    TextTemplate,
)
from tsuho.store.records.queue_rows import drop
from tsuho.store.records.templates import keep, remembered
from tsuho.words.vocabulary import Kind

_SHOWN_REASONS = 20
_CHANGING = ("messages", "reports", "monitor_hits", "first_at", "last_at", "merged_into")
_NAME = Campaign._meta.get_field("name").max_length or 0  # noqa: SLF001  # Django's own documented way


@dataclass(frozen=True, slots=True)
class Entered:
    """What entering came to: indexes of rows whose text nothing known was like, earlier reports that found a campaign, campaigns."""

    new_texts: frozenset[int]
    found_later: tuple[int, ...]
    campaigns: frozenset[int]


def enter(rows: Sequence[Report], clues: Sequence[Clues]) -> Entered:
    """Save new reports, each in its campaign with the reason why; ``clues`` are theirs, in the same order.

    The plan names a campaign in one join at most, so all are written together. Call it where nobody else files.
    """
    memory = remembered(clues)
    planned = plan(clues, memory)
    campaigns = Campaign.objects.in_bulk(sorted({number for joined in planned.joins for number in joined.campaigns}))
    new: list[Campaign] = []
    new_keys: list[CampaignKey] = []
    changes: list[CampaignChange] = []
    found_later: list[Report] = []
    for joined in planned.joins:
        members = [rows[index] for index in joined.messages]
        lone = _fetch_lone(joined.lone_reports, planned)
        found_later += lone
        if joined.campaigns:
            campaign = campaigns[joined.campaigns[0]]
            at, why = _latest(members), " | ".join(joined.bridges)
            changes += [absorb(campaigns[number], campaign, at, "", why) for number in joined.campaigns[1:]]
        else:
            campaign = _new_campaign(members, joined)
            new.append(campaign)
        _count(members + lone, campaign)
        for index in joined.messages:
            _explain(rows[index], planned.why[index])
        new_keys += [CampaignKey(key=key, campaign=campaign) for key in joined.keys if key not in memory.campaign_of]
    Campaign.objects.bulk_create(new)
    # an upsert, because saving one after another takes ten times as long
    Campaign.objects.bulk_create(
        campaigns.values(), update_conflicts=True, unique_fields=["id"], update_fields=list(_CHANGING)
    )
    Report.objects.bulk_create(rows)
    CampaignKey.objects.bulk_create(new_keys)
    _settle_lone(planned, rows)
    keep(planned, rows, memory)
    CampaignChange.objects.bulk_create([*changes, *_overused(planned, memory, rows)])
    _count_reporters(rows)
    for row in found_later:
        row.campaign = row.campaign  # a campaign that was new then has its number by now
    count_in(rows, found_later)
    touched = {row.campaign_id for row in (*rows, *found_later) if row.campaign_id is not None}
    return Entered(
        frozenset(each.message for each in planned.templates), tuple(row.pk for row in found_later), frozenset(touched)
    )


def absorb(other: Campaign, campaign: Campaign, at: datetime, by: str, why: str) -> CampaignChange:
    """Everything of ``other`` is now of ``campaign``; its number stays as a signpost. The change, not yet saved.

    Neither campaign is saved here. Who was kept apart from one is kept apart from both together.
    """
    Report.objects.filter(campaign=other).update(campaign=campaign)
    CampaignKey.objects.filter(campaign=other).update(campaign=campaign)
    TextTemplate.objects.filter(campaign=other).update(campaign=campaign)
    SearchText.objects.filter(campaign=other).update(campaign=campaign)
    move_all(other.pk, campaign.pk)
    drop([Item(ItemKind.CAMPAIGN, other.pk)])
    Confirmation.objects.filter(campaign=other).update(campaign=campaign)
    Campaign.objects.filter(merged_into=other).update(merged_into=campaign)
    _keep_apart_from_both(other.pk, campaign.pk)
    change = CampaignChange(
        campaign=campaign, other=other, kind="merge", at=at, by=by, why=why, messages=other.messages
    )
    grow(campaign, other.monitor_hits, other.reports, other.first_at, other.last_at)
    other.messages = other.reports = other.monitor_hits = 0
    other.merged_into = campaign
    return change


def _keep_apart_from_both(goes: int, stays: int) -> None:
    pairs = KeptApart.objects.filter(Q(low=goes) | Q(high=goes))
    others = {number for pair in pairs.values_list("low_id", "high_id") for number in pair} - {goes, stays}
    pairs.delete()
    part(stays, others)


def part(campaign: int, others: Collection[int]) -> None:
    """Keep a campaign apart from others from now on."""
    KeptApart.objects.bulk_create(
        [KeptApart(low_id=min(campaign, other), high_id=max(campaign, other)) for other in sorted(others)],
        ignore_conflicts=True,
    )


def grow(campaign: Campaign, hits: int, reports: int, first_at: datetime, last_at: datetime) -> None:
    """Count members in, on the object alone."""
    campaign.first_at, campaign.last_at = min(campaign.first_at, first_at), max(campaign.last_at, last_at)
    campaign.monitor_hits += hits
    campaign.reports += reports
    campaign.messages += hits + reports


def named_after(key: str) -> str:
    """The name of a campaign that nobody named yet: the value of its first key."""
    return key.partition(":")[2][:_NAME]


def _new_campaign(members: Sequence[Report], joined: Joined) -> Campaign:
    at = members[0].received_at
    name = named_after(joined.keys[0]) if joined.keys else members[0].subject[:_NAME]
    return Campaign(name=name, first_at=at, last_at=at)


def _fetch_lone(numbers: Sequence[int], planned: Plan) -> list[Report]:
    """Earlier reports that were in no campaign until now; some may have been deleted with their month."""
    found = list(Report.objects.filter(id__in=numbers, campaign=None)) if numbers else []
    for row in found:
        _explain(row, planned.lone[row.pk])
    return found


def _count(members: Sequence[Report], campaign: Campaign) -> None:
    """Count new members in and set their campaign."""
    for member in members:
        member.campaign = campaign
    hits = sum(member.kind == Kind.MONITOR_HIT for member in members)
    times = [member.received_at for member in members]
    grow(campaign, hits, len(members) - hits, min(times), max(times))


def _explain(row: Report, why: Why) -> None:
    row.joined_by, row.similarity = list(why.keys[:_SHOWN_REASONS]), why.similarity


def _settle_lone(planned: Plan, rows: Sequence[Report]) -> None:
    """Write the campaign of earlier reports that were in none, and of their texts."""
    for joined in planned.joins:
        if not joined.lone_reports:
            continue
        campaign = rows[joined.messages[0]].campaign
        for number in joined.lone_reports:
            why = planned.lone[number]
            Report.objects.filter(id=number, campaign=None).update(
                campaign=campaign, joined_by=list(why.keys), similarity=why.similarity
            )
        TextTemplate.objects.filter(report__in=joined.lone_reports, campaign=None).update(campaign=campaign)
        SearchText.objects.filter(report__in=joined.lone_reports, campaign=None).update(campaign=campaign)


def _overused(planned: Plan, memory: Memory, rows: Sequence[Report]) -> list[CampaignChange]:
    """A line in the history of a campaign whose key names nobody any more."""
    at = max((row.received_at for row in rows), default=None)
    return [
        CampaignChange(campaign_id=memory.campaign_of[key], kind="overused", at=at, by="", why=key)
        for key, count in planned.strangers.items()
        if at and memory.strangers.get(key, 0) <= MAX_STRANGERS < memory.strangers.get(key, 0) + count
    ]


def _count_reporters(rows: Sequence[Report]) -> None:
    counts = Counter(row.reporter for row in rows if row.reporter)
    known = dict(ReporterTotal.objects.filter(reporter__in=list(counts)).values_list("reporter", "id"))
    ReporterTotal.objects.bulk_create(
        [ReporterTotal(reporter=who, reports=count) for who, count in counts.items() if who not in known]
    )
    for count in sorted({counts[who] for who in known}):
        same = [number for who, number in known.items() if counts[who] == count]
        ReporterTotal.objects.filter(id__in=same).update(reports=F("reports") + count)


def _latest(members: Sequence[Report]) -> datetime:
    return max(member.received_at for member in members)
