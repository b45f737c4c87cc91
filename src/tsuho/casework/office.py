"""What every note of the desk and the secretariat needs: where its count goes, the audit log, the country's time."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Audit, Ledger
from tsuho.words.vocabulary import Source


@dataclass(frozen=True, slots=True)
class Office:
    """``together`` commits what is noted, counted and logged as one, so that a crash leaves all of it or nothing."""

    ledger: Ledger
    audit: Audit
    together: Callable[[], AbstractContextManager[None]]
    timezone: ZoneInfo
    source: Source

    def day(self, at: datetime) -> date:
        """The day of a time, in the country's own."""
        return at.astimezone(self.timezone).date()

    def past(self, day: date, at: datetime) -> None:
        """Raise CannotDo for a day that is still to come: a count of what did not happen could not be taken back."""
        if day > self.day(at):
            raise CannotDo("cannot_in_future", day=day.isoformat())


def named(by: str) -> None:
    """Raise CannotDo where nobody says who did it."""
    if not by.strip():
        raise CannotDo("cannot_unnamed")
