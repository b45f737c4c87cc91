"""A campaign's case as the law's campaign rules see it: counts, days and facts about what was noted, never an address.

Casework gathers it from the records; a rule reads it and nothing else, so the same case ends in the same findings for ever.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from tsuho.words.vocabulary import Advertising, Standing


class RefusalWay(StrEnum):
    """Where a recipient sent his refusal (受信拒否の通知先)."""

    DISPLAYED = "displayed"  # the address that the mail displays for refusing
    LINK = "link"  # the page that it displays for refusing
    SENDER = "sender"  # the address that it was sent from
    OTHER = "other"  # another contact of the sender


class Pattern(StrEnum):
    """How the local parts of a run of refused recipients follow one another."""

    ALPHABETICAL = "alphabetical"  # a dictionary or a list of names, from front to back
    COUNTING = "counting"  # one stem, a number that goes up
    RANDOM = "random"  # letters that nobody chose, all of one length
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DayCount:
    """One day of a campaign: its messages, those in breach of anything, and of these those that prove it.

    A breach is proved at a monitor that was not retired, or where a person or a check confirmed it.
    """

    messages: int
    in_breach: int = 0
    proved: int = 0


@dataclass(frozen=True, slots=True)
class LaterMail:
    """A mail that came after a refusal (part 3 of a set).

    ``at`` is its sending time, aware; None where nothing we trust says it. ``same_sender``: it belongs to the campaign of
    the first mail. ``within_topic`` says whether it is of the kind that a limited refusal named; None: nobody looked.
    """

    at: datetime | None
    same_sender: bool = True
    advertising: Advertising = Advertising.YES
    within_topic: bool | None = None


@dataclass(frozen=True, slots=True)
class RefusalSet:
    """A three-part set (三点セット): the first mail, the refusal, and what came after it.

    Times are aware; None where a part is missing. ``same_recipient``: the three name the same recipient; None: nobody
    compared. ``topic_limited``: only mail of one kind was refused. ``bounced``: the refusal came back as undeliverable.
    ``standing`` is how far the set carries: as reported, or compared with the mails by a person.
    """

    first_at: datetime | None
    refused_at: datetime | None
    way: RefusalWay | None
    later: tuple[LaterMail, ...]
    same_recipient: bool | None = None
    topic_limited: bool = False
    bounced: bool = False
    standing: Standing = Standing.FACE


@dataclass(frozen=True, slots=True)
class RecipientRun:
    """Recipients that one sender tried and a receiving host refused at RCPT, one after another.

    ``never_assigned`` are those that nobody ever had, as the host's own register says; ``formerly_used`` those that
    somebody had once. What is left of ``refused`` was refused for other reasons or is unknown.
    """

    first_at: datetime
    last_at: datetime
    refused: int
    never_assigned: int
    formerly_used: int = 0
    pattern: Pattern = Pattern.NONE

    @property
    def window(self) -> timedelta:
        """From the first recipient tried to the last."""
        return self.last_at - self.first_at


@dataclass(frozen=True, slots=True)
class CampaignSummary:
    """What a campaign rule may see: counts and distinct witnesses, never an address.

    ``distinct_reporters`` counts pseudonyms, ``effective_reporters`` what is left of them where a burst from one place counts
    once and heavy reporters count for less; ``reporter_domains`` where they write from; ``signs_of_bombing`` are message
    keys. ``monitors`` counts the monitors hit that were not retired. ``breaches`` are the
    rule ids found on members with how many each, ``proved`` how many of these stand at a monitor or are verified.
    ``warned_at`` and ``ordered_at`` are days in the country's own time, as are the keys of ``days``.
    """

    messages: int
    distinct_reporters: int
    effective_reporters: int
    first_day: date
    last_day: date
    reporter_domains: int = 0
    signs_of_bombing: tuple[str, ...] = ()
    monitors: int = 0
    monitor_hits: int = 0
    breaches: Mapping[str, int] = field(default_factory=dict)
    proved: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[date, DayCount] = field(default_factory=dict)
    warned_at: date | None = None
    ordered_at: date | None = None
    refusals: tuple[RefusalSet, ...] = ()
    runs: tuple[RecipientRun, ...] = ()

    def after(self, day: date) -> DayCount:
        """All messages of the days after ``day``; that day itself does not count, since nobody knows the hour."""
        later = [count for own, count in self.days.items() if own > day]
        return DayCount(
            sum(count.messages for count in later),
            sum(count.in_breach for count in later),
            sum(count.proved for count in later),
        )
