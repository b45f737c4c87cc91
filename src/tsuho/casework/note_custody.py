"""Note what happened to a monitor in its keepers' hands: one more line in its custody log (保管記録), and none is ever changed."""

from tsuho.casework.errors import CannotDo
from tsuho.casework.monitor_keeping import (
    MonitorKeeping,
    Noting,
    known_monitor,
    must_be_said,
    must_name_no_address,
    write_down,
)
from tsuho.words.monitors import NOTED_BY_HAND, CustodyAct

MAX_CHARS = 2_000
_LONGEST_LIMIT = 366


def note_custody(
    keeping: MonitorKeeping, number: int, act: CustodyAct, note: str, noting: Noting, *, place: str = ""
) -> int:
    """The line's number. ``place`` is where it stands after it was moved."""
    entry = known_monitor(keeping, number)
    must_be_said(noting.by, note)
    if act not in NOTED_BY_HAND:
        raise CannotDo("cannot_note_act_by_hand", act=act.value)
    if noting.at > noting.noted_at:
        raise CannotDo("cannot_note_to_come")
    if len(note) > MAX_CHARS:
        raise CannotDo("cannot_note_custody_long", most=f"{MAX_CHARS:,}", length=f"{len(note):,}")
    if (act is CustodyAct.MOVED) != bool(place.strip()):
        raise CannotDo("cannot_note_place")
    must_name_no_address(keeping, note, place)
    with keeping.together():
        if act is CustodyAct.MOVED:
            keeping.register.move(number, place)
        said = {"from": entry.place, "to": place} if act is CustodyAct.MOVED else {}
        text = f"{entry.place or '-'} → {place}: {note}" if act is CustodyAct.MOVED else note
        return write_down(keeping, number, act, noting, text, said)


def limit_silence(keeping: MonitorKeeping, number: int, days: int | None, reason: str, noting: Noting) -> None:
    """Set after how many days without mail a monitor is silent; None: by its own past again."""
    known_monitor(keeping, number)
    must_be_said(noting.by, reason)
    if days is not None and not 1 <= days <= _LONGEST_LIMIT:
        raise CannotDo("cannot_note_limit", most=_LONGEST_LIMIT, days=days)
    must_name_no_address(keeping, reason)
    with keeping.together():
        keeping.register.limit(number, days)
        note = f"{days} d: {reason}" if days else reason
        write_down(keeping, number, CustodyAct.LIMIT, noting, note, {"days": str(days or "")})
