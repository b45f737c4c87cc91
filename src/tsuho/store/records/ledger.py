"""The ledger (帳簿) in the database: rows are appended by their keys, summed as they come, sealed, and closed by the month.

Booking is one at a time. That makes the sums exact at every moment, gives rows numbers in the order of their commit (so
that a seal can name its batch by the last one), and leaves no gap in which a row slips into a month that is being closed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields, replace
from datetime import date
from typing import Any

from django.db import connection

from tsuho.casework.errors import CannotDo
from tsuho.casework.ledger_ports import ClosedMonth
from tsuho.statistics.book import Where
from tsuho.store.records import rollups, seals
from tsuho.store.records.ledger_models import ClosedMonth as ClosedMonthRow
from tsuho.store.records.ledger_models import KeptAnswer, LedgerEntry
from tsuho.store.records.one_at_a_time import Work, one_at_a_time
from tsuho.store.records.plain_text import plain_text
from tsuho.words.ledger import SPLITS, LedgerRow, column_text, columns_known, entered_late
from tsuho.words.vocabulary import Source

COLUMNS = tuple(each.name for each in fields(LedgerRow))
_TABLE = LedgerEntry._meta.db_table  # noqa: SLF001  # Django's own documented way
_LENGTHS = {each.name: each.max_length for each in LedgerEntry._meta.fields}  # noqa: SLF001
_NAMES = ", ".join(connection.ops.quote_name(name) for name in COLUMNS)
_ROW = f"({', '.join(['%s'] * len(COLUMNS))})"
_AT_ONCE = 500  # rows a statement; their values stay below what either database takes


class LedgerInDatabase:
    """The ports Ledger and KeptLedger on the ORM. ``today`` dates what comes late for a closed month; without it, it is refused."""

    def __init__(self, today: Callable[[], date] | None = None) -> None:
        self._today = today

    def book(self, rows: Iterable[LedgerRow]) -> int:
        """Append the rows whose keys are new, in one transaction; how many were."""
        # the lock first, whatever there is to book: who books and then writes to the audit log never waits the other way
        with self.alone():
            closed = set(ClosedMonthRow.objects.values_list("month", flat=True))
            wanted = {row.key: row for row in reversed([_plain(row) for row in rows])}
            new = _insert([*wanted.values()][::-1], closed, self._today)
            rollups.add((tuple(_value(row, name) for name in SPLITS), row.count) for row in new)
        return len(new)

    def sums(
        self,
        since: date,
        until: date,
        by: Sequence[str],
        sources: Sequence[Source] | None = None,
        where: Where | None = None,
    ) -> list[tuple[tuple[str, ...], int]]:
        """Sum of counts from ``since`` to the day before ``until``, grouped by columns of LedgerRow, in their order."""
        return sorted(_read(since, until, by, "count", _narrowed(sources, where)).items())

    def row_counts(self, since: date, until: date, where: Where | None = None) -> Mapping[Source, int]:
        """How many rows each source has from ``since`` to the day before ``until``."""
        return {
            Source(source): n for (source,), n in _read(since, until, ("source",), "entries", where or {}).items() if n
        }

    def is_seal(self, hash_of_seal: str) -> bool:
        """Whether a seal, or the zeros before the first, has this hash."""
        return seals.is_seal(hash_of_seal)

    def first_day(self) -> date | None:
        """The day of the earliest row."""
        found = self.days()
        return found[0] if found else None

    def days(self) -> tuple[date, date] | None:
        """The day of the earliest row and the day after the last; None while there is none."""
        return rollups.days()

    def span(self) -> tuple[date, date] | None:
        """The first day of the rows and of the sums, and the day after the last."""
        return rollups.span()

    def sum_anew(self) -> None:
        """Derive all sums from the rows, and forget what was kept of them."""
        with self.alone():
            rollups.make_anew()
            KeptAnswer.objects.all().delete()

    def kept_answer(self, key: str, made_of: str) -> str | None:
        """The answer of this key if it was made of this many rows; None if there is none or of other rows."""
        return KeptAnswer.objects.filter(key=key, made_of=made_of).values_list("text", flat=True).first()

    def keep_answer(self, key: str, made_of: str, text: str) -> None:
        """Keep an answer in the place of the one before."""
        KeptAnswer.objects.update_or_create(key=key, defaults={"made_of": made_of, "text": text})

    def differences(self, since: date, until: date) -> Sequence[str]:
        """Where the sums and the rows of these days disagree, in words."""
        return rollups.differences(since, until)

    def seal(self, at_most: int | None = None) -> int:
        """Seal the rows that are not sealed yet, or so many of them; how many they were."""
        return seals.seal(self.alone, at_most)

    def head(self) -> str:
        """The hash of the last seal; zeros before the first."""
        return seals.head()[1]

    def first_broken_seal(self) -> int | None:
        """The number of the first seal that its rows do not give again; None while all hold."""
        return seals.first_broken()

    def alone(self) -> AbstractContextManager[None]:
        """Nobody books, seals or closes while this is held; what is done inside is committed as one."""
        return one_at_a_time(Work.LEDGER)

    def close(self, closed: ClosedMonth) -> None:
        """Enter a closed month. Raises CannotDo if it was closed before."""
        with self.alone():
            if ClosedMonthRow.objects.filter(month=closed.month).exists():
                raise CannotDo(f"{closed.month} is closed already; what changes it now is a correction row")
            ClosedMonthRow.objects.create(**{each.name: getattr(closed, each.name) for each in fields(closed)})

    def closed_months(self) -> Sequence[ClosedMonth]:
        """The months that were closed, in order."""
        names = [each.name for each in fields(ClosedMonth)]
        return [ClosedMonth(*values) for values in ClosedMonthRow.objects.order_by("month").values_list(*names)]


def _insert(rows: Sequence[LedgerRow], closed: set[str], today: Callable[[], date] | None) -> list[LedgerRow]:
    """Append the rows whose keys are new, those of a closed month as corrections; the rows as they were entered."""
    known = _known([row.key for row in rows]) if closed else set()
    # a row that was booked before its month was closed is no late one when it is booked again
    entered = entered_late([row for row in rows if row.key not in known], closed, today() if today else None)
    new: set[str] = set()
    with connection.cursor() as cursor:
        for start in range(0, len(entered), _AT_ONCE):
            some = entered[start : start + _AT_ONCE]
            cursor.execute(
                f"INSERT INTO {_TABLE} ({_NAMES}) VALUES {', '.join([_ROW] * len(some))} "  # noqa: S608
                "ON CONFLICT (key) DO NOTHING RETURNING key",
                [_value(row, name) for row in some for name in COLUMNS],
            )
            new.update(key for (key,) in cursor.fetchall())
    return [row for row in entered if row.key in new]


def _known(keys: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(keys), _AT_ONCE):
        some = LedgerEntry.objects.filter(key__in=keys[start : start + _AT_ONCE])
        found.update(some.values_list("key", flat=True))
    return found


def _narrowed(sources: Sequence[Source] | None, where: Where | None) -> Where:
    return {**(where or {})} if sources is None else {**(where or {}), "source": [each.value for each in sources]}


def _read(since: date, until: date, by: Sequence[str], figure: str, where: Where) -> Mapping[tuple[str, ...], int]:
    columns_known((*by, *where))
    if "month" in where:
        raise ValueError("narrow a time by its first and last day, not by the column month")
    found: Counter[tuple[str, ...]] = Counter()
    for piece in rollups.pieces(since, until, by_day="day" in (*by, *where)):
        for values, number in rollups.read(piece, by, figure, where):
            found[values] += number
    return found


def _plain(row: LedgerRow) -> LedgerRow:
    """The row as its columns take it."""
    texts = {
        name: plain_text(column_text(row, name), length) for name, length in _LENGTHS.items() if length is not None
    }
    kept: dict[str, Any] = {**texts, "source": row.source, "tags": tuple(texts["tags"].split())}
    return replace(row, **kept)


def _value(row: LedgerRow, name: str) -> Any:
    return " ".join(row.tags) if name == "tags" else getattr(row, name)
