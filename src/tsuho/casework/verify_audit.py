"""Verify the audit log: every entry's hash computed anew, and the log held against every head that was sealed elsewhere.

The chain shows an entry that was changed, taken out or moved. It cannot show that the newest were cut off, since what is left
is a whole chain; the sealed heads show that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tsuho.casework.audit_ports import AuditHeads, AuditLog, Head
from tsuho.casework.ledger_ports import ClosedMonth


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written: a message key and its details."""

    key: str
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verified:
    """How much was looked at, and what is wrong with it; nothing: the log is whole."""

    entries: int
    heads: int
    faults: tuple[Fault, ...]


def _head_of(month: ClosedMonth) -> Head:
    length, _, last = month.audit.partition(" ")
    return Head(month.at, int(length), last)


_MOST = 20  # faults said one by one; behind a broken link everything is in doubt anyway


def verify_audit(audit: AuditLog, heads: AuditHeads, closed: Iterable[ClosedMonth] = ()) -> Verified:
    """Walk the chain once; the closed months remember, under their signatures, how long it was when each was closed."""
    sealed = [*heads.heads(), *(_head_of(each) for each in closed if each.audit)]
    wanted: dict[int, set[str]] = {}
    for head in sealed:
        wanted.setdefault(head.length, set()).add(head.hash)
    faults: list[Fault] = []
    if (line := heads.first_broken()) is not None:
        faults.append(Fault("audit_heads_broken", {"line": f"{line:,}"}))
    length = 0
    for length, link in enumerate(audit.links(), start=1):
        if not link.holds:
            faults.append(Fault("audit_entry_broken", {"number": f"{link.number:,}"}))
        if wanted.pop(length, {link.hash}) != {link.hash}:
            faults.append(Fault("audit_not_as_sealed", {"length": f"{length:,}"}))
    wanted.pop(0, None)
    if beyond := [head for head in sealed if head.length > length]:
        longest = max(beyond, key=lambda head: head.length)
        faults.append(
            Fault(
                "audit_tail_cut",
                {
                    "sealed": f"{longest.length:,}",
                    "left": f"{length:,}",
                    "at": longest.at.isoformat(timespec="minutes"),
                },
            )
        )
    return Verified(length, len(sealed), tuple(faults[:_MOST]))
