"""A row of the ledger (帳簿): one count, with everything that the published tables split it by."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date

from tsuho.words.vocabulary import Source


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One count. ``key`` makes it idempotent: booking a key twice changes nothing.

    ``series`` is one of statistics/series.py; ``day`` the day in the centre's own time; the rest is what the published
    tables split by, empty where it does not apply. ``correction`` says why a row changes a month that was closed, and
    ``corrected_on`` (2015-04-20) when; both are empty in every other row.
    """

    key: str
    series: str
    day: date
    source: Source
    count: int = 1
    door: str = ""
    form: str = ""
    language: str = ""
    outcome: str = ""
    reason: str = ""
    medium: str = ""
    country: str = ""
    carrier: str = ""
    kind: str = ""
    region: str = ""
    party: str = ""
    tags: tuple[str, ...] = ()
    correction: str = ""
    corrected_on: str = ""


LATE = "correction_late"
"""Why a row corrects a closed month where nobody wrote a reason: it came after the close. A key of the catalogue."""

SPLITS = tuple(each.name for each in fields(LedgerRow) if each.name not in {"key", "count"})
"""The columns that sums are grouped by, ``day`` among them; ``month`` may be asked for too."""


class ClosedMonthError(ValueError):
    """A row for a closed month that may not become a correction here, or a correction of a month that is open."""


def entered_late(rows: Iterable[LedgerRow], closed: Container[str], today: date | None) -> list[LedgerRow]:
    """The rows as they may be entered: one of a closed month that corrects nothing becomes a correction of today.

    So a mail that waited over a close is counted, and the closed month shows that it came late. Without ``today`` such a
    row is refused, as is a correction of a month that is open: there the row itself is booked.
    """
    return [_entered(row, f"{row.day:%Y-%m}", closed, today) for row in rows]


def _entered(row: LedgerRow, month: str, closed: Container[str], today: date | None) -> LedgerRow:
    if bool(row.correction) != bool(row.corrected_on):
        raise ClosedMonthError(f"the correction {row.key!r} needs both its reason and the day on which it is made")
    if month not in closed:
        if row.correction:
            raise ClosedMonthError(f"{month} is not closed; book the row itself, without calling it a correction")
        return row
    if row.correction:
        return row
    if today is None:
        raise ClosedMonthError(f"{month} is closed; what changes it is a correction row, with its reason and its day")
    return replace(row, correction=LATE, corrected_on=today.isoformat())


def columns_known(names: Iterable[str]) -> None:
    """Raise ValueError for a name that is no column to split by: a misspelt one must not be an empty table."""
    if unknown := set(names) - {*SPLITS, "month"}:
        raise ValueError(f"the ledger has no column {min(unknown)!r}; it has month, {', '.join(SPLITS)}")


def column_text(row: LedgerRow, name: str) -> str:
    """A column of a row as text: months as 2015-03, tags joined by spaces."""
    if name == "month":
        return f"{row.day:%Y-%m}"
    return " ".join(row.tags) if name == "tags" else str(getattr(row, name))
