"""The sockets of what leaves the centre: referrals and their moves, answers, the register of partners, consents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from tsuho.referral.effect import Answered
from tsuho.words.partners import Agency, HandoffBody, Ministry, Sender, Vendor
from tsuho.words.referrals import HandoffTo, ReferralState, Role
from tsuho.words.vocabulary import ReferralKind


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
