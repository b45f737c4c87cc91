"""What persons change of campaigns: two made one, one made two, another name. Each change is kept with who and why.

A split holds: the two sides are kept apart, whatever key a later message shares with both.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Count, Max, Min, Q

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import CampaignChanged
from tsuho.store.records.campaign_entries import refresh_campaigns
from tsuho.store.records.campaign_facts import count_reporters_of, move_members
from tsuho.store.records.joining import absorb, grow, named_after, part
from tsuho.store.records.models import (
    Campaign,
    CampaignChange,
    CampaignKey,
    KeptApart,
    Report,
    SearchText,
    TextTemplate,
)
from tsuho.store.records.one_at_a_time import Work, one_at_a_time
from tsuho.words.vocabulary import Kind

_AT_ONCE = 5_000


def standing(number: int) -> Campaign:
    """The campaign that a number stands for today. Raises Campaign.DoesNotExist."""
    row = Campaign.objects.select_related("merged_into").get(id=number)
    return row.merged_into or row


def rename(number: int, name: str, by: str, reason: str, at: datetime | None) -> None:
    """Give a campaign, or the one that it became, the name that people use for it."""
    row = standing(number)
    before, row.name = row.name, name[:200]
    row.save(update_fields=["name"])
    if at is not None:
        why = f"{before} → {row.name}: {reason}" if reason else f"{before} → {row.name}"
        CampaignChange.objects.create(campaign=row, kind="rename", at=at, by=by, why=why)


def merge(one: int, other: int, by: str, reason: str, at: datetime) -> int:
    """Make two campaigns one, even if they were parted before; the number that stays is the oldest."""
    with one_at_a_time(Work.FILING):
        stays, goes = sorted((standing(one), standing(other)), key=lambda row: row.pk)
        if stays.pk == goes.pk:
            raise CannotDo(f"{one} and {other} are one campaign already ({stays.pk})")
        KeptApart.objects.filter(low=stays, high=goes).delete()
        change = absorb(goes, stays, at, by, reason)
        goes.save()
        stays.save()
        change.save()
        refresh_campaigns([stays.pk])
        return stays.pk


def split(number: int, keys: Collection[str], reports: Collection[int], by: str, reason: str, at: datetime) -> int:
    """Move keys, the members that stand by these alone, and the named reports to a new campaign; its number.

    Confirmations stay: what was confirmed of the whole is confirmed of neither part that was split off.
    """
    with one_at_a_time(Work.FILING):
        old = standing(number)
        members = _moving(old, frozenset(keys), reports)
        total = Report.objects.filter(campaign=old).count()
        if not members:
            raise CannotDo(f"no member of campaign {old.pk} stands by these keys alone; name reports as well")
        if len(members) == total:
            raise CannotDo(f"all {total} members of campaign {old.pk} would go; leave some, or rename it instead")
        at_first, name = old.first_at, named_after(min(keys)) if keys else old.name
        new = Campaign.objects.create(name=name, first_at=at_first, last_at=at_first)
        _move(members, old, new)
        CampaignKey.objects.filter(campaign=old, key__in=list(keys)).update(campaign=new)
        part(new.pk, {old.pk, *_already_apart(old)})
        count_reporters_of(old.pk, new.pk)
        refresh_campaigns([old.pk, new.pk])
        CampaignChange.objects.create(
            campaign=old, other=new, kind="split", at=at, by=by, why=reason, messages=len(members)
        )
        return new.pk


def _moving(old: Campaign, keys: frozenset[str], reports: Collection[int]) -> list[int]:
    """The members named, and those that have one of the keys and no key that stays."""
    staying = set(CampaignKey.objects.filter(campaign=old).values_list("key", flat=True)) - keys
    named = set(reports)
    found = []
    for row, joined_by in Report.objects.filter(campaign=old).order_by("id").values_list("id", "joined_by").iterator():
        own = set(joined_by)
        if row in named or (own & keys and not own & staying):
            found.append(row)
    return found


def _move(members: Sequence[int], old: Campaign, new: Campaign) -> None:
    """Count members and their texts out of one campaign and into another; both are saved."""
    times: list[datetime] = []
    for start in range(0, len(members), _AT_ONCE):
        ids = members[start : start + _AT_ONCE]
        rows = Report.objects.filter(id__in=ids)
        sums = rows.aggregate(
            all=Count("id"),
            hits=Count("id", filter=Q(kind=Kind.MONITOR_HIT)),
            first=Min("received_at"),
            last=Max("received_at"),
        )
        times += [sums["first"], sums["last"]]
        rows.update(campaign=new)
        TextTemplate.objects.filter(campaign=old, report__in=ids).update(campaign=new)
        SearchText.objects.filter(campaign=old, report__in=ids).update(campaign=new)
        move_members(list(rows), old.pk, new.pk)
        hits, reports = sums["hits"], sums["all"] - sums["hits"]
        grow(old, -hits, -reports, old.first_at, old.last_at)
        grow(new, hits, reports, new.first_at, new.last_at)
    new.first_at, new.last_at = min(times), max(times)
    old.save()
    new.save()


def _already_apart(old: Campaign) -> set[int]:
    """Whom the old campaign was kept apart from: the part split off is kept apart from them too."""
    pairs = KeptApart.objects.filter(Q(low=old) | Q(high=old)).values_list("low_id", "high_id")
    return {number for pair in pairs for number in pair} - {old.pk}


def changes(number: int) -> list[CampaignChanged]:
    """The history of a campaign and of those that became part of it, oldest first."""
    row = standing(number)
    family = [row.pk, *Campaign.objects.filter(merged_into=row).values_list("id", flat=True)]
    found = CampaignChange.objects.filter(Q(campaign__in=family) | Q(other__in=family)).order_by("at", "id")
    return [
        CampaignChanged(each.campaign_id, each.other_id, each.kind, each.at, each.by, each.why, each.messages)
        for each in found
    ]
