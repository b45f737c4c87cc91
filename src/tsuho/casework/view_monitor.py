"""How one monitor is, put together for a screen: its state, since when it is silent, its sheets. No address is in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tsuho.casework.monitor_ports import MonitorRegister
from tsuho.casework.monitor_silence import allowed_silence, silent_since
from tsuho.casework.today_ports import MonitorHeard
from tsuho.words.monitors import MonitorEntry, MonitorState, Provenance


@dataclass(frozen=True, slots=True)
class MonitorView:
    """One monitor in a list. ``silent_since`` None: it is not silent, or has ended."""

    entry: MonitorEntry
    heard: MonitorHeard
    state: MonitorState
    allowed: timedelta
    silent_since: datetime | None
    sheet: Provenance | None


def view_monitor(register: MonitorRegister, entry: MonitorEntry, now: datetime) -> MonitorView:
    """The monitor as it stands."""
    heard = register.heard(entry.number)
    if heard is None:
        raise LookupError(f"monitor {entry.number} left the register while it was read")
    state = state_of(entry, heard, now)
    silent = silent_since(heard, now) if state is MonitorState.SILENT else None
    sheet = next(iter(register.sheets(entry.number)), None)
    return MonitorView(entry, heard, state, allowed_silence(heard), silent, sheet)


def state_of(entry: MonitorEntry, heard: MonitorHeard, now: datetime) -> MonitorState:
    """Planned, alive, silent, contaminated or retired."""
    if entry.contaminated_at is not None:
        return MonitorState.CONTAMINATED
    if entry.retired_at is not None and entry.retired_at <= now:
        return MonitorState.RETIRED
    if entry.since > now:
        return MonitorState.PLANNED
    return MonitorState.SILENT if silent_since(heard, now) else MonitorState.ALIVE
