"""Deliver what waits in the outbox: one retry ladder for every way out, each letter under its one Message-ID."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tsuho.casework.errors import PermanentFailure, TemporaryFailure
from tsuho.casework.ports import Audit, Outbox, Queued, WayOut

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
    sent = put_off = given_up = 0
    for queued in outbox.due(now):
        try:
            receipt = way_out.send(queued.letter, mail_from)
        except TemporaryFailure as failure:
            retry_at = _next(queued, now)
            outbox.failed(queued.id, now, str(failure), retry_at)
            put_off, given_up = (put_off + 1, given_up) if retry_at else (put_off, given_up + 1)
        except PermanentFailure as failure:
            outbox.failed(queued.id, now, str(failure), None)
            given_up += 1
        else:
            outbox.sent(queued.id, now, receipt)
            audit.write(
                now, "tsuho", "send", queued.letter.ticket, {"party": queued.letter.party, "kind": queued.letter.kind}
            )
            sent += 1
    return Delivered(sent, put_off, given_up)


def _next(queued: Queued, now: datetime) -> datetime | None:
    return now + LADDER[queued.attempts] if queued.attempts < len(LADDER) else None
