"""A row of the ledger (帳簿): one count, with everything that the published tables split it by."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from tsuho.words.vocabulary import Source


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One count. ``key`` makes it idempotent: booking a key twice changes nothing.

    ``series`` is one of statistics/series.py; ``day`` the day in the centre's own time; the rest is what the published
    tables split by, empty where it does not apply.
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


SPLITS = tuple(each.name for each in fields(LedgerRow) if each.name not in {"key", "count"})
"""The columns that sums are grouped by, ``day`` among them; ``month`` may be asked for too."""


def columns_known(names: Iterable[str]) -> None:
    """Raise ValueError for a name that is no column to split by: a misspelt one must not be an empty table."""
    if unknown := set(names) - {*SPLITS, "month"}:
        raise ValueError(f"the ledger has no column {min(unknown)!r}; it has month, {', '.join(SPLITS)}")


def column_text(row: LedgerRow, name: str) -> str:
    """A column of a row as text: months as 2015-03, tags joined by spaces."""
    if name == "month":
        return f"{row.day:%Y-%m}"
    return " ".join(row.tags) if name == "tags" else str(getattr(row, name))
