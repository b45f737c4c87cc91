"""The ledger (帳簿) in the database: rows are appended by their keys and summed where they lie."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date

from django.db import connection, transaction
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from tsuho.statistics.book import Where
from tsuho.store.records.models import LedgerEntry
from tsuho.store.records.plain_text import plain_text
from tsuho.words.ledger import LedgerRow, columns_known
from tsuho.words.vocabulary import Source

COLUMNS = tuple(each.name for each in fields(LedgerRow))
_TABLE = LedgerEntry._meta.db_table  # noqa: SLF001  # Django's own documented way
_LENGTHS = {each.name: each.max_length for each in LedgerEntry._meta.fields}  # noqa: SLF001
# One statement for a whole batch, since the ORM's bulk insert does not say how many keys were new.
_NAMES = ", ".join(connection.ops.quote_name(name) for name in COLUMNS)
_INSERT = f"INSERT INTO {_TABLE} ({_NAMES}) VALUES ({', '.join(['%s'] * len(COLUMNS))}) ON CONFLICT (key) DO NOTHING"  # noqa: S608


class LedgerInDatabase:
    """The port Ledger on the ORM."""

    def book(self, rows: Iterable[LedgerRow]) -> int:
        """Append the rows whose keys are new, in one transaction; how many were."""
        values = [_values(row) for row in rows]
        if not values:
            return 0
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(_INSERT, values)
            return int(cursor.rowcount)

    def sums(
        self,
        since: date,
        until: date,
        by: Sequence[str],
        sources: Sequence[Source] | None = None,
        where: Where | None = None,
    ) -> list[tuple[tuple[str, ...], int]]:
        """Sum of counts from ``since`` to the day before ``until``, grouped by columns of LedgerRow, in their order."""
        columns_known((*by, *(where or {})))
        rows = _between(since, until, sources, where)
        if not by:
            total = rows.aggregate(total=Sum("count"))["total"]
            return [] if total is None else [((), total)]
        found = rows.values_list(*by).annotate(total=Sum("count")).order_by()
        return sorted(
            (
                tuple(
                    str(value)[:7] if name == "month" else str(value) for name, value in zip(by, row[:-1], strict=True)
                ),
                row[-1],
            )
            for row in found
        )

    def row_counts(self, since: date, until: date, where: Where | None = None) -> Mapping[Source, int]:
        """How many rows each source has from ``since`` to the day before ``until``."""
        rows = _between(since, until, None, where).values_list("source").annotate(rows=Count("id")).order_by()
        return {Source(source): count for source, count in rows}


def _between(since: date, until: date, sources: Sequence[Source] | None, where: Where | None) -> QuerySet[LedgerEntry]:
    rows = LedgerEntry.objects.filter(day__gte=since, day__lt=until).annotate(month=TruncMonth("day"))
    for name, values in (where or {}).items():
        rows = rows.filter(**{f"{name}__in": list(values)})
    return rows if sources is None else rows.filter(source__in=list(sources))


def _values(row: LedgerRow) -> list[str | int | date]:
    texts = {"tags": " ".join(row.tags)}
    values = [texts.get(name, getattr(row, name)) for name in COLUMNS]
    return [
        plain_text(str(value), _LENGTHS[name]) if isinstance(value, str) else value
        for name, value in zip(COLUMNS, values, strict=True)
    ]
