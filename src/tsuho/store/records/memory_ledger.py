"""The ledger in memory: for tests, and for reading a folder without a centre."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import fields
from datetime import date, timedelta

from tsuho.casework.errors import CannotDo
from tsuho.casework.ledger_ports import ClosedMonth
from tsuho.statistics.book import Where
from tsuho.statistics.sealing import START, batch_digest, row_digest, seal_hash
from tsuho.words.ledger import LedgerRow, column_text, columns_known, entered_late
from tsuho.words.vocabulary import Source


class LedgerInMemory:
    """The ports Ledger and KeptLedger on a dictionary. ``today`` dates what comes late for a closed month."""

    def __init__(self, today: Callable[[], date] | None = None) -> None:
        self._today = today
        self._rows: dict[str, LedgerRow] = {}
        self._seals: list[tuple[int, str, str]] = []  # rows up to it, digest, hash
        self._closed: list[ClosedMonth] = []
        self._answers: dict[str, tuple[str, str]] = {}  # key → what it was made of, the answer

    def book(self, rows: Iterable[LedgerRow]) -> int:
        """Append the rows whose keys are new; how many were."""
        before = len(self._rows)
        closed = {each.month for each in self._closed}
        new = [row for row in rows if row.key not in self._rows]
        for row in entered_late(new, closed, self._today() if self._today else None):
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

    def is_seal(self, hash_of_seal: str) -> bool:
        """Whether a seal, or the zeros before the first, has this hash."""
        return hash_of_seal in {START, *(own for _, _, own in self._seals)}

    def first_day(self) -> date | None:
        """The day of the earliest row."""
        found = self.days()
        return found[0] if found else None

    def days(self) -> tuple[date, date] | None:
        """The day of the earliest row and the day after the last; None while there is none."""
        found = [row.day for row in self._rows.values()]
        return (min(found), max(found) + timedelta(days=1)) if found else None

    def span(self) -> tuple[date, date] | None:
        """The days of the rows: the sums are made of them whenever they are asked for."""
        return self.days()

    def sum_anew(self) -> None:
        """Forget the answers; the sums are made of the rows whenever they are asked for."""
        self._answers.clear()

    def kept_answer(self, key: str, made_of: str) -> str | None:
        """The answer of this key if it was made of this many rows; None if there is none or of other rows."""
        of, text = self._answers.get(key, ("", ""))
        return text if text and of == made_of else None

    def keep_answer(self, key: str, made_of: str, text: str) -> None:
        """Keep an answer in the place of the one before."""
        self._answers[key] = (made_of, text)

    def differences(self, since: date, until: date) -> Sequence[str]:  # noqa: ARG002
        """Nothing: the sums are made of the rows whenever they are asked for."""
        return ()

    def seal(self, at_most: int | None = None) -> int:
        """Seal the rows that are not sealed yet, or so many of them; how many they were."""
        done = self._seals[-1][0] if self._seals else 0
        new = list(self._rows.values())[done:][:at_most]
        if new:
            digest = _digest(new)
            self._seals.append((done + len(new), digest, seal_hash(self.head(), digest, len(new), done + len(new))))
        return len(new)

    def head(self) -> str:
        """The hash of the last seal; zeros before the first."""
        return self._seals[-1][2] if self._seals else START

    def first_broken_seal(self) -> int | None:
        """The number of the first seal that its rows do not give again; None while all hold."""
        rows, done, previous = list(self._rows.values()), 0, START
        for number, (upto, digest, own) in enumerate(self._seals, 1):
            found = _digest(rows[done:upto])
            if (found, seal_hash(previous, found, len(rows[done:upto]), upto)) != (digest, own):
                return number
            done, previous = upto, own
        return None

    def alone(self) -> AbstractContextManager[None]:
        """Nobody else has this dictionary."""
        return nullcontext()

    def close(self, closed: ClosedMonth) -> None:
        """Enter a closed month. Raises CannotDo if it was closed before."""
        if closed.month in {each.month for each in self._closed}:
            raise CannotDo(f"{closed.month} is closed already; what changes it now is a correction row")
        self._closed.append(closed)

    def closed_months(self) -> Sequence[ClosedMonth]:
        """The months that were closed, in order."""
        return sorted(self._closed, key=lambda each: each.month)

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


def _digest(rows: Sequence[LedgerRow]) -> str:
    names = [each.name for each in fields(LedgerRow)]
    return batch_digest(row_digest([column_text(row, name) for name in names]) for row in rows)
