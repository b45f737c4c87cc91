"""The ledger's sums by day and by month: kept with every booking, read by every figure, derived again from the rows to compare.

A year of 25 million rows is some ten thousand sums a month, so a figure never reads the rows themselves.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Max, Min

from tsuho.store.records.ledger_models import LedgerDay, LedgerEntry, LedgerMonth, LedgerVolume
from tsuho.words.ledger import SPLITS

ROWS, DAYS, MONTHS, VOLUMES = (
    model._meta.db_table  # noqa: SLF001
    for model in (LedgerEntry, LedgerDay, LedgerMonth, LedgerVolume)
)
_LISTED = ", ".join(SPLITS)
_OF_VOLUMES = ("series", "source")
_UPSERT = (
    f'INSERT INTO {{table}} ({_LISTED}, "count", entries) VALUES ({", ".join(["%s"] * len(SPLITS))}, %s, %s) '  # noqa: S608
    f'ON CONFLICT ({_LISTED}) DO UPDATE SET "count" = {{table}}."count" + excluded."count", '
    "entries = {table}.entries + excluded.entries"
)
_UPSERT_VOLUME = (
    f"INSERT INTO {VOLUMES} (day, series, source, entries) VALUES (%s, %s, %s, %s) "  # noqa: S608
    f"ON CONFLICT (day, series, source) DO UPDATE SET entries = {VOLUMES}.entries + excluded.entries"
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
        cursor.executemany(_UPSERT_VOLUME, [(*key, entries) for key, entries in sorted(_volumes(months).items())])


def _volumes(months: Mapping[Values, Sequence[int]]) -> Mapping[Values, int]:
    found: Counter[Values] = Counter()
    for values, (_, entries) in months.items():
        found[(values[_DAY], values[SPLITS.index("series")], values[SPLITS.index("source")])] += entries
    return found


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
    # how many rows there are is asked with every figure, and a month of campaigns may be a hundred thousand sums
    by_volume = piece.table == MONTHS and figure == "entries" and {*by, *where} <= {*_OF_VOLUMES, "month"}
    table = VOLUMES if by_volume else piece.table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join([*wanted, total])} FROM {table} WHERE {' AND '.join(conditions)}{grouped}",  # noqa: S608  # names are checked columns
            [piece.since, piece.until, *(value for name in where for value in where[name])],
        )
        found = cursor.fetchall()
    places = {name: position for position, name in enumerate(columns)}
    return [
        (tuple(_text(row, name, places, piece) for name in by), int(row[-1])) for row in found if row[-1] is not None
    ]


def differences(since: date, until: date) -> list[str]:
    """What the sums say and the rows do not, or the other way round, in words; nothing while all is well.

    Days are compared with their rows and months with their days, one statement each, so that what is booked meanwhile cannot look
    like a difference, and no more than a day of rows is sorted at a time.
    """
    found = []
    with connection.cursor() as cursor:
        for table, columns, derived, first, end in _steps(since, until):
            cursor.execute(
                f"WITH kept AS MATERIALIZED (SELECT {_quoted(columns)} FROM {table} WHERE day >= %s AND day < %s), "  # noqa: S608
                f"derived AS MATERIALIZED ({derived}) "
                "SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM derived) a UNION ALL "
                "SELECT * FROM (SELECT * FROM derived EXCEPT SELECT * FROM kept) b",
                [first, end, first, end],
            )
            found += [f"{table}: {dict(zip(columns, row, strict=True))}" for row in cursor.fetchall()]
    return found


def make_anew() -> None:
    """Derive all sums from the rows: after rows were loaded past ``add``, or when a difference was found."""
    span = days()
    with connection.cursor() as cursor:
        for table in (DAYS, MONTHS, VOLUMES):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
        for table, columns, derived, first, end in _steps(*span) if span else ():
            cursor.execute(f"INSERT INTO {table} ({_quoted(columns)}) {derived}", [first, end])


def _quoted(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _steps(since: date, until: date) -> Iterator[tuple[str, tuple[str, ...], str, date, date]]:
    """Each table of sums with its columns and what derives it for a while: a day's from the rows, a whole month's from its
    days, how many rows a month has from its own sums, in that order.
    """
    by_day = (
        f'SELECT {_LISTED}, CAST(SUM("count") AS bigint), COUNT(*) FROM {ROWS} '  # noqa: S608
        f"WHERE day >= %s AND day < %s GROUP BY {_LISTED}"
    )
    grouped = _LISTED.replace("day,", f"{_FIRST_OF_MONTH[connection.vendor]},", 1)
    by_month = (
        f'SELECT {grouped}, CAST(SUM("count") AS bigint), CAST(SUM(entries) AS bigint) FROM {DAYS} '  # noqa: S608
        f"WHERE day >= %s AND day < %s GROUP BY {grouped}"
    )
    by_series = (
        f"SELECT day, series, source, CAST(SUM(entries) AS bigint) FROM {MONTHS} "  # noqa: S608
        "WHERE day >= %s AND day < %s GROUP BY day, series, source"
    )
    sums = (*SPLITS, "count", "entries")
    month = since.replace(day=1)
    while month < until:
        following = _next_month(month)
        for number in range((following - month).days):
            day = month + timedelta(days=number)
            yield DAYS, sums, by_day, day, day + timedelta(days=1)
        yield MONTHS, sums, by_month, month, following
        yield VOLUMES, ("day", "series", "source", "entries"), by_series, month, following
        month = following


def days() -> tuple[date, date] | None:
    """The day of the earliest row and the day after the last, from the rows themselves; None while there is none."""
    # one question each end: SQLite answers MIN and MAX together by walking through every row of the ledger
    ends = [LedgerEntry.objects.aggregate(day=end)["day"] for end in (Min("day"), Max("day"))]
    return (ends[0], ends[1] + timedelta(days=1)) if ends[0] else None


def span() -> tuple[date, date] | None:
    """The first day of rows and sums, and the day after the last: a sum on a day without rows is wrong and must be looked at."""
    kept = [days()]
    for model in (LedgerDay, LedgerMonth):
        found = model.objects.aggregate(first=Min("day"), last=Max("day"))
        kept.append((found["first"], found["last"] + timedelta(days=1)) if found["first"] else None)
    known = [each for each in kept if each]
    return (min(first for first, _ in known), max(until for _, until in known)) if known else None


def _text(row: Sequence[Any], name: str, places: Mapping[str, int], piece: Piece) -> str:
    if name != "month":
        return str(row[places[name]])
    return piece.month or str(row[places["day"]])[:7]


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
