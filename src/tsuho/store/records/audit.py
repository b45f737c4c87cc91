"""The audit log in the database: each entry's hash covers the one before, and the database refuses to change one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256

from django.db.models import Min

from tsuho.casework.audit_ports import AuditAsked, Linked, Written
from tsuho.store.records.models import AuditEntry
from tsuho.store.records.one_at_a_time import Work, one_at_a_time

START = "0" * 64


class AuditInDatabase:
    """The port AuditLog on the ORM."""

    def write(self, at: datetime, by: str, act: str, subject: str, details: Mapping[str, str]) -> None:
        """Append one entry to the chain."""
        with one_at_a_time(Work.AUDIT):
            entry = AuditEntry(at=at, by=by, act=act, subject=subject, details=dict(details), previous=_last())
            entry.hash = _hash(entry)
            entry.save(force_insert=True)

    def head(self) -> tuple[int, str]:
        """How many entries there are and the hash of the last: kept elsewhere, it shows a cut tail."""
        with one_at_a_time(Work.AUDIT):
            return AuditEntry.objects.count(), _last()

    def links(self) -> Iterator[Linked]:
        """Every link, in order, each hash computed anew."""
        previous = START
        for entry in AuditEntry.objects.order_by("id").iterator():
            yield Linked(entry.pk, entry.hash, entry.previous == previous and entry.hash == _hash(entry))
            previous = entry.hash

    def search(self, asked: AuditAsked, before: int | None, limit: int) -> Sequence[Written]:
        """The newest entries that are wanted, of those with a number below ``before``."""
        found = AuditEntry.objects.order_by("-id")
        if asked.by:
            found = found.filter(by=asked.by)
        if asked.act:
            found = found.filter(act=asked.act)
        if asked.subject:
            found = found.filter(subject__contains=asked.subject)
        if asked.since is not None:
            found = found.filter(at__gte=asked.since)
        if asked.until is not None:
            found = found.filter(at__lt=asked.until)
        if before is not None:
            found = found.filter(pk__lt=before)
        return [Written(row.pk, row.at, row.by, row.act, row.subject, row.details) for row in found[:limit]]

    def acts(self) -> Sequence[str]:
        """The acts that occur, in order of the alphabet."""
        found: list[str] = []
        # from one act to the next by the index: DISTINCT would walk through every entry that there ever was
        while act := AuditEntry.objects.filter(act__gt=found[-1] if found else "").aggregate(next=Min("act"))["next"]:
            found.append(act)
        return found


def _last() -> str:
    return AuditEntry.objects.order_by("-id").values_list("hash", flat=True).first() or START


def _hash(entry: AuditEntry) -> str:
    said = [entry.previous, entry.at.astimezone(UTC).isoformat(), entry.by, entry.act, entry.subject, entry.details]
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
