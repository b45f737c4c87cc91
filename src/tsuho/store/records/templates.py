"""What grouping remembers in the database: keys, templates of texts by place, and who was kept apart.

All is asked for a whole batch at once, and every question goes by an index, so that a batch costs the same in the tenth
million as in the first.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from django.db import connection
from django.db.models import F, Q

from tsuho.engine.campaigns.clues import Clues, places
from tsuho.engine.campaigns.grouping import Memory, Plan, Template
from tsuho.store.records.models import CampaignKey, KeptApart, Report, TemplatePlace, TextTemplate

_T = TypeVar("_T")
_PLACES = TemplatePlace._meta.db_table  # noqa: SLF001  # Django's own documented way
_AT_ONCE = 5_000  # values in one question; SQLite takes 32,766
MAX_IN_PLACE = 32  # templates found by one place: what so many share tells them not apart


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
    by_place: dict[int, list[int]] = {}
    for part in _parts(sorted(wanted)):
        for place, template in _at_places(part):
            by_place.setdefault(place, []).append(template)
    found: dict[int, Template] = {}
    for part in _parts({number for numbers in by_place.values() for number in numbers}):
        for row in TextTemplate.objects.filter(id__in=part):
            found[row.pk] = Template(row.pk, row.campaign_id, row.report, bytes(row.likeness), frozenset(row.weak))
    return {place: [found[number] for number in numbers] for place, numbers in by_place.items()}


def _at_places(wanted: Sequence[int]) -> Sequence[tuple[int, int]]:
    """Place and template, by plain SQL: of thousands of numbers a batch the ORM would take longer to ask than to answer."""
    with connection.cursor() as cursor:
        numbers = ",".join(map(str, wanted))
        cursor.execute(
            f"SELECT place, template_id FROM {_PLACES} WHERE place IN ({numbers}) ORDER BY place, template_id"  # noqa: S608
        )
        rows: Sequence[tuple[int, int]] = cursor.fetchall()
    return rows


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
    taken = Counter({place: len(found) for place, found in memory.templates.items()})
    found_at = []
    for template, wanted in zip(new, planned.templates, strict=True):
        for place in places(wanted.likeness):
            taken[place] += 1
            if taken[place] <= MAX_IN_PLACE:
                found_at.append((place, template.pk))
    if found_at:
        found_at.sort()  # neighbours in the index are written together
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {_PLACES} (place, template_id) VALUES (%s, %s)", found_at)  # noqa: S608
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
