"""The audit log in the database: each entry's hash covers the one before, and the database refuses to change one."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

from tsuho.store.records.models import AuditEntry
from tsuho.store.records.one_at_a_time import Work, one_at_a_time

START = "0" * 64


class AuditInDatabase:
    """The port Audit on the ORM."""

    def write(self, at: datetime, by: str, act: str, subject: str, details: Mapping[str, str]) -> None:
        """Append one entry to the chain."""
        with one_at_a_time(Work.AUDIT):
            _, previous = self.head()
            entry = AuditEntry(at=at, by=by, act=act, subject=subject, details=dict(details), previous=previous)
            entry.hash = _hash(entry)
            entry.save(force_insert=True)

    def head(self) -> tuple[int, str]:
        """How many entries there are and the hash of the last: kept elsewhere, it shows a cut tail."""
        last = AuditEntry.objects.order_by("-id").values_list("hash", flat=True).first()
        return AuditEntry.objects.count(), last or START

    def first_broken(self) -> int | None:
        """The number of the first entry that is not what was written; None while the chain holds."""
        previous = START
        for entry in AuditEntry.objects.order_by("id").iterator():
            if entry.previous != previous or entry.hash != _hash(entry):
                return entry.pk
            previous = entry.hash
        return None


def _hash(entry: AuditEntry) -> str:
    said = [entry.previous, entry.at.astimezone(UTC).isoformat(), entry.by, entry.act, entry.subject, entry.details]
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
