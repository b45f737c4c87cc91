"""The sockets of search over all mail: slim facts of campaigns and lone reports, and an index of masked texts.

A campaign's texts are kept once a variant and its facts once a value, so two million reports of 200,000 campaigns are found
by what they share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class What(StrEnum):
    """What a fact of a campaign is about; the value says which, the count how many messages."""

    DAY = "day"  # YYYY-MM-DD in the country's time
    OUTCOME = "outcome"
    REASON = "reason"
    LANGUAGE = "language"
    CATEGORY = "category"
    RULE = "rule"  # in breach of it
    FORM = "form"
    LANDING = "landing"  # registered domain of a link
    FROM_DOMAIN = "from_domain"
    PHONE = "phone"
    AMOUNT = "amount"  # JPY 3000
    PREFIX = "prefix"
    AS = "as"
    COUNTRY = "country"
    FILE = "file"  # sha256 of an attachment
    PLACE = "place"  # pseudonym of the domain that a reporter writes from
    MONITOR = "monitor"  # row number of a monitor that had not been retired
    REPORTERS = "reporters"  # value empty: how many distinct pseudonyms
    HIT_DAY = "hit_day"  # a day with a proved breach at a monitor


@dataclass(frozen=True, slots=True)
class Fact:
    """A value and how many messages have it."""

    what: What
    value: str
    count: int


class Where(StrEnum):
    """Where a search matched."""

    SUBJECT = "subject"
    TEXT = "text"
    LANDING = "landing"
    FROM_DOMAIN = "from_domain"
    FROM_ADDRESS = "from_address"
    PHONE = "phone"
    AMOUNT = "amount"
    NETWORK = "network"
    ARRIVAL_HASH = "arrival_hash"
    MESSAGE_HASH = "message_hash"
    FILE_HASH = "file_hash"


@dataclass(frozen=True, slots=True)
class Match:
    """A campaign, or a report that is in none, with what matched where.

    ``report`` is a row number: the report that shows it, None where the campaign as a whole does. ``quoted`` is the masked text
    or the value around the match, ``place`` the number behind which the next page begins.
    """

    campaign: int | None
    report: int | None
    where: Where
    quoted: str
    place: int


class FactIndex(Protocol):
    """The facts of campaigns and of lone reports, counted as they are filed."""

    def of_campaign(self, campaign: int, what: What, limit: int = 50) -> list[Fact]:
        """The commonest values first; days in their order."""

    def distinct(self, campaign: int, what: What) -> int:
        """How many different values there are."""

    def having(self, what: What, value: str, after: int | None, limit: int) -> list[Match]:
        """What has this value, newest first."""


class TextIndex(Protocol):
    """Masked texts and subjects, found by any two or more characters that follow one another."""

    def holding(self, words: Sequence[str], after: int | None, limit: int) -> list[Match]:
        """Texts that hold all of these, newest first; each as casework.index_text folds it, two characters or more."""


class ReportIndex(Protocol):
    """Reports found by what only one message has."""

    def from_address(self, address: str, after: int | None, limit: int) -> list[Match]:
        """Reports whose From is this address, newest first."""

    def with_hash(self, sha256: str, after: int | None, limit: int) -> list[Match]:
        """Reports whose arrival or original has these very bytes, newest first."""

    def in_network(self, first: str, last: str, after: int | None, limit: int) -> list[Match]:
        """Reports whose origin lies between two addresses (as casework.index_text writes them), in the addresses' order."""


@dataclass(frozen=True, slots=True)
class FiledText:
    """A text as it goes into the index: already masked and folded."""

    campaign: int | None
    report: int
    where: Where
    folded: str
    shown: str


@dataclass(frozen=True, slots=True)
class IncompleteReport:
    """An incomplete report as its list shows it."""

    report: int
    received_at: datetime
    reason: str
    form: str
    language: str
    subject: str
    campaign: int | None


class IncompleteReports(Protocol):
    """The incomplete reports, by reason."""

    def page(self, reason: str, after: int | None, limit: int) -> list[IncompleteReport]:
        """Behind a row number, newest first; ``reason`` as I2 or I4 (all its sub-codes), empty: all."""

    def counts(self, limit: int) -> Sequence[tuple[str, int]]:
        """How many there are by primary reason, each counted up to ``limit``."""
