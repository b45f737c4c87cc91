"""The socket of the campaign page: what a person sees of a campaign before he opens a mail of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tsuho.casework.search_ports import Where


@dataclass(frozen=True, slots=True)
class CampaignHead:
    """A campaign's own row. ``asked`` is the number that was asked for: another where it became part of this one."""

    id: int
    asked: int
    name: str
    messages: int
    reports: int
    monitor_hits: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class MemberSeen:
    """A member as the campaign page lists it, with why it is there."""

    report: int
    arrival: int
    number_in_arrival: int
    received_at: datetime
    kind: str
    outcome: str
    subject: str
    ip: str
    joined_by: tuple[str, ...]
    similarity: float | None


@dataclass(frozen=True, slots=True)
class TextVariant:
    """A masked text or subject that members of a campaign share; ``report`` is the first that had it."""

    place: int
    report: int
    where: Where
    text: str


@dataclass(frozen=True, slots=True)
class ReferralSeen:
    """A referral made of a campaign, and what was answered."""

    id: int
    kind: str
    number: str
    party: str
    state: str
    moved_at: datetime | None
    answers: tuple[str, ...]


class CampaignPages(Protocol):
    """Slim rows of one campaign; none of these reads more rows than it returns."""

    def head(self, campaign: int) -> CampaignHead | None:
        """Its own row, found by any number that it ever had."""

    def keys(self, campaign: int, limit: int = 50) -> Sequence[tuple[str, int]]:
        """The keys that join it, each with how many strangers came by it alone."""

    def members(self, campaign: int, after: int | None, limit: int) -> list[MemberSeen]:
        """Members behind a row number, newest row first."""

    def variants(self, campaign: int, where: Where, limit: int = 20) -> list[TextVariant]:
        """The variants of its text, or of its subject, first seen first."""

    def confirmed(self, campaign: int) -> Sequence[tuple[str, str, str, datetime]]:
        """What was confirmed of it: rule, by whom, why, when."""

    def referrals(self, campaign: int) -> list[ReferralSeen]:
        """Referrals about it, newest first."""
