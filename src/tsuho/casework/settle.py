"""Settle: what the outbox knows, the referrals learn. After a crash between the two, this makes them say the same again."""

from contextlib import suppress
from datetime import datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.move_referral import Moving, count_again, move_referral
from tsuho.casework.ports import Outbox, Queued
from tsuho.casework.referral_ports import Moved, Referral
from tsuho.words.referrals import ReferralState, Role, Standings
from tsuho.words.vocabulary import NOTICES

_MACHINE = "tsuho"
QUEUE_AGAIN = "queue_again"
# Before these a referral cannot have been queued yet, unless the crash came between the outbox's commit and its own move.
_BEFORE_QUEUED = (ReferralState.DRAFT, ReferralState.APPROVED)


def settle(moving: Moving, outbox: Outbox, now: datetime) -> int:
    """Move every referral whose letter is further than it is; how many moves were made."""
    moves = 0
    for referral in moving.referrals.standing(states=(*_BEFORE_QUEUED, ReferralState.QUEUED), limit=100_000):
        letter = outbox.letter(referral.key)
        if letter is not None:
            # one that somebody else settles at the same time is settled
            with suppress(CannotDo), moving.together():
                moves += _settle_one(moving, outbox, referral, letter, now)
    return moves


def _settle_one(moving: Moving, outbox: Outbox, referral: Referral, letter: Queued, now: datetime) -> int:
    moves = 0
    if _asked_again(moving, referral, letter):
        outbox.again(letter.id, now, _recipient_now(moving, referral, letter))
        return 1
    if referral.state in _BEFORE_QUEUED:
        # its conditions held when the letter was committed; they are not asked again for what is already on its way
        moved = moving.referrals.move(
            referral.id,
            Moved(
                letter.queued_at,
                _MACHINE,
                Role.MACHINE,
                "queue",
                referral.state,
                ReferralState.QUEUED,
                "made good after an interruption",
            ),
        )
        moves += int(moved)
    verb = {"sent": "deliver", "failed": "fail"}.get(letter.state)
    if verb is not None:
        at = letter.done_at or now
        day = at.astimezone(moving.timezone).date()
        move_referral(
            moving,
            referral.id,
            verb,
            by=_MACHINE,
            role=Role.MACHINE,
            reason=letter.said,
            standings=Standings(day),
            at=at,
        )
        moves += 1
        if letter.refused and referral.kind in NOTICES and moving.partners is not None:
            moving.partners.note_bounce(referral.party, at)
    standing = moving.referrals.referral(referral.id)
    if standing is not None:
        count_again(moving, standing)
    return moves


def _asked_again(moving: Moving, referral: Referral, letter: Queued) -> bool:
    """Whether somebody queued it again after its letter had come to an end, sent or failed."""
    if referral.state is not ReferralState.QUEUED or letter.done_at is None:
        return False
    last = moving.referrals.history(referral.id)[-1]
    return last.verb == QUEUE_AGAIN and last.at >= letter.done_at


def _recipient_now(moving: Moving, referral: Referral, letter: Queued) -> str:
    """The contact that the register has by now: a letter that bounced is sent again because somebody mended it."""
    provider = moving.partners.provider(referral.party) if moving.partners else None
    return provider.contact if provider is not None and referral.kind in NOTICES else letter.letter.recipient
