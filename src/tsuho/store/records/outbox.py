"""The outbox in the database: letters are committed, with their Message-ID, before the first attempt to send them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import F

from tsuho.casework.ports import OutboxLetter, Queued
from tsuho.store.records.models import OutboxFile, OutboxRow, Report, TicketCounter
from tsuho.store.records.one_at_a_time import Work, one_at_a_time

QUEUED, SENT, FAILED = "queued", "sent", "failed"


class OutboxInDatabase:
    """The port Outbox on the ORM."""

    def queue(self, letters: Sequence[OutboxLetter], at: datetime) -> list[int]:
        """Commit letters and mark their reports as noticed, in one transaction; a known key is passed over (id 0)."""
        with one_at_a_time(Work.OUTBOX):
            return [_queue_one(letter, at) for letter in letters]

    def due(self, now: datetime, limit: int = 100) -> list[Queued]:
        """Letters whose next attempt is due, oldest first."""
        rows = OutboxRow.objects.filter(state=QUEUED, next_at__lte=now).order_by("queued_at", "id")[:limit]
        return [_queued(row) for row in rows]

    def claim(self, row: int, now: datetime, until: datetime) -> bool:
        """Take a due letter in hand; nobody else finds it due before ``until``. False if somebody was faster."""
        return bool(OutboxRow.objects.filter(id=row, state=QUEUED, next_at__lte=now).update(next_at=until))

    def sent(self, row: int, at: datetime, receipt: str) -> None:
        """Accepted by the next host, with what it said."""
        _attempted(row, state=SENT, done_at=at, next_at=None, said=receipt)

    def failed(self, row: int, at: datetime, why: str, retry_at: datetime | None, *, refused: bool = False) -> None:
        """Not accepted: again at ``retry_at``, or never (None); ``refused``: the other side will never take it."""
        if retry_at is None:
            _attempted(row, state=FAILED, done_at=at, next_at=None, said=why, refused=refused)
        else:
            _attempted(row, next_at=retry_at, said=why)

    def again(self, row: int, at: datetime, recipient: str) -> None:
        """Try a letter that was sent or failed once more, from the first step of the ladder, under its one Message-ID."""
        OutboxRow.objects.filter(id=row, state__in=(SENT, FAILED)).update(
            state=QUEUED, next_at=at, attempts=0, done_at=None, refused=False, recipient=recipient
        )

    def last_queued(self, kind: str, party: str) -> datetime | None:
        """When the newest letter of a kind to a party was queued, those that failed left out."""
        rows = OutboxRow.objects.filter(kind=kind, party=party).exclude(state=FAILED)
        return rows.order_by("-queued_at").values_list("queued_at", flat=True).first()

    def letter(self, key: str) -> Queued | None:
        """The letter of a key; None if it was never queued."""
        row = OutboxRow.objects.filter(key=key).first()
        return _queued(row) if row else None

    def by_message_id(self, message_id: str) -> Queued | None:
        """The letter that went under a Message-ID."""
        row = OutboxRow.objects.filter(message_id=message_id).first()
        return _queued(row) if row else None

    def letters(self, kind: str = "", since: datetime | None = None) -> list[Queued]:
        """What was queued, newest first."""
        rows = OutboxRow.objects.order_by("-queued_at", "-id").prefetch_related("files")
        if kind:
            rows = rows.filter(kind=kind)
        if since is not None:
            rows = rows.filter(queued_at__gte=since)
        return [_queued(row) for row in rows]

    def next_ticket(self, day: date) -> str:
        """The next ticket number of a day: YYYYMMDD-NNNNNN, never given twice."""
        with one_at_a_time(Work.TICKETS):
            counter, _ = TicketCounter.objects.get_or_create(day=day, defaults={"last": 0})
            counter.last += 1
            counter.save()
        return f"{day:%Y%m%d}-{counter.last:06d}"


def _queue_one(letter: OutboxLetter, at: datetime) -> int:
    if OutboxRow.objects.filter(key=letter.key).exists():
        return 0
    row = OutboxRow.objects.create(
        key=letter.key,
        kind=letter.kind,
        ticket=letter.ticket,
        party=letter.party,
        recipient=letter.recipient,
        message_id=letter.message_id,
        subject=letter.subject,
        message=letter.message,
        reports=list(letter.reports),
        simulated=letter.simulated,
        queued_at=at,
        next_at=at,
        leave_by=letter.leave_by,
    )
    OutboxFile.objects.bulk_create(OutboxFile(row=row, name=name, content=content) for name, content in letter.files)
    Report.objects.filter(id__in=letter.reports).update(noticed_at=at)
    return row.id


def _attempted(row: int, **values: object) -> None:
    OutboxRow.objects.filter(id=row, state=QUEUED).update(attempts=F("attempts") + 1, **values)


def _queued(row: OutboxRow) -> Queued:
    letter = OutboxLetter(
        key=row.key,
        kind=row.kind,
        ticket=row.ticket,
        party=row.party,
        recipient=row.recipient,
        message_id=row.message_id,
        subject=row.subject,
        message=bytes(row.message),
        files=tuple((file.name, bytes(file.content)) for file in row.files.all()),
        reports=tuple(row.reports),
        simulated=row.simulated,
        leave_by=row.leave_by,
    )
    return Queued(row.id, letter, row.attempts, row.state, row.queued_at, row.said, row.done_at, row.refused)
