"""The sockets that casework needs: what remembers, sends and counts, each with one suite in tests/sockets for all who fill it."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from tsuho.statistics.book import Where
from tsuho.words.arrival import Arrival, Letter, MonitorSheet
from tsuho.words.facts import Facts
from tsuho.words.judged import JudgedArrival, Network
from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import Door, Source


# --- spool: accepted mail until it is evidence ------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Spooled:
    """A letter with the number the spool gave it."""

    number: int
    letter: Letter


@dataclass(frozen=True, slots=True)
class Batch:
    """A numbered batch of one lane. A lane's batches are taken one after another, in number order.

    ``attempt`` counts from 1; on a later attempt the reader died or ran out of time with ``in_hand`` before it.
    """

    number: int
    lane: int
    attempt: int
    letters: tuple[Spooled, ...]
    in_hand: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits in the spool: arrivals, and the receipt time of the oldest."""

    arrivals: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Poison:
    """An arrival that could not be read, with the reason; its bytes stay in the spool until replayed."""

    number: int
    door: Door
    received_at: datetime
    size: int
    reason: str


class Spool(Protocol):
    """Accepted mail, durable, until it is evidence. ``put`` returns only after the bytes are on disk."""

    def put(self, letters: Sequence[Letter]) -> list[int]:
        """Store letters in one commit and number them; 0 for one whose ``key`` is already known."""

    def put_later(self, letters: Sequence[Letter]) -> "Future[list[int]]":
        """The same for a door that must not block: the future is done when the letters are durable."""

    def take(self, worker: str, now: datetime, lease_seconds: float) -> Batch | None:
        """Cut or take again the next batch of a free lane, leased to this worker; None when nothing waits."""

    def hold_in_hand(self, batch: int, number: int | None) -> None:
        """Note durably which arrival is about to be read, so that a crash names it; None: reading is over."""

    def set_aside(self, batch: int, number: int, reason: str) -> None:
        """Move one arrival of a batch to the poison list with its reason."""

    def acknowledge(self, batch: int, *, traceless: bool = False) -> None:
        """The batch is evidence and counted: forget its bytes; ``traceless``: no free page and no log may keep a byte either."""

    def waiting(self) -> Waiting:
        """How much has not yet been acknowledged."""

    def poisoned(self) -> list[Poison]:
        """The poison list, oldest first."""

    def replay(self, numbers: Sequence[int]) -> int:
        """Put poisoned arrivals back at the end of the queue under their old numbers; how many."""

    def set_aside_letter(self, number: int) -> Letter | None:
        """A poisoned arrival as it came in, for a person to look at; None for any other."""

    def discard(self, number: int) -> bool:
        """Forget a poisoned arrival, without a trace of its bytes; False for any other."""

    def leave_no_trace(self) -> None:
        """What was acknowledged stands nowhere any more, on no free page and in no log."""


# --- lake: the evidence ------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Evidenced:
    """An arrival with everything that was found in it, ready to be appended: one row a report in the lake."""

    arrival: Arrival
    judged: JudgedArrival
    facts: Facts


class Lake(Protocol):
    """The evidence of years: raw bytes, facts and findings, appended once and found again by arrival number."""

    def append(self, lane: int, batch: int, evidenced: Sequence[Evidenced]) -> bool:
        """Append a batch in one commit; False, and nothing written, if this lane already holds that batch."""

    def raw(self, number: int, received_at: datetime) -> bytes | None:
        """The exact bytes of an arrival; the receipt time names the partition. None if it is not here."""

    def reports(self, number: int, received_at: datetime) -> list[Mapping[str, object]]:
        """The stored rows of an arrival, in report order, without the raw bytes."""


# --- ledger: the counts ------------------------------------------------------------------------------------------
class Ledger(Protocol):
    """The append-only book of counts."""

    def book(self, rows: Iterable[LedgerRow]) -> int:
        """Append the rows whose keys are new, in one transaction; how many were."""

    def sums(
        self,
        since: date,
        until: date,
        by: Sequence[str],
        sources: Sequence[Source] | None = None,
        where: Where | None = None,
    ) -> list[tuple[tuple[str, ...], int]]:
        """Sum of counts from ``since`` to the day before ``until``, grouped by columns of LedgerRow, or by ``month``."""

    def row_counts(self, since: date, until: date, where: Where | None = None) -> Mapping[Source, int]:
        """How many rows, not how much they count, each source has from ``since`` to the day before ``until``."""


