"""A campaign as the queue lists it, put together from its counts: gravest outcome, commonest language, evidence grade."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, Sum

from tsuho.casework.priority import priority
from tsuho.casework.queue_ports import Item, ItemKind, QueueEntry
from tsuho.casework.search_ports import What
from tsuho.engine.law.strength import Strength, strength_of
from tsuho.store.records.models import Campaign, CampaignFact, MeasureNote
from tsuho.store.records.queue_rows import put
from tsuho.words.vocabulary import Outcome

_GRAVEST_FIRST = (
    Outcome.VIOLATION,
    Outcome.HOLD,
    Outcome.INCOMPLETE,
    Outcome.NO_VIOLATION,
    Outcome.OUT_OF_SCOPE,
)
_COMMONEST = (What.OUTCOME, What.LANGUAGE, What.CATEGORY, What.AS)
_WITNESSES = (What.MONITOR, What.PLACE, What.REPORTERS, What.HIT_DAY)
Top = Mapping[str, list[str]]  # what → its values, commonest first


@dataclass(frozen=True, slots=True)
class _Counted:
    """How many values one kind of fact has, their counts summed, and the greatest value."""

    values: int
    total: int
    last: str


_NOTHING = _Counted(0, 0, "")


def refresh_campaigns(numbers: Collection[int]) -> None:
    """Write the queue's rows of campaigns that grew or changed; those that are signposts by now have none."""
    rows = Campaign.objects.filter(id__in=list(numbers), merged_into=None)
    tops, counted, warned = _tops(numbers), _counted(numbers), _warned(numbers)
    entries = []
    for row in rows:
        own = counted[row.pk]
        reporters = own.get(What.REPORTERS, _NOTHING).total
        last_hit = own.get(What.HIT_DAY, _NOTHING).last
        grade = strength_of(
            reporters=reporters,
            reporter_domains=min(own.get(What.PLACE, _NOTHING).values, reporters),
            monitors=own.get(What.MONITOR, _NOTHING).values,
            went_on_after_warning=row.pk in warned and last_hit > warned[row.pk].isoformat(),
        )
        entries.append(_entry(row, grade, tops[row.pk]))
    put(entries)


def _entry(row: Campaign, grade: Strength, top: Top) -> QueueEntry:
    outcomes = top.get(What.OUTCOME, [])
    return QueueEntry(
        item=Item(ItemKind.CAMPAIGN, row.pk),
        priority=priority(row.messages, grade, row.last_at),
        title=row.name,
        messages=row.messages,
        grade=grade,
        outcome=next((each.value for each in _GRAVEST_FIRST if each in outcomes), ""),
        last_at=row.last_at,
        language=_first(top, What.LANGUAGE),
        category=_first(top, What.CATEGORY),
        asn=int(_first(top, What.AS) or 0),
        monitor_hits=row.monitor_hits,
    )


def _first(top: Top, what: What) -> str:
    return next(iter(top.get(what, [])), "")


def _tops(numbers: Collection[int]) -> Mapping[int, Top]:
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = CampaignFact.objects.filter(campaign__in=list(numbers), what__in=_COMMONEST).order_by("-count", "value")
    for number, what, value in rows.values_list("campaign_id", "what", "value"):
        found[number or 0][what].append(value)
    return found


def _counted(numbers: Collection[int]) -> Mapping[int, Mapping[str, _Counted]]:
    found: dict[int, dict[str, _Counted]] = defaultdict(dict)
    rows = CampaignFact.objects.filter(campaign__in=list(numbers), what__in=_WITNESSES).order_by()
    sums = rows.values_list("campaign_id", "what").annotate(Count("id"), Sum("count"), Max("value"))
    for number, what, values, total, last in sums:
        found[number or 0][what] = _Counted(values, total, last)
    return found


def _warned(numbers: Collection[int]) -> Mapping[int, date]:
    """The day of the first warning to each campaign's sender, in the country's time."""
    found: dict[int, date] = {}
    notes = MeasureNote.objects.filter(
        Q(campaign__in=list(numbers)) | Q(campaign__merged_into__in=list(numbers)), kind="warning"
    ).select_related("campaign")
    for note in notes:
        number = note.campaign.merged_into_id or note.campaign_id
        found[number] = min(found.get(number, note.day), note.day)
    return found
