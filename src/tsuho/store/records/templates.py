"""What grouping remembers in the database: keys, templates of texts by place, and who was kept apart.

All is asked for a whole batch at once, and every question goes by an index, so that a batch costs the same in the tenth
million as in the first. The index of places is this process's own; it is asked and caught up where nobody else files.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from django.db import connection
from django.db.models import F, Q

from tsuho.engine.campaigns.clues import Clues, places
from tsuho.engine.campaigns.grouping import Memory, Plan, Template
from tsuho.engine.campaigns.place_index import MAX_TEMPLATES, PlaceIndex
from tsuho.store.records.models import CampaignKey, KeptApart, Report, TextTemplate

_T = TypeVar("_T")
_AT_ONCE = 5_000  # values in one question; SQLite takes 32,766
_indexes: dict[str, PlaceIndex] = {}  # of the one database that this process works on


def remembered(clues: Sequence[Clues]) -> Memory:
    """What is known of earlier messages that these may join."""
    campaign_of: dict[str, int] = {}
    strangers: dict[str, int] = {}
    for part in _parts({key for each in clues for key in each.strong}):
        rows = CampaignKey.objects.filter(key__in=part).values_list("key", "campaign_id", "strangers")
        for key, campaign, count in rows:
            campaign_of[key] = campaign
            if count:
                strangers[key] = count
    templates = _templates({place for each in clues for place in places(each.likeness)})
    touched = set(campaign_of.values())
    touched.update(each.campaign for found in templates.values() for each in found if each.campaign is not None)
    return Memory(campaign_of, strangers, templates, _apart(touched))


def _templates(wanted: set[int]) -> Mapping[int, Sequence[Template]]:
    by_place = _caught_up().at(sorted(wanted))
    found: dict[int, Template] = {}
    for part in _parts(sorted({number for numbers in by_place.values() for number in numbers})):
        for row in TextTemplate.objects.filter(id__in=part):
            found[row.pk] = Template(row.pk, row.campaign_id, row.report, bytes(row.likeness), frozenset(row.weak))
    return {place: [found[each] for each in numbers if each in found] for place, numbers in by_place.items()}


def _caught_up() -> PlaceIndex:
    """The index of this process with every template that is committed; anew where it is of another database."""
    settings = connection.settings_dict
    database = f"{settings['HOST']}:{settings['PORT']}:{settings['NAME']}"
    last = TextTemplate.objects.order_by("-id").values_list("id", flat=True).first() or 0
    index = _indexes.get(database)
    if index is None or index.newest > last:
        _indexes.clear()
        index = _indexes[database] = PlaceIndex()
    if index.newest < last:
        rows = TextTemplate.objects.filter(id__gt=max(index.newest, last - MAX_TEMPLATES)).order_by("id")
        index.add((number, bytes(likeness)) for number, likeness in rows.values_list("id", "likeness").iterator())
    return index


def _apart(campaigns: set[int]) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = {}
    for part in _parts(campaigns):
        rows = KeptApart.objects.filter(Q(low__in=part) | Q(high__in=part)).values_list("low_id", "high_id")
        for low, high in rows:
            found.setdefault(low, set()).add(high)
            found.setdefault(high, set()).add(low)
    return found


def keep(planned: Plan, rows: Sequence[Report], memory: Memory) -> None:
    """Write the templates that a plan found new or wider; ``rows`` are saved and have their campaigns."""
    new = [
        TextTemplate(
            campaign=rows[each.message].campaign,
            report=rows[each.message].pk,
            likeness=each.likeness,
            weak=sorted(each.weak),
        )
        for each in planned.templates
    ]
    TextTemplate.objects.bulk_create(new)
    known = {each.id: each for found in memory.templates.values() for each in found if each.id in planned.wider}
    wider = [
        TextTemplate(id=number, report=known[number].report, likeness=known[number].likeness, weak=sorted(weak))
        for number, weak in planned.wider.items()
    ]
    # an upsert, because the ORM's own bulk update takes ten times as long
    TextTemplate.objects.bulk_create(wider, update_conflicts=True, unique_fields=["id"], update_fields=["weak"])
    for key, count in planned.strangers.items():
        CampaignKey.objects.filter(key=key).update(strangers=F("strangers") + count)


def _parts(values: Iterable[_T]) -> Iterator[list[_T]]:
    whole = list(values)
    for start in range(0, len(whole), _AT_ONCE):
        yield whole[start : start + _AT_ONCE]