# --- records: what the staff works with --------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class CampaignSeen:
    """A campaign as lists show it: its size, first and last day, and the keys that join it.

    ``reporters`` are distinct, ``weight`` counts heavy ones for less; ``signs`` are message keys of report bombing.
    """

    id: int
    name: str
    messages: int
    reports: int
    monitor_hits: int
    reporters: int
    first_at: datetime
    last_at: datetime
    keys: tuple[str, ...] = ()
    rules: Mapping[str, int] = field(default_factory=dict)
    weight: float = 0.0
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CampaignChanged:
    """One change in a campaign's history: ``kind`` of merge, split, rename and overused; ``by`` empty: by its keys.

    ``other`` is the campaign that came in or went out, with ``messages``. An overused key (in ``why``) joins no more.
    """

    campaign: int
    other: int | None
    kind: str
    at: datetime
    by: str
    why: str
    messages: int


@dataclass(frozen=True, slots=True)
class Member:
    """A report's place in a campaign and why it is there: the keys, and how alike its text was (None: by keys alone)."""

    report: int
    arrival: int
    number_in_arrival: int
    joined_by: tuple[str, ...]
    similarity: float | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One monitor hit that may go into a notice: where its evidence lies and what the register needs to choose."""

    report: int
    arrival: int
    number_in_arrival: int
    received_at: datetime
    campaign: int
    rules: tuple[str, ...]
    ip: str
    port: int | None
    network: Network | None


@dataclass(frozen=True, slots=True)
class ReportSeen:
    """One report or monitor hit as lists show it."""

    id: int
    arrival: int
    number_in_arrival: int
    received_at: datetime
    door: Door
    category: str
    subject: str
    from_address: str
    ip: str
    outcome: str


class Records(Protocol):
    """The slim rows the console lists: reports, monitors, campaigns."""

    def monitor(self, address: str) -> MonitorSheet | None:
        """The provenance sheet of a monitor address, retired or not; None for an address that is none."""

    def monitors(self) -> list[MonitorSheet]:
        """All sheets, in address order."""

    def register_monitors(self, sheets: Sequence[MonitorSheet]) -> None:
        """Enter or replace sheets."""

    def file(self, evidenced: Sequence[Evidenced], reporters: Mapping[int, str]) -> None:
        """Enter the slim rows of judged arrivals, with each one's pseudonym, and join them to campaigns; once by arrival and report."""

    def seen_before(self, fingerprints: Sequence[str], since: datetime) -> Mapping[str, Sequence[tuple[int, datetime]]]:
        """Fingerprint (casework.repeats) → arrivals filed with it and their receipt times, from ``since`` on."""

    def campaigns(self, since: date | None = None, limit: int = 20) -> list[CampaignSeen]:
        """The largest campaigns first."""

    def campaigns_between(self, since: datetime, until: datetime, limit: int) -> list[CampaignSeen]:
        """The campaigns with most messages received in that time, all their counts of that time alone."""

    def campaign(self, number: int) -> CampaignSeen | None:
        """One campaign, or None; a number that was merged away answers with the campaign it became."""

    def rename_campaign(
        self, campaign: int, name: str, by: str = "", reason: str = "", at: datetime | None = None
    ) -> None:
        """Give a campaign the name that people use for it; with ``at`` the change stands in its history."""

    def members(self, campaign: int, limit: int = 100) -> list[Member]:
        """The newest members of a campaign, each with why it is there."""

    def merge_campaigns(self, one: int, other: int, by: str, reason: str, at: datetime) -> int:
        """Make two campaigns one, even if they were parted before; the number that stays, the older. Raises CannotDo."""

    def split_campaign(
        self, campaign: int, keys: Sequence[str], reports: Sequence[int], by: str, reason: str, at: datetime
    ) -> int:
        """Move keys, the members that stand by these alone, and the named reports to a new campaign; its number.

        The two are kept apart from then on. Raises CannotDo when nothing or everything would go.
        """

    def campaign_changes(self, campaign: int) -> list[CampaignChanged]:
        """The history of a campaign and of those that became part of it, oldest first."""

    def confirm(self, campaign: int, provision: str, by: str, reason: str, at: datetime) -> None:
        """Record that a person of the ministry confirmed a provision as breached by a campaign."""

    def campaigns_about(self, categories: Sequence[str], limit: int) -> list[CampaignSeen]:
        """The largest campaigns with a member of one of these categories."""

    def sample(self, campaign: int) -> ReportSeen | None:
        """The newest member of a campaign, a monitor hit before a report."""

    def seen(self, reports: Sequence[int]) -> list[ReportSeen]:
        """These rows, in row order."""

    def hits(self, reports: Sequence[int]) -> list[Hit]:
        """The hits of these rows, each with all rules that it breached, but those after their monitor's end; in row order."""

    def hits_between(
        self, since: datetime, until: datetime, country: str = "", campaign: int | None = None
    ) -> list[Hit]:
        """Monitor hits with a proved breach received in that time, of a country's networks or of a campaign; oldest first."""

    def hits_from(self, lines: Sequence[str], since: datetime, until: datetime) -> list[Hit]:
        """The same of some lines: an IPv4 address each, or the /64 of an IPv6 one."""

    def confirmed_rules(self, campaign: int) -> frozenset[str]:
        """The rules that a person of the ministry confirmed as breached by a campaign."""

    def confirmed_hits(self, since: datetime) -> list[Hit]:
        """Monitor hits with an observed origin and a confirmed breach that stand in no notice yet."""


