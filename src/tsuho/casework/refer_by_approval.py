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
from tsuho.words.catalogue import Words
from tsuho.words.referrals import ReferralState, Standings
from tsuho.words.vocabulary import ReferralKind

NOT_YET_SENT = (ReferralState.DRAFT, ReferralState.CHECKED, ReferralState.RETURNED, ReferralState.APPROVED)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both included, in the centre's own time."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Built:
    """A document, ready: to whom, the letter, whom it must not name, what holds of it; after ``leave_by`` it is too old."""

    recipient: str
    letter: Letter
    secrets: Sequence[str]
    standings: Standings
    leave_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """How one kind is referred: what is due in a period (and what is passed over, with why), and how it is built.

    ``key`` is how the keys of its referrals begin, which tells them from others of the same kind; empty: there are no others.
    ``take`` lays what a draft tells of into it, with its opening and not without; False: another draft has it already.
    ``waits`` says why one that was approved stays a while longer; None: its time has come.
    """

    kind: ReferralKind
    due: Callable[[Referring, Period, datetime], tuple[list[Referral], list[Words]]]
    build: Callable[[Referring, Referral, datetime], Built]
    key: str = ""
    take: Callable[[Referring, Referral], bool] = lambda _referring, _draft: True
    waits: Callable[[Referring, Referral, datetime], Words | None] = lambda _referring, _referral, _now: None


def refer_by_approval(referring: Referring, way: Way, period: Period, *, now: datetime, dry_run: bool) -> Referred:
    """Open, build, queue. A dry run builds everything that is due or stands, and changes nothing."""
    drafts, passed_over = way.due(referring, period, now)
    referrals = referring.moving.referrals
    if dry_run:
        known = {each.key: each for each in referrals.standing(way.kind)}
        wanted = [known.get(draft.key, draft) for draft in drafts]
        wanted = [each for each in wanted if each.state in NOT_YET_SENT]
    else:
        passed_over += [why for draft in drafts if (why := open_draft(referring, way, draft, now))]
        wanted = referrals.standing(way.kind, [ReferralState.APPROVED])
        waiting = {each.id: why for each in wanted if (why := way.waits(referring, each, now))}
        passed_over += [
            Words("passed_ticket", {"ticket": each.number, "party": each.party, "why": waiting[each.id]})
            for each in wanted
            if each.id in waiting
        ]
        wanted = [each for each in wanted if each.id not in waiting]
    letters: list[OutboxLetter] = []
    held_back: list[Words] = []
    for referral in wanted:
        try:
            letters.append(_refer_one(referring, way, referral, now, dry_run=dry_run))
        except (Leaks, ValueError, CannotDo) as why:
            who = Words("blocked_of", {"kind": Words(f"referral_kind_{way.kind}"), "party": referral.party})
            held_back.append(blocked(referring, f"{way.kind} {referral.party}", who, why, now, dry_run=dry_run))
    return Referred(tuple(letters), tuple(held_back), tuple(passed_over))


def open_draft(referring: Referring, way: Way, draft: Referral, now: datetime) -> Words | None:
    """Open a draft with what it tells of; why it was not opened, None: it stands."""
    with referring.moving.together():
        if not way.take(referring, draft):
            return Words("passed_taken", {"party": draft.party})
        number = referring.outbox.next_ticket(referring.day(now)) if draft.number == DRY_RUN else draft.number
        open_referral(referring.moving, replace(draft, number=number), now)
    return None


def _refer_one(referring: Referring, way: Way, referral: Referral, now: datetime, *, dry_run: bool) -> OutboxLetter:
    built = way.build(referring, referral, now)
    if dry_run:
        # what is still a draft is shown as it would leave; only leaks stop it, since its approval is yet to come
        check_leaks(built.letter, built.secrets)
        return outbox_letter(referral, built.recipient, built.letter, simulated=referring.reporter.simulated)
    return queue_letter(
        referring, referral, built.recipient, built.letter, built.secrets, built.standings,
        now=now, dry_run=False, leave_by=built.leave_by,
    )  # fmt: skip
