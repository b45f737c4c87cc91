"""Finish an item of the queue: its decisions are made, and it comes back only if it grows gravely."""

from datetime import datetime

from tsuho.casework.claim_item import Desk, must_hold
from tsuho.casework.errors import CannotDo
from tsuho.casework.queue_ports import Item


def finish_item(desk: Desk, item: Item, *, by: str, reason: str, at: datetime) -> None:
    """Close an item that one has in hand. Raises CannotDo without a claim or a reason, and for one closed already."""
    if not reason.strip():
        raise CannotDo("cannot_finish_unreasoned")
    must_hold(desk, item, by, at)
    if not desk.queue.finish(item, by, at):
        raise CannotDo("cannot_finish", item=item.words)
    desk.claims.release(item, by, at)
    desk.audit.write(at, by, "finish", str(item), {"reason": reason})
