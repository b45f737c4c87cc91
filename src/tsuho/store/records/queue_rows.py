"""The port WorkQueue on the ORM, and the rows of what was just filed: written when an item grows, so that a list only reads."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from tsuho.casework.priority import comes_back, priority, waits_for_a_person
from tsuho.casework.queue_ports import (
    COUNTED_UP_TO,
    Finished,
    Item,
    ItemKind,
    Place,
    QueueEntry,
    QueueFilter,
    QueuePage,
)
from tsuho.engine.law.strength import Strength
from tsuho.store.records.models import ClaimRow, QueueRow, Report
from tsuho.store.records.one_at_a_time import Work, one_at_a_time
from tsuho.words.vocabulary import Kind

_AT_ONCE = 500
_SHOWN = (
    "priority",
    "title",
    "messages",
    "outcome",
    "reason",
    "language",
    "category",
    "asn",
    "monitor_hits",
    "last_at",
)
_EQUAL = ("outcome", "reason", "language", "category")


class QueueInDatabase:
    """The port WorkQueue on the ORM."""

    def put(self, entries: Sequence[QueueEntry]) -> None:
        """Enter items, or what they have become."""
        with one_at_a_time(Work.FILING):
            put(entries)

    def drop(self, items: Sequence[Item]) -> None:
        """Take out items that are no more."""
        drop(items)

    def page(self, wanted: QueueFilter, after: Place | None, limit: int, now: datetime) -> QueuePage:
        """The open items behind a place, highest priority first."""
        rows = _wanted(wanted, now)
        if after is not None:
            # two bounds instead of one OR, so that the index alone answers
            rows = rows.filter(priority__lte=after.priority).exclude(priority=after.priority, id__gte=after.row)
        found = list(rows.order_by("-priority", "-id")[: limit + 1])
        last = found[limit - 1] if len(found) > limit else None
        return QueuePage(tuple(map(_entry, found[:limit])), Place(last.priority, last.pk) if last else None)

    def count(self, wanted: QueueFilter, now: datetime) -> int:
        """How many open items there are, counted up to COUNTED_UP_TO + 1."""
        return _wanted(wanted, now).order_by().values("pk")[: COUNTED_UP_TO + 1].count()

    def entries(self, items: Sequence[Item]) -> Mapping[Item, QueueEntry]:
        """These items, finished or not, as far as they are there."""
        return {item: _entry(row) for item, row in rows_of(items).items()}

    def finish(self, item: Item, by: str, at: datetime) -> bool:
        """Close an item as it is now; False if it is not open."""
        row = QueueRow.objects.filter(kind=item.kind, number=item.number, open=1).first()
        if row is None:
            return False
        closed = QueueRow.objects.filter(pk=row.pk, open=1).update(
            open=0, finished_messages=row.messages, finished_grade=row.grade, finished_by=by, finished_at=at
        )
        return bool(closed)

    def finished(self, item: Item) -> Finished | None:
        """Who closed an item; None while it is open, and for one that is not there."""
        row = QueueRow.objects.filter(kind=item.kind, number=item.number, open=0).first()
        if row is None or row.finished_at is None:
            return None
        return Finished(row.finished_messages, Strength(row.finished_grade), row.finished_by, row.finished_at)


def put(entries: Sequence[QueueEntry]) -> None:
    """Enter items; those that a person had done with come back only when they grew gravely."""
    known = rows_of([each.item for each in entries])
    rows = []
    for entry in entries:
        row = known.get(entry.item) or QueueRow(kind=entry.item.kind.value, number=entry.item.number)
        for name in _SHOWN:
            setattr(row, name, getattr(entry, name))
        row.grade = entry.grade.value
        if not row.open:
            row.open = int(comes_back(row.finished_messages, Strength(row.finished_grade), entry.messages, entry.grade))
        rows.append(row)
    for start in range(0, len(rows), _AT_ONCE):
        QueueRow.objects.bulk_create(
            rows[start : start + _AT_ONCE],
            update_conflicts=True,
            unique_fields=["kind", "number"],
            update_fields=[*_SHOWN, "grade", "open"],
        )


def drop(items: Sequence[Item]) -> None:
    """Take out items that are no more."""
    for part in _parts(items):
        QueueRow.objects.filter(_any_of(part)).delete()


def rows_of(items: Iterable[Item]) -> dict[Item, QueueRow]:
    """The rows of these items."""
    return {
        Item(ItemKind(row.kind), row.number): row
        for part in _parts(list(items))
        for row in QueueRow.objects.filter(_any_of(part))
    }


def put_reports(rows: Sequence[Report]) -> None:
    """Enter those reports of a batch that no campaign holds and that a person must read."""
    waiting = [row for row in rows if row.campaign_id is None and waits_for_a_person(row.outcome, row.reason)]
    put([_report_entry(row) for row in waiting])


def _report_entry(row: Report) -> QueueEntry:
    hits = int(row.kind == Kind.MONITOR_HIT)
    grade = Strength.E2 if row.monitor_id else Strength.E0
    return QueueEntry(
        item=Item(ItemKind.REPORT, row.pk),
        priority=priority(1, grade, row.received_at),
        title=row.subject,
        messages=1,
        grade=grade,
        outcome=row.outcome,
        last_at=row.received_at,
        reason=row.reason,
        language=row.language,
        category=row.category,
        asn=int((row.network or {}).get("asn") or 0),
        monitor_hits=hits,
    )


def _wanted(wanted: QueueFilter, now: datetime) -> QuerySet[QueueRow]:
    rows = QueueRow.objects.filter(open=1)
    if wanted.kind is not None:
        rows = rows.filter(kind=wanted.kind.value)
    for name in _EQUAL:
        if value := getattr(wanted, name):
            rows = rows.filter(**{name: value})
    if wanted.asn is not None:
        rows = rows.filter(asn=wanted.asn)
    if wanted.monitor_hit is not None:
        rows = rows.filter(monitor_hits__gt=0) if wanted.monitor_hit else rows.filter(monitor_hits=0)
    if wanted.since is not None:
        rows = rows.filter(last_at__gte=wanted.since)
    if wanted.claimed_by:
        claims = ClaimRow.objects.filter(by=wanted.claimed_by, until__gt=now).values_list("kind", "number")
        rows = rows.filter(_any_of([Item(ItemKind(kind), number) for kind, number in claims]))
    return rows


def _entry(row: QueueRow) -> QueueEntry:
    values = {name: getattr(row, name) for name in _SHOWN}
    return QueueEntry(item=Item(ItemKind(row.kind), row.number), grade=Strength(row.grade), **values)


def _any_of(items: Collection[Item]) -> Q:
    """Rows of these items; none for no items."""
    found = Q(pk__in=[])
    for kind in ItemKind:
        if numbers := [item.number for item in items if item.kind is kind]:
            found |= Q(kind=kind.value, number__in=numbers)
    return found


def _parts(items: Sequence[Item]) -> Iterable[Sequence[Item]]:
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]
