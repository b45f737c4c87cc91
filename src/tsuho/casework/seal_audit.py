"""Seal the audit log: write down elsewhere how long it is and where it ends. Done hourly, and when a month is closed."""

from datetime import datetime

from tsuho.casework.audit_ports import AuditHeads, AuditLog, Head


def seal_audit(audit: AuditLog, heads: AuditHeads, at: datetime) -> Head:
    """Add today's head; also when nothing was written since, so that the file shows that somebody looked."""
    length, last = audit.head()
    head = Head(at, length, last)
    heads.append(head)
    return head
