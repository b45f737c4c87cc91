"""The ledger in memory: for tests, and for reading a folder without a centre."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tsuho.statistics.book import Where
from tsuho.words.ledger import LedgerRow, column_text, columns_known
from tsuho.words.vocabulary import Source


class LedgerInMemory:
    """The port Ledger on a dictionary."""

    def __init__(self) -> None:
        self._rows: dict[str, LedgerRow] = {}

    def book(self, rows: Iterable[LedgerRow]) -> int:
        """Append the rows whose keys are new; how many were."""
        before = len(self._rows)
        for row in rows:
            self._rows.setdefault(row.key, row)
        return len(self._rows) - before

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
        found: Counter[tuple[str, ...]] = Counter()
        for row in self._between(since, until, sources, where):
            found[tuple(column_text(row, name) for name in by)] += row.count
        return sorted(found.items())

    def row_counts(self, since: date, until: date, where: Where | None = None) -> Mapping[Source, int]:
        """How many rows each source has from ``since`` to the day before ``until``."""
        return dict(Counter(row.source for row in self._between(since, until, None, where)))

    def _between(
        self, since: date, until: date, sources: Sequence[Source] | None, where: Where | None
    ) -> list[LedgerRow]:
        return [
            row
            for row in self._rows.values()
            if since <= row.day < until
            and (sources is None or row.source in sources)
            and all(column_text(row, name) in values for name, values in (where or {}).items())
        ]
