"""What the published figures need of the ledger: sums by columns, and how many rows each source has."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from tsuho.words.vocabulary import Source

Where = Mapping[str, Sequence[str]]
"""Column → the values that count; a row must have one of them in every column named."""


class Book(Protocol):
    """The part of the port Ledger that figures read."""

    def sums(
        self,
        since: date,
        until: date,
        by: Sequence[str],
        sources: Sequence[Source] | None = None,
        where: Where | None = None,
    ) -> list[tuple[tuple[str, ...], int]]:
        """Sum of counts from ``since`` to the day before ``until``, grouped by columns of LedgerRow, or by ``month``."""

    def row_counts(self, since: date, until: date, where: Where | None = None) -> Mapping[Source, int]:
        """How many rows each source has."""
