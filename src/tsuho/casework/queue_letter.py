"""Queue one letter of a referral: nothing enters the outbox before its conditions hold and every outgoing byte is checked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.move_referral import move_referral
from tsuho.casework.ports import OutboxLetter
from tsuho.casework.referral_ports import Referral
from tsuho.casework.referring import Referring
from tsuho.referral.leak_check import LeakCheck, Leaks
from tsuho.referral.letter import Letter
from tsuho.referral.moves import MOVES, unmet
from tsuho.words.catalogue import Words, as_written
from tsuho.words.referrals import Gate, Role, Standings

DRY_RUN = "DRY-RUN"


@dataclass(frozen=True, slots=True)
class Asked:
    """A person who lets letters leave: the name, the role, and why. Nobody: they leave by the centre's own round."""

    by: str
    role: Role
    reason: str


OWN_ROUND = Asked("tsuho", Role.MACHINE, "")


@dataclass(frozen=True, slots=True)
class Referred:
    """What became of it: letters built (and queued, unless it was a dry run), and what went nowhere, with why."""

    letters: tuple[OutboxLetter, ...]
    blocked: tuple[Words, ...] = ()
    passed_over: tuple[Words, ...] = ()


def check_leaks(letter: Letter, secrets: Sequence[str]) -> None:
    """Raises Leaks, saying where, if a byte of the mail or of a file holds a masked address in any encoding."""
    check = LeakCheck(secrets)
    check.must_not_leak(Words("leak_letter"), letter.mail)
    for name, content in (*letter.files, *letter.beneath):
        check.must_not_leak(name, content)


def check_letter(letter: OutboxLetter, secrets: Sequence[str]) -> None:
    """The same for one that stands in the outbox already."""
    check = LeakCheck(secrets)
    check.must_not_leak(Words("leak_letter"), letter.message)
    for name, content in letter.files:
        check.must_not_leak(name, content)


def outbox_letter(
    referral: Referral, recipient: str, letter: Letter, *, simulated: bool, leave_by: datetime | None = None
) -> OutboxLetter:
    """The outbox's row: the key of the referral, so that the two find one another after a crash."""
    return OutboxLetter(
        key=referral.key,
        kind=referral.kind.value,
        ticket=referral.number,
        party=referral.party,
        recipient=recipient,
        message_id=letter.message_id,
        subject=letter.subject,
        message=letter.mail,
        files=letter.files,
        reports=referral.reports,
        simulated=simulated,
        leave_by=leave_by,
    )


def queue_letter(
    referring: Referring, referral: Referral, recipient: str, letter: Letter, secrets: Sequence[str], standings: Standings,
    *, now: datetime, dry_run: bool, leave_by: datetime | None = None, asked: Asked = OWN_ROUND,
) -> OutboxLetter:  # fmt: skip
    """Check one letter and queue it, in this order: leaks, conditions, the outbox's commit with the referral's own move.

    After ``leave_by`` it is given up instead of sent. Raises Leaks or CannotDo with the reason; the referral then stays where it is.
    """
    check_leaks(letter, secrets)
    checked = replace(standings, leaks=0)
    made = outbox_letter(referral, recipient, letter, simulated=referring.reporter.simulated, leave_by=leave_by)
    if missing := unmet(_gates(referral, asked.role), checked):
        raise CannotDo("cannot_leave", why=tuple(Words(f"gate_{gate}") for gate in missing))
    if dry_run:
        return made
    with referring.moving.together():
        referring.outbox.queue([made], now)
        current = referring.moving.referrals.referral(referral.id)
        if current is not None and current.state is referral.state:
            move_referral(
                referring.moving,
                referral.id,
                "queue",
                by=asked.by,
                role=asked.role,
                reason=asked.reason,
                standings=checked,
                at=now,
            )
    return made


def blocked(
    referring: Referring, subject: str, who: Words, why: Leaks | CannotDo | ValueError, now: datetime, *, dry_run: bool
) -> Words:
    """Say that a letter was held back, and write it to the audit log, whose words are English."""
    if not dry_run:
        referring.moving.audit.write(now, "tsuho", "block", subject, {"why": str(why)})
    return Words("passed_party", {"party": who, "why": words_of(why)})


def words_of(why: Exception) -> Words:
    """A refusal as words for its reader; what a library says of a file stands as it is."""
    said = why.words if isinstance(why, (CannotDo, Leaks)) else None
    return said or as_written(str(why))


def _gates(referral: Referral, role: Role) -> tuple[Gate, ...]:
    row = next(
        (
            move
            for move in MOVES
            if (move.kind, move.at, move.verb, move.by) == (referral.kind, referral.state, "queue", role)
        ),
        None,
    )
    if row is None:
        raise CannotDo(
            "cannot_queue",
            kind=Words(f"referral_kind_{referral.kind}"),
            ticket=referral.number,
            state=Words(f"state_{referral.state}"),
        )
    return row.gates
