"""The vendor feed object by object: one item is several STIX objects, and a reader says how many he takes at a time.

A place is the position of an item and how many of its objects were told already. An item costs its quota with its first
object; the objects of one answer stand there once each.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tsuho.casework.feed_item import Feeding
from tsuho.casework.referral_ports import FeedEntry
from tsuho.casework.vendor_feed import (
    Asked,
    build,
    lay_out,
    over_quota,
    quota_left,
    vendor_may,
    write_down,
)
from tsuho.referral.formats.stix import stix_objects
from tsuho.words.partners import Vendor

FORM = "stix"
_LEAST_OF_AN_ITEM = 2  # objects: what was seen, and the mail that it consists of
_MOST_ITEMS = 200
_NO_PLACE = 1 << 62  # the feed will not grow to that, and no database takes much more


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader goes on: ``told`` objects of the item at ``position`` are told; written ``12.3``."""

    position: int = 1
    told: int = 0

    def __str__(self) -> str:
        return f"{self.position}.{self.told}"

    @staticmethod
    def read(text: str) -> "Place":
        """A place as it was written. Raises ValueError for anything else."""
        position, _, told = text.partition(".")
        place = Place(int(position), int(told or 0))
        if not (0 < place.position < _NO_PLACE and 0 <= place.told < _NO_PLACE):
            raise ValueError(f"{text!r} is no place in the feed")
        return place


@dataclass(frozen=True, slots=True)
class Told:
    """One STIX object and when it was added to the feed."""

    added_at: datetime
    object: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Objects:
    """One answer; ``next`` None: this is the end for now."""

    told: tuple[Told, ...]
    next: Place | None


def pull_objects(
    feeding: Feeding,
    vendor: Vendor,
    place: Place,
    limit: int,
    now: datetime,
    *,
    changed_after: datetime | None = None,
    only_list: bool = False,
) -> Objects:
    """At most ``limit`` objects from a place on. ``only_list``: their names are wanted, which costs and counts nothing.

    Raises NotServed with the reason.
    """
    vendor_may(feeding, vendor, FORM, now)
    lay_out(feeding, now)
    wanted = min(_MOST_ITEMS, limit // _LEAST_OF_AN_ITEM + 1)
    found = feeding.feed.page(place.position - 1, wanted + 1, changed_after=changed_after)
    entries, more = found[:wanted], len(found) > wanted
    if not only_list:
        entries, cut = _within_quota(feeding, vendor, entries, place, now)
        more = more or cut
    told, begun, after = _take(feeding, vendor, entries, place, limit, now)
    if not only_list:
        upto = max((each.position or 0 for each in begun), default=place.position)
        write_down(feeding, vendor, Asked(FORM, place.position - 1), begun, upto, now)
    if after is None and more and entries:
        after = Place((entries[-1].position or 0) + 1)
    return Objects(tuple(told), after)


def _within_quota(
    feeding: Feeding, vendor: Vendor, entries: list[FeedEntry], place: Place, now: datetime
) -> tuple[list[FeedEntry], bool]:
    """(the entries that the day's quota still allows, whether that cut some off)."""
    left = quota_left(feeding, vendor, now)
    for index, entry in enumerate(entries):
        if entry.withdrawn_at is not None or (entry.position == place.position and place.told):
            continue
        if left == 0:
            if index == 0:
                raise over_quota(feeding, vendor, now)
            return entries[:index], True
        left -= 1
    return entries, False


def _take(
    feeding: Feeding, vendor: Vendor, entries: Sequence[FeedEntry], place: Place, limit: int, now: datetime
) -> tuple[list[Told], list[FeedEntry], Place | None]:
    """(objects, the entries that begin in this answer, where to go on within these entries)."""
    told: list[Told] = []
    begun: list[FeedEntry] = []
    names: set[str] = set()
    for entry, number, each in _objects(feeding, vendor, entries, place, now):
        if each["id"] in names:
            continue
        if len(told) == limit:
            return told, begun, Place(entry.position or 0, number)
        # who speaks stands before every item and is left out as a repeat, so the first that is told need not be its first
        if (not begun or begun[-1] is not entry) and not (entry.position == place.position and place.told):
            begun.append(entry)
        names.add(each["id"])
        told.append(Told(entry.changed_at or now, each))
    return told, begun, None


def _objects(
    feeding: Feeding, vendor: Vendor, entries: Sequence[FeedEntry], place: Place, now: datetime
) -> Iterator[tuple[FeedEntry, int, Mapping[str, Any]]]:
    items, kept, _ = build(feeding, entries, now, vendor=vendor)
    for item, entry in zip(items, kept, strict=True):
        skipped = place.told if entry.position == place.position else 0
        for number, each in enumerate(stix_objects([item], feeding.reporter)):
            if number >= skipped:
                yield entry, number, each
