"""The sockets of what partners hand in at their windows: lists from agencies abroad, and what the ministry asks of us."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class InboundRow:
    """One mail that an agency saw from Japan: the address it came from, when, and the provider whose network that is.

    ``provider`` is its code in the register as it stood then; empty: nobody's that is registered.
    """

    ip: str
    at: datetime
    provider: str = ""


@dataclass(frozen=True, slots=True)
class InboundList:
    """One list from an agency (海外からの一覧). ``sha256`` is of the file as it came; ``number`` 0 before it is kept."""

    agency: str
    by: str
    at: datetime
    sha256: str
    rows: tuple[InboundRow, ...]
    number: int = 0

    @property
    def matched(self) -> int:
        """How many rows are of a registered provider."""
        return sum(1 for row in self.rows if row.provider)


class InboundLists(Protocol):
    """Lists that agencies sent, each kept once."""

    def enter(self, received: InboundList) -> int:
        """Keep a list; its number, or 0 if this agency sent the very same file before."""

    def of_agency(self, agency: str, before: int | None, limit: int) -> Sequence[InboundList]:
        """The lists of one agency, newest first, those below a number where one is given."""

    def since(self, at: datetime) -> Sequence[InboundList]:
        """The lists of all agencies that came at that time or later, oldest first."""

    def tie(self, agency: str, rows: Iterable[tuple[str, datetime]], key: str) -> bool:
        """Lay (address, time) rows of an agency into the referral of a key, all or none; False if one is in another's.

        A row is in one referral for ever, whatever becomes of that: no provider is told the same twice.
        """

    def tied(self, agency: str) -> Mapping[tuple[str, datetime], str]:
        """Which rows of an agency are in a referral: row → the referral's key."""


@dataclass(frozen=True, slots=True)
class MinistryRequest:
    """What the ministry asks of the centre (調査の求め, Article 14(1)(ii)); ``number`` 0 before it is kept."""

    text: str
    by: str
    at: datetime
    number: int = 0


@dataclass(frozen=True, slots=True)
class RequestAnswer:
    """What the centre answers to a request (回答); a later one of the same request adds to it. ``number`` 0 before it is kept."""

    request: int
    text: str
    by: str
    at: datetime
    number: int = 0


class MinistryRequests(Protocol):
    """What the ministry asked and what was answered, appended and never changed."""

    def enter(self, request: MinistryRequest) -> int:
        """Keep a request; its number."""

    def newest(self, before: int | None, limit: int) -> Sequence[MinistryRequest]:
        """Requests, newest first, those below a number where one is given."""

    def request(self, number: int) -> MinistryRequest | None:
        """One request; None for a number that was never given."""

    def answer(self, answer: RequestAnswer) -> int:
        """Keep an answer to a request that is there; its number."""

    def answers(self, requests: Sequence[int]) -> Sequence[RequestAnswer]:
        """The answers to these requests, oldest first."""
