"""A transaction in which nobody else does the same work: what is read first is still true when it is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from django.db import connection, transaction


class Work(IntEnum):
    """What is done one at a time; the numbers are PostgreSQL's advisory locks."""

    FILING = 7_201
    AUDIT = 7_202
    TICKETS = 7_203
    OUTBOX = 7_204
    FEED = 7_205
    CLAIMS = 7_231
    LEDGER = 7_206
    STOCK = 7_207


@contextmanager
def one_at_a_time(work: Work) -> Iterator[None]:
    """SQLite has one writer anyway and our transactions take the lock at once; PostgreSQL takes an advisory lock."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(work)])
        yield
