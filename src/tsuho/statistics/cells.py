"""The cells of a table: sums of the ledger for one month and one set of columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tsuho.statistics.book import Book, Where
from tsuho.statistics.periods import Period
from tsuho.words.vocabulary import Source

_ALWAYS = ("month", "source", "party", "correction", "corrected_on")


@dataclass(frozen=True, slots=True)
class Cell:
    """What the ledger sums for one month, one source and one set of values; ``row`` is the columns that were read."""

    month: str
    source: Source
    row: Mapping[str, str]
    count: int

    @property
    def correction(self) -> str:
        """Why it changes a closed month; empty where it changes none."""
        return self.row["correction"]

    @property
    def corrected_on(self) -> str:
        """The day of the correction."""
        return self.row["corrected_on"]


def cells_of(
    book: Book, period: Period, columns: Sequence[str], sources: Sequence[Source], where: Where
) -> tuple[Cell, ...]:
    """Everything that a table is made of, in one question to the ledger."""
    names = tuple(dict.fromkeys((*_ALWAYS, *columns)))
    found = book.sums(period.since, period.until, names, sources, where)
    rows = ((dict(zip(names, values, strict=True)), count) for values, count in found)
    return tuple(Cell(row["month"], Source(row["source"]), row, count) for row, count in rows)
