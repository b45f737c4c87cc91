"""The sockets of what leaves the centre: referrals and their moves, answers, the register of partners, consents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from tsuho.referral.effect import Answered
from tsuho.words.partners import Agency, ConsentText, HandoffBody, Ministry, Sender, Vendor
from tsuho.words.referrals import HandoffTo, ReferralState, Role
from tsuho.words.vocabulary import Door, ReferralKind


@dataclass(frozen=True, slots=True)
class Referral:
    """One thing that leaves, or is to leave (提供・依頼).

    ``key`` names what it is about, so that the same is never opened twice; ``number`` is its ticket; ``party`` the partner's
    code; ``reports`` the slim rows that it speaks of. ``about`` are the facts that the document is built from, as JSON
    values, so that it can be built again; ``id`` 0 before it is opened.
    """

    key: str
    kind: ReferralKind
    party: str
    number: str
    campaign: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    reports: tuple[int, ...] = ()
    about: Mapping[str, object] = field(default_factory=dict)
    state: ReferralState = ReferralState.DRAFT
    id: int = 0
    opened_at: datetime | None = None
    moved_at: datetime | None = None

    @property
    def messages(self) -> int:
        """How many messages it tells of: rows of ours, or rows of an agency's lists, which are none of ours."""
        rows = self.about.get("rows")
        return len(self.reports) or (len(rows) if isinstance(rows, list) else 0)


@dataclass(frozen=True, slots=True)
class Moved:
    """One move, as it is kept for ever: when, by whom in which role, with which word, from where to where, and why."""

    at: datetime
    by: str
    role: Role
    verb: str
    before: ReferralState
    after: ReferralState
    reason: str = ""


class Referrals(Protocol):
    """Referrals, their states, their history and what was answered."""

    def open(self, referral: Referral, at: datetime) -> int:
        """Enter a draft; its number. A key that is known answers with the number it has, and enters nothing."""

    def referral(self, number: int) -> Referral | None:
        """One referral."""

    def by_ticket(self, ticket: str) -> Referral | None:
        """The referral that a ticket names."""

    def move(self, number: int, moved: Moved) -> bool:
        """Make a move if the referral still stands where it begins; False if somebody was faster. Appends to the history."""

    def standing(
        self, kind: ReferralKind | None = None, states: Sequence[ReferralState] = (), limit: int = 1_000
    ) -> list[Referral]:
        """Referrals of a kind in these states (none: any), the one moved longest ago first."""

    def between(self, since: datetime, until: datetime) -> list[Referral]:
        """Referrals that were opened or moved from ``since`` until just before ``until``, in order of their number."""

    def history(self, number: int) -> list[Moved]:
        """All moves of one referral, in order."""

    def answer(self, number: int, answered: Answered, at: datetime, by: str) -> bool:
        """Keep an answer; False if the very same is already there."""

    def answers(self, number: int) -> list[Answered]:
        """What was answered, in order."""


class PartnerRegister(Protocol):
    """Whom the centre writes to beside providers; what a person entered wins over what is shipped."""

    def agencies(self) -> list[Agency]:
        """All agencies, by code."""

    def enter_agency(self, agency: Agency) -> None:
        """Enter or replace one."""

    def vendors(self) -> list[Vendor]:
        """All members of the association, by code."""

    def enter_vendor(self, vendor: Vendor) -> None:
        """Enter or replace one."""

    def consent_texts(self) -> list[ConsentText]:
        """All versions of the text that reporters agree to, oldest first."""

    def enter_consent_text(self, text: ConsentText) -> None:
        """Enter or replace one version in one language."""

    def bodies(self) -> Mapping[HandoffTo, HandoffBody]:
        """The bodies that are handed lists."""

    def enter_body(self, body: HandoffBody) -> None:
        """Enter or replace one."""

    def ministry(self) -> Ministry | None:
        """The ministry; None until a person entered it."""

    def enter_ministry(self, ministry: Ministry) -> None:
        """Enter or replace it."""

    def senders(self) -> list[Sender]:
        """The register of senders, by code."""

    def enter_sender(self, sender: Sender) -> None:
        """Enter or replace one."""


REFUSED = "feed_consent_withdrawn"  # why a report is not in the feed, where its reporter took the consent back


