"""The ledger in memory: for tests, and for reading a folder without a centre."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date

from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import Source

_COLUMNS = tuple(each.name for each in fields(LedgerRow))


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
        self, since: date, until: date, by: Sequence[str], sources: Sequence[Source] | None = None
    ) -> list[tuple[tuple[str, ...], int]]:
        """Sum of counts from ``since`` to the day before ``until``, grouped by columns of LedgerRow, in their order."""
        if unknown := set(by) - set(_COLUMNS):
            raise ValueError(f"the ledger has no column {min(unknown)!r}; it has {', '.join(_COLUMNS)}")
        found: Counter[tuple[str, ...]] = Counter()
        for row in self._between(since, until, sources):
            found[tuple(str(getattr(row, name)) for name in by)] += row.count
        return sorted(found.items())

    def tag_sums(self, since: date, until: date, series: str, sources: Sequence[Source]) -> Mapping[str, int]:
        """Sum of counts per tag."""
        found: Counter[str] = Counter()
        for row in self._between(since, until, sources):
            if row.series == series:
                found.update(dict.fromkeys(row.tags, row.count))
        return dict(found)

    def row_counts(self, since: date, until: date) -> Mapping[Source, int]:
        """How many rows each source has from ``since`` to the day before ``until``."""
        return dict(Counter(row.source for row in self._between(since, until, None)))

    def _between(self, since: date, until: date, sources: Sequence[Source] | None) -> list[LedgerRow]:
        return [
            row
            for row in self._rows.values()
            if since <= row.day < until and (sources is None or row.source in sources)
        ]
