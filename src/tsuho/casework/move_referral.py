"""Open and move referrals: the table allows it or nobody does; each move is kept, counted and audited."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from tsuho.casework.case_ports import CampaignCases, Measure, MeasureKind
from tsuho.casework.errors import CannotDo
from tsuho.casework.partner_ports import Partners
from tsuho.casework.ports import Audit, Ledger
from tsuho.casework.referral_ports import Moved, PartnerRegister, Referral, Referrals
from tsuho.referral.moves import NotAllowed, moved
from tsuho.statistics.booking_referrals import Counted, rows_for_state
from tsuho.words.catalogue import Words
from tsuho.words.referrals import ReferralState, Role, Standings
from tsuho.words.vocabulary import ReferralKind, Source

# Who decides for others says why: it must stand years later. Sending, receipts and clocks need no reason.
_WITHOUT_REASON = frozenset({Role.MACHINE, Role.RECIPIENT})


@dataclass(frozen=True, slots=True)
class Moving:
    """What moving a referral needs: where they stand, where it is counted and audited, whose day it is.

    ``register``, ``partners`` and ``cases`` learn what a move means for a sender, a provider, the law's later questions. What is done inside ``together`` is
    committed as one: after a crash all of it is there, or nothing.
    """

    referrals: Referrals
    ledger: Ledger
    audit: Audit
    timezone: ZoneInfo
    source: Source
    register: PartnerRegister | None = None
    partners: Partners | None = None
    cases: CampaignCases | None = None
    together: Callable[[], AbstractContextManager[None]] = nullcontext


def open_referral(moving: Moving, referral: Referral, at: datetime) -> Referral:
    """Enter a draft, or find the one that its key names already; counted once."""
    with moving.together():
        number = moving.referrals.open(referral, at)
        standing = _standing(moving, number)
        _count(moving, standing, ReferralState.DRAFT, standing.opened_at or at)
    return standing


def move_referral(
    moving: Moving, number: int, verb: str, *, by: str, role: Role, reason: str, standings: Standings, at: datetime
) -> ReferralState:
    """Move it, and say where it stands now. Raises CannotDo with every condition that does not hold."""
    if role not in _WITHOUT_REASON and not (by.strip() and reason.strip()):
        raise CannotDo("cannot_decide_unreasoned")
    referral = _standing(moving, number)
    try:
        after = moved(referral.kind, referral.state, verb, role, standings)
    except NotAllowed as refused:
        why = tuple(map(Words, refused.why))
        raise CannotDo(
            "cannot_move",
            kind=Words(f"referral_kind_{referral.kind}"),
            ticket=referral.number,
            state=Words(f"state_{referral.state}"),
            verb=Words(f"verb_{verb}"),
            why=why,
        ) from None
    details = {"kind": referral.kind.value, "from": referral.state.value, "to": after.value, "reason": reason}
    with moving.together():
        if not moving.referrals.move(number, Moved(at, by, role, verb, referral.state, after, reason)):
            raise CannotDo("cannot_move_moved", kind=Words(f"referral_kind_{referral.kind}"), ticket=referral.number)
        _count(moving, referral, after, at)
        if (referral.kind, after) == (ReferralKind.WARNING, ReferralState.SENT):
            _note_warned(moving, referral, at)
        moving.audit.write(at, by, verb, referral.number, details)
    return after


def _note_warned(moving: Moving, referral: Referral, at: datetime) -> None:
    """The day on which a warning left: the register of senders shows it, and the law asks what came after it (V71)."""
    if moving.cases and referral.campaign is not None:
        on = at.astimezone(moving.timezone).date()
        moving.cases.note_measure(Measure(referral.campaign, MeasureKind.WARNING, on, "tsuho", referral.number, at))
    senders = moving.register.senders() if moving.register else []
    day = at.astimezone(moving.timezone).date()
    for sender in senders:
        if sender.code == referral.party and moving.register and day not in sender.warned_on:
            moving.register.enter_sender(replace(sender, warned_on=(*sender.warned_on, day)))


def count_again(moving: Moving, referral: Referral) -> None:
    """Book what a referral's history is worth; what a crash left out is made good, and nothing is booked twice."""
    for each in moving.referrals.history(referral.id):
        _count(moving, referral, each.after, each.at)


def counted_of(referral: Referral) -> Counted:
    """What of a referral the ledger counts."""
    country = str(referral.about.get("agency", "")) if referral.kind is ReferralKind.INBOUND_NOTICE else ""
    return Counted(referral.id, referral.kind, referral.party, referral.messages, country)


def _standing(moving: Moving, number: int) -> Referral:
    referral = moving.referrals.referral(number)
    if referral is None:
        raise CannotDo("cannot_find_referral", number=number)
    return referral


def _count(moving: Moving, referral: Referral, state: ReferralState, at: datetime) -> None:
    counted = counted_of(referral)
    moving.ledger.book(rows_for_state(counted, state, at.astimezone(moving.timezone).date(), moving.source))
