"""Take what came back on a referral: an answer by mail, link, API or CSV; the acknowledgement of an agency; a bounce."""

from datetime import date, datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.move_referral import Moving, counted_of, move_referral
from tsuho.casework.ports import Outbox
from tsuho.casework.referral_ports import Referral
from tsuho.referral.answers import read_answer, ticket_in
from tsuho.referral.bounces import read_bounce
from tsuho.referral.effect import Answered
from tsuho.statistics.booking_referrals import row_for_answer, row_for_measure
from tsuho.statistics.series import MEASURES
from tsuho.words.catalogue import Words
from tsuho.words.ledger import LedgerRow
from tsuho.words.referrals import AnswerKind, ReferralState, Role, Standings
from tsuho.words.vocabulary import NOTICES, ReferralKind

_CAN_BE_ANSWERED = frozenset({ReferralState.SENT, ReferralState.ANSWERED})
_ANSWERED_KINDS = frozenset({*NOTICES, ReferralKind.WARNING})
_NEVER_ACKNOWLEDGED = _ANSWERED_KINDS | {ReferralKind.VENDOR_FEED}


def take_answer(
    moving: Moving, ticket: str, kind: AnswerKind, acted_on: date | None, *, by: str, at: datetime, party: str = ""
) -> bool:
    """Enter one answer; False if it was known. Raises CannotDo for a ticket that is none, or was not sent.

    ``party``: the partner who says so; another's ticket is none to him.
    """
    referral = moving.referrals.by_ticket(ticket)
    if referral is None or (party and referral.party != party):
        raise CannotDo("cannot_find_ticket", ticket=repr(ticket))
    if referral.state not in _CAN_BE_ANSWERED or referral.kind not in _ANSWERED_KINDS:
        raise CannotDo(
            "cannot_answer",
            kind=Words(f"referral_kind_{referral.kind}"),
            ticket=ticket,
            state=Words(f"state_{referral.state}"),
        )
    day = at.astimezone(moving.timezone).date()
    if acted_on is not None and acted_on > day:
        raise CannotDo("cannot_answer_future", acted_on=acted_on, day=day)
    with moving.together():
        if not moving.referrals.answer(referral.id, Answered(kind, day, acted_on), at, by):
            return False
        if referral.kind in NOTICES:
            moving.ledger.book(_rows(moving, referral, kind, acted_on or day, day))
        _moved(moving, referral, "answer", by, kind.value, at)
    return True


def _rows(moving: Moving, referral: Referral, kind: AnswerKind, acted_on: date, day: date) -> list[LedgerRow]:
    """The answer, and the measure that it tells of with the days from the sending of the notice."""
    counted = counted_of(referral)
    rows = [row_for_answer(counted, kind, day, moving.source)]
    sent = [each.at for each in moving.referrals.history(referral.id) if each.after is ReferralState.SENT]
    if kind.value in MEASURES and sent:
        sent_on = sent[0].astimezone(moving.timezone).date()
        rows.append(row_for_measure(counted, kind, (acted_on - sent_on).days, day, moving.source))
    return rows


def take_acknowledgement(moving: Moving, ticket: str, *, by: str, at: datetime) -> bool:
    """Enter that an agency, body or the ministry has what we sent; False where there is nothing to acknowledge."""
    referral = moving.referrals.by_ticket(ticket)
    if referral is None or referral.kind in _NEVER_ACKNOWLEDGED:
        return False
    if referral.state is ReferralState.ACKNOWLEDGED:
        return True  # said before; a batch of replies that is read again says it again
    if referral.state is not ReferralState.SENT:
        return False
    _moved(moving, referral, "acknowledge", by, "", at)
    return True


def take_reply(
    moving: Moving, outbox: Outbox, raw: bytes, subject: str, text: str, *, domain: str, by: str, at: datetime
) -> str:
    """Read one mail that came back and enter what it says; how it was taken: bounce, answer, acknowledgement or nothing.

    Nothing means that a person must read it. The text itself is kept nowhere: it may name a subscriber.
    """
    if bounced := read_bounce(raw, domain):
        return "bounce" if _take_bounce(moving, outbox, bounced.message_id, permanent=bounced.permanent, at=at) else ""
    if answer := read_answer(subject, text):
        try:
            take_answer(moving, answer.ticket, answer.kind, answer.acted_on, by=by, at=at)
        except CannotDo:
            return ""
        return "answer"
    if take_acknowledgement(moving, ticket_in(subject), by=by, at=at):
        return "acknowledgement"
    return ""


def _take_bounce(moving: Moving, outbox: Outbox, message_id: str, *, permanent: bool, at: datetime) -> bool:
    """A letter that came back: its referral is not delivered. A delay changes nothing; the other side goes on trying."""
    letter = outbox.by_message_id(message_id)
    referral = moving.referrals.by_ticket(letter.letter.ticket) if letter else None
    if referral is None:
        return False
    if permanent and referral.state is ReferralState.SENT:
        standings = Standings(at.astimezone(moving.timezone).date())
        with moving.together():
            move_referral(
                moving,
                referral.id,
                "bounce",
                by="tsuho",
                role=Role.MACHINE,
                reason="returned",
                standings=standings,
                at=at,
            )
            if referral.kind in NOTICES and moving.partners is not None:
                moving.partners.note_bounce(referral.party, at)
    return True


def _moved(moving: Moving, referral: Referral, verb: str, by: str, reason: str, at: datetime) -> None:
    day = at.astimezone(moving.timezone).date()
    move_referral(moving, referral.id, verb, by=by, role=Role.RECIPIENT, reason=reason, standings=Standings(day), at=at)