class Networks(Protocol):
    """Who held an address at a date, from dated snapshots."""

    def at(self, ip: str, when: datetime | None) -> Network | None:
        """The most specific network of the newest snapshot that is not newer than the date; None: unknown."""


class ReporterPseudonyms(Protocol):
    """Distinct reporters are counted by HMAC of the normalised address, never by the address."""

    def of(self, address: str, at: datetime) -> str:
        """The pseudonym of an address in the retention period of that date."""


# --- partners and the way out --------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class OutboxLetter:
    """One mail to be sent: its Message-ID is fixed before the first attempt, so that a crash repeats the same one.

    ``key`` names what it says (kind, recipient, hits): the same key is never queued twice. ``files`` are the attached
    documents by name, kept for the console and for ``--out``. After ``leave_by`` what it tells of is too old to be told.
    """

    key: str
    kind: str
    ticket: str
    party: str
    recipient: str
    message_id: str
    subject: str
    message: bytes
    files: tuple[tuple[str, bytes], ...]
    reports: tuple[int, ...]
    simulated: bool
    leave_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Queued:
    """A letter in the outbox with its row number, attempts so far, and state: queued, sent, failed.

    ``refused`` says that it failed because the other side will never take it, and not because it became too late.
    """

    id: int
    letter: OutboxLetter
    attempts: int
    state: str
    queued_at: datetime
    said: str = ""
    done_at: datetime | None = None
    refused: bool = False


class Outbox(Protocol):
    """Letters that wait to be sent, committed before the first attempt."""

    def queue(self, letters: Sequence[OutboxLetter], at: datetime) -> list[int]:
        """Commit letters and mark their reports as noticed, in one transaction; a known key is passed over (id 0)."""

    def due(self, now: datetime, limit: int = 100) -> list[Queued]:
        """Letters whose next attempt is due, oldest first."""

    def claim(self, row: int, now: datetime, until: datetime) -> bool:
        """Take a due letter in hand; nobody else finds it due before ``until``. False if somebody was faster."""

    def sent(self, row: int, at: datetime, receipt: str) -> None:
        """Accepted by the next host, with what it said."""

    def failed(self, row: int, at: datetime, why: str, retry_at: datetime | None, *, refused: bool = False) -> None:
        """Not accepted: again at ``retry_at``, or never (None); ``refused``: the other side will never take it."""

    def again(self, row: int, at: datetime, recipient: str) -> None:
        """Try a letter that was sent or failed once more, from the first step of the ladder, under its one Message-ID."""

    def last_queued(self, kind: str, party: str) -> datetime | None:
        """When the newest letter of a kind to a party was queued, those that failed left out."""

    def letter(self, key: str) -> Queued | None:
        """The letter of a key; None if it was never queued."""

    def by_message_id(self, message_id: str) -> Queued | None:
        """The letter that went under a Message-ID."""

    def letters(self, kind: str = "", since: datetime | None = None) -> list[Queued]:
        """What was queued, newest first."""

    def next_ticket(self, day: date) -> str:
        """The next ticket number of a day: YYYYMMDD-NNNNNN, never given twice."""


class Audit(Protocol):
    """The audit log: who did what when, never overwritten."""

    def write(self, at: datetime, by: str, act: str, subject: str, details: Mapping[str, str]) -> None:
        """Append one entry to the chain."""
