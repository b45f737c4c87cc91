"""Note something beside an item of the queue; notes stay with it, and none is ever changed."""

from datetime import datetime

from tsuho.casework.claim_item import Desk
from tsuho.casework.errors import CannotDo
from tsuho.casework.queue_ports import Item, ItemNote

MAX_CHARS = 4_000


def note_item(desk: Desk, item: Item, *, by: str, text: str, at: datetime) -> None:
    """Append a note. Anybody may, whoever has the item in hand: a colleague's hint must not wait for a claim."""
    if not by.strip() or not text.strip():
        raise CannotDo("cannot_note_unnamed")
    if len(text) > MAX_CHARS:
        raise CannotDo("cannot_note_long", most=f"{MAX_CHARS:,}", count=f"{len(text):,}")
    if not desk.queue.entries([item]):
        raise CannotDo("cannot_find_item", item=item.words)
    desk.claims.note(item, ItemNote(by, at, text))
    desk.audit.write(at, by, "note", str(item), {"characters": str(len(text))})
