"""The sockets of the audit log's own keeping: searching it, walking its chain, and the second place that remembers its length."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tsuho.casework.ports import Audit


@dataclass(frozen=True, slots=True)
class Written:
    """One entry of the audit log with its number."""

    number: int
    at: datetime
    by: str
    act: str
    subject: str
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AuditAsked:
    """Which entries are wanted; what is empty does not matter. ``subject`` may be a part; ``until`` is not of the time."""

    by: str = ""
    act: str = ""
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """One link of the chain: whether the entry is what its hash says and follows the one before."""

    number: int
    hash: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Head:
    """How long the audit log was at a time, and the hash of its last entry then."""

    at: datetime
    length: int
    hash: str


class AuditLog(Audit, Protocol):
    """The audit log as those who look into it see it."""

    def head(self) -> tuple[int, str]:
        """How many entries there are and the hash of the last; zeros before the first."""

    def links(self) -> Iterator[Linked]:
        """Every link, in order, each hash computed anew."""

    def search(self, asked: AuditAsked, before: int | None, limit: int) -> Sequence[Written]:
        """The newest entries that are wanted, of those with a number below ``before``."""

    def acts(self) -> Sequence[str]:
        """The acts that occur, in order of the alphabet."""


class AuditHeads(Protocol):
    """The second append-only place: it lies apart from the database, so that who cuts the log's tail has to reach both."""

    def append(self, head: Head) -> None:
        """Add one head, durably."""

    def heads(self) -> Sequence[Head]:
        """All heads, in order."""

    def first_broken(self) -> int | None:
        """The number of the first line (from 1) that is not what was written; None while all are."""
