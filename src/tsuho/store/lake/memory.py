"""The lake in memory: the same rows, for tests and for reading a folder without a centre."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from tsuho.casework.ports import Evidenced
from tsuho.store.lake.rows import month_of, rows_of


class LakeInMemory:
    """The port Lake on a list."""

    def __init__(self) -> None:
        self._rows: list[dict[str, Any]] = []
        self._batches: dict[int, int] = {}

    def append(self, lane: int, batch: int, evidenced: Sequence[Evidenced]) -> bool:
        """Append a batch; False, and nothing written, if this lane already holds that batch."""
        rows = rows_of(lane, batch, evidenced)
        if batch <= self._batches.get(lane, 0):
            return False
        if rows:
            self._batches[lane] = batch
            self._rows += rows
        return True

    def raw(self, number: int, received_at: datetime) -> bytes | None:
        """The exact bytes of an arrival; None if it is not here."""
        raw: bytes | None = next((row["raw"] for row in self._found(number, received_at)), None)
        return raw

    def reports(self, number: int, received_at: datetime) -> list[Mapping[str, object]]:
        """The stored rows of an arrival, in report order, without the raw bytes; the latest batch that holds it."""
        rows = self._found(number, received_at)
        latest = max((row["batch"] for row in rows), default=0)
        return [{name: value for name, value in row.items() if name != "raw"} for row in rows if row["batch"] == latest]

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """Every row, in the order appended."""
        return self._rows

    def forget(self, arrivals: Collection[int]) -> None:
        """Take every row of these arrivals."""
        self._rows = [row for row in self._rows if row["arrival"] not in arrivals]

    def _found(self, number: int, received_at: datetime) -> list[dict[str, Any]]:
        month = month_of(received_at)
        return [row for row in self._rows if row["arrival"] == number and row["month"] == month]
