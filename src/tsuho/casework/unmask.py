"""Unmask one field of one report: the reason goes to the audit log first, then the plain value is given, once."""

from datetime import datetime

from tsuho.casework.enter_decision import kept_message
from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Audit
from tsuho.casework.view_message import Looking, plain_fields


def unmask(looking: Looking, audit: Audit, report: int, field: str, *, by: str, reason: str, at: datetime) -> str:
    """The plain value of a field. Raises CannotDo without a name or a reason, and for a field that holds nothing."""
    if not by.strip() or not reason.strip():
        raise CannotDo("cannot_unmask_unreasoned")
    _, kept = kept_message(looking.records, looking.messages, report)
    fields = plain_fields(kept)
    if not fields.get(field):
        held = ", ".join(name for name, value in fields.items() if value)
        raise CannotDo("cannot_unmask", report=report, field=repr(field), held=held or "nothing")
    audit.write(at, by, "unmask", f"report {report}", {"field": field, "reason": reason})
    return fields[field]
