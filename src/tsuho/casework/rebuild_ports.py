"""The sockets of a rebuild: the archive that is read again, and what the records know of notices that stand on it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from tsuho.words.arrival import Arrival
from tsuho.words.facts import Facts
from tsuho.words.judged import JudgedReport


@dataclass(frozen=True, slots=True)
class Stands:
    """How a report was judged, as far as a rebuild compares it. ``verdicts``: rule id → verdict; ``ip`` empty: no origin."""

    outcome: str
    form: str
    ip: str
    verdicts: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredArrival:
    """An arrival of the archive with its stored facts.

    ``judged`` are its reports as they were first judged, ``standing`` as they stand today, after earlier rebuilds; both by
    report number, None for a report that a rebuild no longer found. ``rejudged`` are the numbers of reports that an earlier
    rebuild judged otherwise at some time.
    """

    arrival: Arrival
    facts: Facts
    judged: tuple[Stands | None, ...]
    standing: tuple[Stands | None, ...]
    rejudged: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Unread:
    """An arrival whose row today's program cannot turn back into what it was: its number and the kind of error."""

    arrival: int
    why: str


@dataclass(frozen=True, slots=True)
class Rejudged:
    """A report judged again that no longer stands as before. ``judged`` None: there is no such report any more.

    ``rules`` is the digest of the rules that judged it; ``judged_at`` aware.
    """

    arrival: int
    number_in_arrival: int
    received_at: datetime
    judged: JudgedReport | None
    rules: str
    judged_at: datetime


class Archive(Protocol):
    """The evidence of years, read piece by piece, and beside it the judgements of rebuilds. Evidence is never overwritten."""

    def pieces(self, since: datetime, until: datetime) -> list[str]:
        """Names of the pieces that may hold arrivals received from ``since`` to before ``until``."""

    def read(self, piece: str, since: datetime, until: datetime) -> Iterator[StoredArrival | Unread]:
        """The arrivals of a piece received between; of one that stands in two batches the later reading."""

    def append(self, rejudged: Sequence[Rejudged]) -> None:
        """Append judgements in one commit; from now on they stand."""


@dataclass(frozen=True, slots=True)
class NoticedReport:
    """A report that stands in a letter which left, or waits to. ``rules`` are those confirmed for its campaign."""

    arrival: int
    number_in_arrival: int
    ticket: str
    kind: str
    party: str
    state: str
    rules: tuple[str, ...]


class Rebuilt(Protocol):
    """What the records give to a rebuild and take from it."""

    def noticed(self) -> list[NoticedReport]:
        """Every report in a letter that was sent or is queued, once a letter."""

    def apply(self, rejudged: Sequence[Rejudged]) -> int:
        """Let the slim rows say what the judgements say; how many rows were changed. Campaigns keep their members."""


@dataclass(frozen=True, slots=True)
class Waits:
    """A slim row (``report``: its number) that was filed before there were lists and searches to enter it into."""

    report: int
    arrival: int
    number_in_arrival: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class FoundAgain:
    """Such a row with its arrival and the judgement that stands, out of the evidence."""

    report: int
    arrival: Arrival
    judged: JudgedReport


class Unindexed(Protocol):
    """The slim rows that no list and no search knows."""

    def waiting(self, after: int, limit: int) -> Sequence[Waits]:
        """Those behind a row number, in row order."""

    def enter(self, found: Sequence[FoundAgain]) -> None:
        """Let them be found by their texts and facts, and wait for a person where they must; once, however often it is asked."""
