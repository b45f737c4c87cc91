"""Deliver what waits in the outbox: one retry ladder for every way out, each letter under its one Message-ID.

A letter is claimed before it is tried, so that two who deliver at once do not send it twice; a claim that a crash left behind
runs out. What grew too old while it waited is given up and says so.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from tsuho.casework.errors import PermanentFailure, TemporaryFailure
from tsuho.casework.ports import Audit, Outbox, Queued
from tsuho.casework.way_out_ports import WayOut

CLAIM = timedelta(minutes=10)  # longer than any relay may take over one letter
TOO_OLD = "given up: what it tells of grew older than the limit while it waited in the outbox"
# After the n-th failure so long until the next attempt; after the last one a person looks.
LADDER = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6), timedelta(hours=24))


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round did: letters sent, put off, and given up."""

    sent: int = 0
    put_off: int = 0
    given_up: int = 0


def deliver(outbox: Outbox, way_out: WayOut, audit: Audit, *, now: datetime, mail_from: str) -> Delivered:
    """Try every letter that is due once."""
    ends = Counter(
        _deliver_one(queued, outbox, way_out, audit, now, mail_from)
        for queued in outbox.due(now)
        if outbox.claim(queued.id, now, now + CLAIM)
    )
    return Delivered(ends["sent"], ends["put_off"], ends["given_up"])


def _deliver_one(queued: Queued, outbox: Outbox, way_out: WayOut, audit: Audit, now: datetime, mail_from: str) -> str:
    """Try one letter; what became of it: sent, put_off or given_up."""
    letter = queued.letter
    if letter.leave_by is not None and now > letter.leave_by:
        audit.write(now, "tsuho", "give_up", letter.ticket, {"party": letter.party, "why": TOO_OLD})
        outbox.failed(queued.id, now, TOO_OLD, None)
        return "given_up"
    try:
        receipt = way_out.send(letter, mail_from)
    except TemporaryFailure as failure:
        retry_at = _next(queued, now)
        outbox.failed(queued.id, now, str(failure), retry_at)
        return "put_off" if retry_at else "given_up"
    except PermanentFailure as failure:
        outbox.failed(queued.id, now, str(failure), None, refused=True)
        return "given_up"
    # the log first: a crash in between sends the letter again, and then both times stand there
    audit.write(now, "tsuho", "send", letter.ticket, {"party": letter.party, "kind": letter.kind})
    outbox.sent(queued.id, now, receipt)
    return "sent"


def _next(queued: Queued, now: datetime) -> datetime | None:
    return now + LADDER[queued.attempts] if queued.attempts < len(LADDER) else None
