"""Refer what people approve first: open what is due as drafts, build and queue what was approved, hold back what leaks.

Warnings, packages for agencies, hand-offs, petition files, inquiry drafts and withdrawals all go this way; how each finds what
is due and builds its letter stands in a file of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.move_referral import open_referral
from tsuho.casework.ports import OutboxLetter
from tsuho.casework.queue_letter import DRY_RUN, Referred, blocked, check_leaks, outbox_letter, queue_letter
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring
from tsuho.referral.leak_check import Leaks
from tsuho.referral.letter import Letter
from tsuho.words.referrals import ReferralState, Standings
from tsuho.words.vocabulary import ReferralKind

_NOT_YET_SENT = (ReferralState.DRAFT, ReferralState.CHECKED, ReferralState.RETURNED, ReferralState.APPROVED)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both included, in the centre's own time."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Built:
    """A document, ready: to whom, the letter, whom it must not name, and what holds of it."""

    recipient: str
    letter: Letter
    secrets: Sequence[str]
    standings: Standings


@dataclass(frozen=True, slots=True)
class Way:
    """How one kind is referred: what is due in a period (and what is passed over, with why), and how it is built.

    ``key`` is how the keys of its referrals begin, which tells them from others of the same kind; empty: there are no others.
    """

    kind: ReferralKind
    due: Callable[[Referring, Period, datetime], tuple[list[Referral], list[str]]]
    build: Callable[[Referring, Referral, datetime], Built]
    key: str = ""


def refer_by_approval(referring: Referring, way: Way, period: Period, *, now: datetime, dry_run: bool) -> Referred:
    """Open, build, queue. A dry run builds everything that is due or stands, and changes nothing."""
    drafts, passed_over = way.due(referring, period, now)
    referrals = referring.moving.referrals
    if dry_run:
        known = {each.key: each for each in referrals.standing(way.kind)}
        wanted = [known.get(draft.key, draft) for draft in drafts]
        wanted = [each for each in wanted if each.state in _NOT_YET_SENT]
    else:
        for draft in drafts:
            number = referring.outbox.next_ticket(referring.day(now)) if draft.number == DRY_RUN else draft.number
            open_referral(referring.moving, replace(draft, number=number), now)
        wanted = referrals.standing(way.kind, [ReferralState.APPROVED])
    letters: list[OutboxLetter] = []
    held_back: list[str] = []
    for referral in wanted:
        try:
            letters.append(_refer_one(referring, way, referral, now, dry_run=dry_run))
        except (Leaks, ValueError, CannotDo) as why:
            held_back.append(blocked(referring, f"{way.kind} {referral.party}", why, now, dry_run=dry_run))
    return Referred(tuple(letters), tuple(held_back), tuple(passed_over))


def _refer_one(referring: Referring, way: Way, referral: Referral, now: datetime, *, dry_run: bool) -> OutboxLetter:
    built = way.build(referring, referral, now)
    if dry_run:
        # what is still a draft is shown as it would leave; only leaks stop it, since its approval is yet to come
        check_leaks(built.letter, built.secrets)
        return outbox_letter(referral, built.recipient, built.letter, simulated=referring.reporter.simulated)
    return queue_letter(
        referring, referral, built.recipient, built.letter, built.secrets, built.standings, now=now, dry_run=False
    )
