"""The sockets of the ledger's own keeping: sealing its rows, closing its months, comparing its sums with its rows."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from tsuho.casework.ports import Ledger
from tsuho.statistics.booking_campaigns import CampaignDay
from tsuho.statistics.kept import KeptAnswers
from tsuho.statistics.sealing import signed_text


@dataclass(frozen=True, slots=True)
class ClosedMonth:
    """A month that was closed: how many rows it had, the hash of its sums, and what that stands on.

    ``previous`` is the hash of the month before, ``seal`` the last seal of the rows; ``signature`` covers all of it and
    ``signed_with`` is the public key, both empty where the centre has no key. ``audit`` is how long the audit log was just
    before the month was closed, and the hash of its last entry then, as ``LENGTH HASH``.
    """

    month: str
    entries: int
    hash: str
    previous: str
    seal: str
    signature: str
    signed_with: str
    by: str
    at: datetime
    audit: str = ""

    @property
    def signed_text(self) -> bytes:
        """What the signature stands under."""
        return signed_text(self.month, self.hash, self.previous, self.seal, self.entries, self.audit)


class KeptLedger(Ledger, KeptAnswers, Protocol):
    """The ledger as those who keep it see it. Rows of a closed month are corrections, or become one when they come late."""

    def seal(self, at_most: int | None = None) -> int:
        """Seal the rows that are not sealed yet, or so many of them; how many they were."""

    def head(self) -> str:
        """The hash of the last seal; zeros before the first."""

    def first_broken_seal(self) -> int | None:
        """The number of the first seal that its rows do not give again; None while all hold."""

    def is_seal(self, hash_of_seal: str) -> bool:
        """Whether a seal, or the zeros before the first, has this hash."""

    def first_day(self) -> date | None:
        """The day of the earliest row."""

    def days(self) -> tuple[date, date] | None:
        """The day of the earliest row and the day after the last; None while there is none."""

    def span(self) -> tuple[date, date] | None:
        """The first day of the rows and of the sums, and the day after the last: sums that no row stands behind have days too."""

    def differences(self, since: date, until: date) -> Sequence[str]:
        """Where the sums and the rows of these days disagree, in words."""

    def sum_anew(self) -> None:
        """Derive all sums from the rows, and forget what was kept of them."""

    def alone(self) -> AbstractContextManager[None]:
        """Nobody books, seals or closes while this is held; what is done inside is committed as one."""

    def close(self, closed: ClosedMonth) -> None:
        """Enter a closed month. Raises CannotDo if it was closed before."""

    def closed_months(self) -> Sequence[ClosedMonth]:
        """The months that were closed, in order."""


class CampaignDays(Protocol):
    """What the records know of campaigns day by day, for the ledger to count."""

    def campaign_days(self, since: date, until: date, timezone: ZoneInfo) -> Sequence[CampaignDay]:
        """Each campaign on each day of that time on which messages of it came in."""


class Signer(Protocol):
    """The centre's own key, which signs a month when it is closed."""

    @property
    def public(self) -> str:
        """The public key in words: the kind and the hexadecimal value."""

    def sign(self, text: bytes) -> str:
        """The signature, hexadecimal."""

    def holds(self, text: bytes, signature: str, public: str) -> bool:
        """Whether a signature was made with the key that ``public`` names."""