@dataclass(frozen=True, slots=True)
class Shareable:
    """A report from a door whose mail may be shared. ``reporter`` is the pseudonym of who reported, empty: unknown."""

    report: int
    arrival: int
    number_in_arrival: int
    received_at: datetime
    reporter: str = ""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One report as the feed keeps it.

    ``reference`` is the UUID under which vendors know it, ``consent`` the version of the text that was agreed to.
    ``position`` is its place in the feed, which only grows: a withdrawal puts it at the end again. None: it never was
    offered. ``changed_at`` is when it got there, different for every position and growing with it. ``why_not`` is a message
    key that says why it is not offered, empty: it is. ``campaign`` 0: none.
    """

    of: Shareable
    reference: str
    consent: str
    why_not: str = ""
    position: int | None = None
    changed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    campaign: int = 0


@dataclass(frozen=True, slots=True)
class Pull:
    """One vendor got items of the feed: from behind ``after`` to ``upto``, ``items`` of them, ``tombstones`` beside them."""

    vendor: str
    at: datetime
    form: str
    after: int
    upto: int
    items: int
    tombstones: int


@dataclass(frozen=True, slots=True)
class ConsentedMail:
    """How many mails came in under one version of the consent text, and how many of them were taken back."""

    version: str
    mails: int
    withdrawn: int


class Feed(Protocol):
    """What vendors may see of consented mail, in the order in which they see it; and who saw how much."""

    def not_yet(self, doors: Sequence[Door], limit: int) -> list[Shareable]:
        """Reports of these doors that the feed has not looked at, oldest first."""

    def shareable(self, report: int) -> Shareable | None:
        """One report, whatever door it came through."""

    def enter(self, entries: Sequence[FeedEntry], at: datetime, *, ahead: bool = False) -> None:
        """Enter reports, those without ``why_not`` at the end of the feed; one that is known is passed over.

        What is of a reporter who took the consent back is not offered, whatever the entry says.
        ``ahead``: out of turn, so that those before it are still not yet looked at.
        """

    def entry(self, report: int) -> FeedEntry | None:
        """One report as the feed keeps it."""

    def page(
        self, after: int, limit: int, *, only_withdrawn: bool = False, changed_after: datetime | None = None
    ) -> list[FeedEntry]:
        """What is offered or withdrawn behind a position, in order."""

    def newest(self, limit: int) -> list[FeedEntry]:
        """What was offered last and is not withdrawn, newest first."""

    def days(self) -> Mapping[date, datetime]:
        """The days of receipt that have something in the feed, and when each last changed."""

    def of_day(self, day: date) -> list[FeedEntry]:
        """What is offered or withdrawn of one day of receipt, in order of the feed."""

    def of_reporters(self, pseudonyms: Sequence[str]) -> list[int]:
        """The reports that came from these reporters, whether the feed has looked at them or not."""

    def withdraw(self, reports: Sequence[int], at: datetime) -> list[FeedEntry]:
        """Mark known reports withdrawn and put what was offered at the end; those that were not withdrawn before."""

    def refuse(self, pseudonyms: Sequence[str], at: datetime) -> None:
        """From now on nothing of these reporters is offered."""

    def refused(self, pseudonyms: Sequence[str]) -> frozenset[str]:
        """Those of them who took their consent back."""

    def consented(self, version: str, most: int) -> ConsentedMail:
        """How much mail came in under a version, counted no further than ``most``: a year's would take a second."""

    def withdrawn(self, before: int, limit: int) -> list[FeedEntry]:
        """What was taken back, the report with the highest number first; ``before`` 0: from the highest there is."""

    def hold_back(self, report: int, why: str) -> bool:
        """Offer it no longer, for this reason; False if it was held back before."""

    def held_back(self) -> list[FeedEntry]:
        """What was offered and is held back."""

    def release(self, reports: Sequence[int], at: datetime) -> None:
        """Offer again what was held back, at the end of the feed."""

    def log(self, pull: Pull, since: datetime, most: int) -> bool:
        """Keep that a vendor pulled; False, and nothing kept, if that makes more than ``most`` items since then.

        Asked and kept in one step: two pulls at the same moment cannot both take what is left for one.
        """

    def pulled(self, vendor: str, since: datetime) -> int:
        """How many items a vendor got since then; tombstones are not counted."""

    def pulls(self, vendor: str, limit: int = 100) -> list[Pull]:
        """What one vendor pulled, newest first."""
