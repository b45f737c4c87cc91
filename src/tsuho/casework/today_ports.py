"""The socket of the page that says how the centre is today: what came in, who is silent, what was not sent or answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from tsuho.referral.effect import Answered


@dataclass(frozen=True, slots=True)
class Inflow:
    """What was judged of one hour of receipt; ``hour`` is its first moment, whole in UTC."""

    hour: datetime
    reports: int
    monitor_hits: int


@dataclass(frozen=True, slots=True)
class MonitorHeard:
    """A monitor in service and when mail last came to it, newest first. The address stays in its sheet.

    ``silent_days``: after how many days without mail it is silent, where a person set that. ``seen_by`` noted its silence last,
    at ``seen_at``.
    """

    number: int
    label: str
    medium: str
    carrier: str
    since: datetime
    recent: tuple[datetime, ...] = ()
    silent_days: int | None = None
    seen_by: str = ""
    seen_at: datetime | None = None

    @property
    def last_at(self) -> datetime | None:
        """When mail last came; None: never."""
        return self.recent[0] if self.recent else None

    @property
    def noted(self) -> bool:
        """Whether somebody noted the silence that stands now: after the last mail."""
        return self.seen_at is not None and self.seen_at > (self.last_at or self.since)


@dataclass(frozen=True, slots=True)
class LettersSeen:
    """The outbox: how many letters wait, since when the oldest, and how many failed for ever since a day."""

    waiting: int
    oldest: datetime | None
    failed: int


@dataclass(frozen=True, slots=True)
class Noticed:
    """A provider notice that was sent: its ticket, to whom, when, and what came back."""

    ticket: str
    party: str
    sent_at: datetime
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """How many messages of a campaign came in on a day (in the country's time) and on those before it; that day's is the last."""

    campaign: int
    name: str
    day: date
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """What of a time still waits for a person: reports on hold, and referrals that are drafts or wait for approval."""

    on_hold: int
    referrals: int


class Today(Protocol):
    """Small questions, each answered from indexed rows, so that the page may be asked every half minute."""

    def inflow(self, since: datetime, until: datetime) -> Sequence[Inflow]:
        """The hours of that time in which something came in, in order."""

    def newest(self) -> datetime | None:
        """When the newest mail that was judged came in; None before the first."""

    def monitors_heard(self, now: datetime) -> Sequence[MonitorHeard]:
        """The monitors in service at that time."""

    def letters(self, failed_since: datetime) -> LettersSeen:
        """The outbox in three numbers."""

    def noticed(self, sent_before: datetime, limit: int) -> Sequence[Noticed]:
        """The provider notices sent before a time that wait for a final answer, the one sent longest ago first."""

    def paces(self, day: date, days: int, least: int, limit: int) -> Sequence[Pace]:
        """The campaigns with at least so many messages on that day, largest first; ``days`` with it and those before it."""

    def undecided(self, since: datetime, until: datetime) -> Undecided:
        """What of the mail of that time, and of all referrals opened before its end, a person has not decided."""
