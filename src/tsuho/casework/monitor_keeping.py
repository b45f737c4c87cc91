"""What keeping the monitors needs, and what must hold before anything is written about one: a name, a reason, and no address in it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.monitor_ports import MonitorRegister
from tsuho.casework.ports import Audit
from tsuho.referral.leak_check import find_leaks
from tsuho.words.monitors import CustodyAct, CustodyEvent, MonitorEntry


@dataclass(frozen=True, slots=True)
class MonitorKeeping:
    """The register and the audit log; what is done inside ``together`` is committed as one."""

    register: MonitorRegister
    audit: Audit
    together: Callable[[], AbstractContextManager[None]] = nullcontext


@dataclass(frozen=True, slots=True)
class Noting:
    """Who notes something, when it happened, and when he notes it (for what happened now, the same)."""

    by: str
    at: datetime
    noted_at: datetime


def known_monitor(keeping: MonitorKeeping, number: int) -> MonitorEntry:
    """The monitor, or CannotDo."""
    found = keeping.register.entry(number)
    if found is None:
        raise CannotDo("cannot_find_monitor", number=number)
    return found


def must_be_said(by: str, reason: str) -> None:
    """Raises CannotDo without a name and a reason."""
    if not by.strip() or not reason.strip():
        raise CannotDo("cannot_monitor_unreasoned")


def must_name_no_address(keeping: MonitorKeeping, *texts: str, also: Sequence[str] = ()) -> None:
    """Raises CannotDo where a text holds a monitor's address or its local part: logs and sheets are read by many.

    ``also`` are addresses that are not in the register yet. The message does not repeat what was found, since messages are logged too.
    """
    whole = "\n".join(texts).encode("utf-8", "replace")
    if find_leaks(whole, [*keeping.register.addresses(), *also]):
        raise CannotDo("cannot_note_monitor_address")


def write_down(
    keeping: MonitorKeeping, number: int, act: CustodyAct, noting: Noting, note: str, details: Mapping[str, str]
) -> int:
    """A line in the custody log and an entry in the audit log; the line's number."""
    line = keeping.register.note(number, CustodyEvent(act, noting.at, noting.by, note, noting.noted_at))
    said = {"line": str(line), "at": noting.at.isoformat(), "note": note, **details}
    keeping.audit.write(noting.noted_at, noting.by, f"monitor_{act.value}", f"monitor {number}", said)
    return line
