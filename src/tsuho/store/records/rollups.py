"""The ledger's sums by day and by month: kept with every booking, read by every figure, derived again from the rows to compare.

A year of 25 million rows is some ten thousand sums a month, so a figure never reads the rows themselves.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Max, Min

from tsuho.store.records.ledger_models import LedgerDay, LedgerEntry, LedgerMonth
from tsuho.words.ledger import SPLITS

ROWS, DAYS, MONTHS = (model._meta.db_table for model in (LedgerEntry, LedgerDay, LedgerMonth))  # noqa: SLF001
_LISTED = ", ".join(SPLITS)
_UPSERT = (
    f'INSERT INTO {{table}} ({_LISTED}, "count", entries) VALUES ({", ".join(["%s"] * len(SPLITS))}, %s, %s) '  # noqa: S608
    f'ON CONFLICT ({_LISTED}) DO UPDATE SET "count" = {{table}}."count" + excluded."count", '
    "entries = {table}.entries + excluded.entries"
)
_FIRST_OF_MONTH = {"sqlite": "date(day, 'start of month')", "postgresql": "date_trunc('month', day)::date"}
_DAY = SPLITS.index("day")

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a time that one table answers: whole months, or days within the month that ``month`` names."""

    table: str
    since: date
    until: date
    month: str = ""


def add(rows: Iterable[tuple[Values, int]]) -> None:
    """Count new rows in: each as its values in the order of SPLITS, and its count. In the transaction that books them.

    In one order, so that two bookings at a time would wait for one another and never both.
    """
    days: dict[Values, list[int]] = {}
    months: dict[Values, list[int]] = {}
    for values, count in rows:
        month = (*values[:_DAY], values[_DAY].replace(day=1), *values[_DAY + 1 :])
        for sums, key in ((days, values), (months, month)):
            found = sums.setdefault(key, [0, 0])
            found[0] += count
            found[1] += 1
    with connection.cursor() as cursor:
        for table, sums in ((DAYS, days), (MONTHS, months)):
            cursor.executemany(_UPSERT.format(table=table), [(*key, *sums[key]) for key in sorted(sums)])


def pieces(since: date, until: date, *, by_day: bool) -> Iterator[Piece]:
    """Cut a time into whole months, read from their own sums, and the days that are left."""
    whole_from = since if since.day == 1 else _next_month(since)
    whole_until = until.replace(day=1)
    if by_day or whole_from >= whole_until:
        while since < until:
            end = min(until, _next_month(since))
            yield Piece(DAYS, since, end, f"{since:%Y-%m}")
            since = end
        return
    if since < whole_from:
        yield Piece(DAYS, since, whole_from, f"{since:%Y-%m}")
    yield Piece(MONTHS, whole_from, whole_until)
    if whole_until < until:
        yield Piece(DAYS, whole_until, until, f"{whole_until:%Y-%m}")


def read(
    piece: Piece, by: Sequence[str], figure: str, where: Mapping[str, Sequence[str]]
) -> list[tuple[tuple[str, ...], int]]:
    """Sums of ``figure`` (count or entries) in one table, grouped by columns; every value as text."""
    if not all(where.values()):
        return []
    columns = [name for name in by if name != "month"] + (["day"] if "month" in by and not piece.month else [])
    wanted = ["CAST(day AS text)" if name == "day" else name for name in columns]
    conditions = ["day >= %s", "day < %s", *(f"{name} IN ({', '.join(['%s'] * len(where[name]))})" for name in where)]
    grouped = f" GROUP BY {', '.join(dict.fromkeys(columns))}" if columns else ""
    total = f'SUM("{figure}")'
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join([*wanted, total])} FROM {piece.table} WHERE {' AND '.join(conditions)}{grouped}",  # noqa: S608  # names are checked columns
            [piece.since, piece.until, *(value for name in where for value in where[name])],
        )
        found = cursor.fetchall()
    places = {name: position for position, name in enumerate(columns)}
    return [
        (tuple(_text(row, name, places, piece) for name in by), int(row[-1])) for row in found if row[-1] is not None
    ]


def differences(since: date, until: date) -> list[str]:
    """What the sums say and the rows do not, or the other way round, in words; nothing while all is well.

    One statement a table, so that what is booked meanwhile cannot look like a difference.
    """
    found = []
    for table in (DAYS, MONTHS):
        grouped = _LISTED if table == DAYS else _LISTED.replace("day,", f"{_first_of_month()},", 1)
        kept = f'SELECT {_LISTED}, "count", entries FROM {table} WHERE day >= %s AND day < %s'  # noqa: S608
        derived = (
            f'SELECT {grouped}, SUM("count"), COUNT(*) FROM {ROWS} WHERE day >= %s AND day < %s GROUP BY {grouped}'  # noqa: S608
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT * FROM (SELECT * FROM ({kept}) a EXCEPT SELECT * FROM ({derived}) b) c UNION ALL "  # noqa: S608
                f"SELECT * FROM (SELECT * FROM ({derived}) d EXCEPT SELECT * FROM ({kept}) e) f",
                [since, until] * 4,
            )
            found += [
                f"{table}: {dict(zip((*SPLITS, 'count', 'entries'), row, strict=True))}" for row in cursor.fetchall()
            ]
    return found


def days() -> tuple[date, date] | None:
    """The day of the earliest row and the day after the last, from the rows themselves; None while there is none."""
    found = LedgerEntry.objects.aggregate(first=Min("day"), last=Max("day"))
    return (found["first"], found["last"] + timedelta(days=1)) if found["first"] else None


def make_anew() -> None:
    """Derive all sums from the rows: after rows were loaded past ``add``, or when a difference was found."""
    with connection.cursor() as cursor:
        for table in (DAYS, MONTHS):
            grouped = _LISTED if table == DAYS else _LISTED.replace("day,", f"{_first_of_month()},", 1)
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
            cursor.execute(
                f'INSERT INTO {table} ({_LISTED}, "count", entries) SELECT {grouped}, SUM("count"), COUNT(*) '  # noqa: S608
                f"FROM {ROWS} GROUP BY {grouped}"
            )


def _text(row: Sequence[Any], name: str, places: Mapping[str, int], piece: Piece) -> str:
    if name != "month":
        return str(row[places[name]])
    return piece.month or str(row[places["day"]])[:7]


def _first_of_month() -> str:
    return _FIRST_OF_MONTH[connection.vendor]


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
