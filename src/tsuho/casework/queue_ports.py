"""The sockets of the work queue: what waits for a person, who has it in hand, and what was noted beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from tsuho.engine.law.strength import Strength
from tsuho.words.catalogue import Words

COUNTED_UP_TO = 10_000  # beyond this a list says "10,000+": an exact count would cost more than the list itself


class ItemKind(StrEnum):
    """What waits: a campaign, or one report that no campaign holds and that a person must read."""

    CAMPAIGN = "campaign"
    REPORT = "report"


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """An item of the queue (処理待ち): a campaign's number, or a report's row number."""

    kind: ItemKind
    number: int

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def words(self) -> Words:
        """The same for a reader of either language."""
        return Words(f"item_numbered_{self.kind}", {"number": self.number})


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """An item as the queue lists it. What it says was written when the item last grew, so listing reads this row alone.

    ``outcome`` is the gravest among its members; ``reason`` why a single report is incomplete; ``language``, ``category`` and
    ``asn`` (0: unknown) are those of most members. ``priority`` is casework.priority's number.
    """

    item: Item
    priority: int
    title: str
    messages: int
    grade: Strength
    outcome: str
    last_at: datetime
    reason: str = ""
    language: str = ""
    category: str = ""
    asn: int = 0
    monitor_hits: int = 0


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which items are wanted; an empty field wants all. ``since`` is the time of the newest member."""

    kind: ItemKind | None = None
    outcome: str = ""
    reason: str = ""
    language: str = ""
    category: str = ""
    asn: int | None = None
    monitor_hit: bool | None = None
    since: datetime | None = None
    claimed_by: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ends: the next one begins behind this priority and row, whatever was entered in between."""

    priority: int
    row: int


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue, highest priority first; ``after`` is None on the last."""

    entries: tuple[QueueEntry, ...]
    after: Place | None


@dataclass(frozen=True, slots=True)
class Finished:
    """That a person has done with an item: how large and how grave it was then."""

    messages: int
    grade: Strength
    by: str
    at: datetime


class WorkQueue(Protocol):
    """What waits for a person, highest priority first."""

    def put(self, entries: Sequence[QueueEntry]) -> None:
        """Enter items, or what they have become; one that was finished comes back only as casework.priority says."""

    def drop(self, items: Sequence[Item]) -> None:
        """Take out items that are no more: a campaign that became part of another, a report that found its campaign."""

    def page(self, wanted: QueueFilter, after: Place | None, limit: int, now: datetime) -> QueuePage:
        """The open items behind a place; ``now`` says which claims still hold."""

    def count(self, wanted: QueueFilter, now: datetime) -> int:
        """How many open items there are, counted up to COUNTED_UP_TO + 1."""

    def entries(self, items: Sequence[Item]) -> Mapping[Item, QueueEntry]:
        """These items, finished or not, as far as they are there."""

    def finish(self, item: Item, by: str, at: datetime) -> bool:
        """Close an item as it is now; False if it is not open."""

    def finished(self, item: Item) -> Finished | None:
        """Who closed an item; None while it is open, and for one that is not there."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Who has an item in hand, since when, and until when it is his without his coming back to it."""

    by: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class ItemNote:
    """A note beside an item. It is never changed; a second note corrects it."""

    by: str
    at: datetime
    text: str


class Claims(Protocol):
    """Who works on what. A claim that has run out is none."""

    def claim(self, item: Item, claim: Claim, *, instead_of: str = "") -> bool:
        """Enter a claim; False while somebody else's holds. ``instead_of`` names whose claim is taken over.

        Claiming again what is one's own moves its end.
        """

    def release(self, item: Item, by: str, at: datetime) -> bool:
        """Give up a claim; False if it is not (any more) this person's."""

    def holders(self, items: Sequence[Item], now: datetime) -> Mapping[Item, Claim]:
        """The claims that hold now."""

    def note(self, item: Item, note: ItemNote) -> None:
        """Append a note."""

    def notes(self, item: Item) -> list[ItemNote]:
        """All notes of an item, oldest first; a campaign's include those of campaigns that became part of it."""
