"""The sockets of a campaign's case: what was noted of it by persons, and what the records count of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from tsuho.engine.law.campaign_case import DayCount, RecipientRun, RefusalSet, RefusalWay
from tsuho.words.vocabulary import Advertising


class MeasureKind(StrEnum):
    """What an authority did to a sender."""

    WARNING = "warning"  # 警告: guidance
    ORDER = "order"  # 措置命令


@dataclass(frozen=True, slots=True)
class Measure:
    """A warning or an order to the sender of a campaign, from the day it was sent or served, in the country's time."""

    campaign: int
    kind: MeasureKind
    day: date
    by: str
    reason: str
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class NotedMail:
    """A reported mail as a part of a refusal set; ``sent_at`` is its sending time, aware, None where nothing says it."""

    arrival: int
    number_in_arrival: int
    sent_at: datetime | None
    advertising: Advertising
    within_topic: bool | None = None


@dataclass(frozen=True, slots=True)
class NotedRefusal:
    """A three-part set as a person noted it. ``recipient`` is the pseudonym of who refused, never the address.

    ``topic`` is what the refusal was limited to, empty for all mail. ``checked``: the person compared the mails with what
    the set says of them.
    """

    campaign: int
    recipient: str
    first: NotedMail | None
    refused_at: datetime | None
    way: RefusalWay | None
    later: tuple[NotedMail, ...]
    same_recipient: bool | None
    topic: str
    bounced: bool
    checked: bool
    by: str
    reason: str
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class FiledMail:
    """The slim row of a report, as far as a set needs it; ``campaign`` is the one it stands in today, None: in none."""

    arrival: int
    number_in_arrival: int
    received_at: datetime
    reporter: str
    campaign: int | None


@dataclass(frozen=True, slots=True)
class CampaignCounts:
    """What the records count of a campaign.

    ``first_reports`` gives each reporter's pseudonym with the time of his first report, ``monitors`` how many monitors
    were hit that were not retired at that time, ``proved`` how many breaches of each rule stand at a monitor or are
    verified, ``days`` its days in the country's time.
    """

    first_reports: Sequence[tuple[str, datetime]]
    monitors: int
    proved: Mapping[str, int]
    days: Mapping[date, DayCount]


class CampaignCases(Protocol):
    """What was noted and counted of campaigns. A number that was joined into another answers for the one it became."""

    def counts(self, campaign: int, timezone: ZoneInfo) -> CampaignCounts:
        """The counts of one campaign."""

    def filed(self, arrival: int, number_in_arrival: int) -> FiledMail | None:
        """A report's slim row; None where there is none (any more)."""

    def note_refusal(self, noted: NotedRefusal) -> int:
        """Enter a refusal set; its number."""

    def refusals(self, campaign: int) -> tuple[RefusalSet, ...]:
        """The refusal sets of a campaign, as its rules see them, in the order noted."""

    def note_measure(self, measure: Measure) -> int:
        """Enter a warning or an order; its number."""

    def measures(self, campaign: int) -> tuple[Measure, ...]:
        """The warnings and orders to a campaign's sender, earliest day first."""

    def note_runs(self, campaign: int, runs: Sequence[RecipientRun], by: str, reason: str, at: datetime) -> None:
        """Enter runs of refused recipients: counts, never an address."""

    def runs(self, campaign: int) -> tuple[RecipientRun, ...]:
        """The runs of refused recipients of a campaign, earliest first."""
