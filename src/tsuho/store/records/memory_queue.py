"""The queue and its claims in memory: for tests of what is done with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tsuho.casework.priority import comes_back
from tsuho.casework.queue_ports import (
    COUNTED_UP_TO,
    Claim,
    Finished,
    Item,
    ItemNote,
    Place,
    QueueEntry,
    QueueFilter,
    QueuePage,
)

_EQUAL = ("outcome", "reason", "language", "category")


@dataclass
class MemoryClaims:
    """The port Claims in dictionaries."""

    _claims: dict[Item, Claim] = field(default_factory=dict)
    _notes: dict[Item, list[ItemNote]] = field(default_factory=dict)

    def claim(self, item: Item, claim: Claim, *, instead_of: str = "") -> bool:
        """Enter a claim; False while somebody else's holds who is not the one it is taken from."""
        known = self._claims.get(item)
        if known is None and instead_of:
            return False
        holds = known is not None and known.until > claim.since
        if known is not None and holds and known.by != (instead_of or claim.by):
            return False
        since = known.since if known is not None and holds and known.by == claim.by else claim.since
        self._claims[item] = Claim(claim.by, since, claim.until)
        return True

    def release(self, item: Item, by: str, at: datetime) -> bool:
        """Give up a claim; False if it is not (any more) this person's."""
        known = self._claims.get(item)
        if known is None or known.by != by or known.until <= at:
            return False
        del self._claims[item]
        return True

    def holders(self, items: Sequence[Item], now: datetime) -> Mapping[Item, Claim]:
        """The claims that hold now."""
        return {item: self._claims[item] for item in items if item in self._claims and self._claims[item].until > now}

    def note(self, item: Item, note: ItemNote) -> None:
        """Append a note."""
        self._notes.setdefault(item, []).append(note)

    def notes(self, item: Item) -> list[ItemNote]:
        """All notes of an item, oldest first; here no campaign ever becomes part of another."""
        return list(self._notes.get(item, []))


@dataclass
class MemoryQueue:
    """The port WorkQueue in a dictionary; ``claims`` say whose an item is."""

    claims: MemoryClaims = field(default_factory=MemoryClaims)
    _entries: dict[Item, QueueEntry] = field(default_factory=dict)
    _finished: dict[Item, Finished] = field(default_factory=dict)
    _rows: dict[Item, int] = field(default_factory=dict)

    def put(self, entries: Sequence[QueueEntry]) -> None:
        """Enter items, or what they have become."""
        for entry in entries:
            self._rows.setdefault(entry.item, len(self._rows) + 1)
            self._entries[entry.item] = entry
            then = self._finished.get(entry.item)
            if then and comes_back(then.messages, then.grade, entry.messages, entry.grade):
                del self._finished[entry.item]

    def drop(self, items: Sequence[Item]) -> None:
        """Take out items that are no more."""
        for item in items:
            self._entries.pop(item, None)
            self._finished.pop(item, None)

    def page(self, wanted: QueueFilter, after: Place | None, limit: int, now: datetime) -> QueuePage:
        """The open items behind a place, highest priority first."""
        found = sorted(
            (-entry.priority, -self._rows[item], entry)
            for item, entry in self._wanted(wanted, now).items()
            if after is None or (entry.priority, self._rows[item]) < (after.priority, after.row)
        )
        last = found[limit - 1] if len(found) > limit else None
        return QueuePage(tuple(entry for _, _, entry in found[:limit]), Place(-last[0], -last[1]) if last else None)

    def count(self, wanted: QueueFilter, now: datetime) -> int:
        """How many open items there are, counted up to COUNTED_UP_TO + 1."""
        return min(len(self._wanted(wanted, now)), COUNTED_UP_TO + 1)

    def entries(self, items: Sequence[Item]) -> Mapping[Item, QueueEntry]:
        """These items, finished or not, as far as they are there."""
        return {item: self._entries[item] for item in items if item in self._entries}

    def finish(self, item: Item, by: str, at: datetime) -> bool:
        """Close an item as it is now; False if it is not open."""
        entry = self._entries.get(item)
        if entry is None or item in self._finished:
            return False
        self._finished[item] = Finished(entry.messages, entry.grade, by, at)
        return True

    def finished(self, item: Item) -> Finished | None:
        """Who closed an item; None while it is open, and for one that is not there."""
        return self._finished.get(item)

    def _wanted(self, wanted: QueueFilter, now: datetime) -> dict[Item, QueueEntry]:
        holders = self.claims.holders(list(self._entries), now)
        return {
            item: entry
            for item, entry in self._entries.items()
            if item not in self._finished
            and (wanted.kind is None or item.kind is wanted.kind)
            and all(getattr(wanted, name) in {"", getattr(entry, name)} for name in _EQUAL)
            and (wanted.asn is None or entry.asn == wanted.asn)
            and (wanted.monitor_hit is None or bool(entry.monitor_hits) == wanted.monitor_hit)
            and (wanted.since is None or entry.last_at >= wanted.since)
            and (not wanted.claimed_by or (item in holders and holders[item].by == wanted.claimed_by))
        }
