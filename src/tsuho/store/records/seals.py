"""Seals of the ledger's rows in the database: each batch by its digest, each seal's hash over the one before."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import fields

from django.db import connection
from django.db.models import Max

from tsuho.statistics.sealing import START, batch_digest, row_digest, seal_hash
from tsuho.store.records.ledger_models import LedgerEntry, LedgerSeal
from tsuho.words.ledger import LedgerRow

_BATCH = 10_000
_TABLE = LedgerEntry._meta.db_table  # noqa: SLF001  # Django's own documented way
_AS_TEXT = ", ".join(
    f'CAST("{each.name}" AS text)' if each.name in {"day", "count"} else f'"{each.name}"' for each in fields(LedgerRow)
)


def head() -> tuple[int, str]:
    """The last row that is sealed, and the hash of its seal; zeros before the first."""
    last = LedgerSeal.objects.order_by("-id").values_list("last_row", "hash").first()
    return last or (0, START)


def is_seal(hash_of_seal: str) -> bool:
    """Whether a seal, or the zeros before the first, has this hash."""
    return hash_of_seal == START or LedgerSeal.objects.filter(hash=hash_of_seal).exists()


def seal(alone: Callable[[], AbstractContextManager[None]], at_most: int | None = None) -> int:
    """Seal all rows there are now, in batches; how many were sealed. Each batch is a transaction of its own."""
    sealed = 0
    with alone():
        # with the ledger in our hand no booking is under way, so no row can turn up below this number later
        newest = LedgerEntry.objects.aggregate(newest=Max("id"))["newest"] or 0
    while True:
        with alone():
            after, previous = head()
            rows = list(_rows(after, newest, _BATCH if at_most is None else min(_BATCH, at_most - sealed)))
            if not rows:
                return sealed
            digest = batch_digest(row_digest(values) for _, values in rows)
            LedgerSeal.objects.create(
                last_row=rows[-1][0],
                entries=len(rows),
                digest=digest,
                previous=previous,
                hash=seal_hash(previous, digest, len(rows), rows[-1][0]),
            )
            sealed += len(rows)


def first_broken() -> int | None:
    """The number of the first seal that its rows do not give again; None while all hold."""
    after, previous = 0, START
    for each in LedgerSeal.objects.order_by("id").iterator():
        rows = list(_rows(after, each.last_row, each.entries + 1))
        digest = batch_digest(row_digest(values) for _, values in rows)
        expected = seal_hash(previous, digest, len(rows), each.last_row)
        if (each.entries, each.digest, each.previous, each.hash) != (len(rows), digest, previous, expected):
            return each.pk
        after, previous = each.last_row, each.hash
    return None


def _rows(after: int, upto: int, limit: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows in order of number, their values as text: the same text from either database."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, {_AS_TEXT} FROM {_TABLE} WHERE id > %s AND id <= %s ORDER BY id LIMIT %s",  # noqa: S608
            [after, upto, limit],
        )
        while found := cursor.fetchmany(2_000):
            for row in found:
                yield row[0], row[1:]
