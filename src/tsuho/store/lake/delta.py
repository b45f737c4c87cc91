"""The lake as a Delta table: one folder of Parquet files and a log, on this machine or in an object store.

A batch is one commit, and its number is the lane's application transaction: the table itself remembers how far each lane
has come, so a repeated batch is a no-op. Partitions are months of receipt; raw bytes are compressed with everything else.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
from deltalake import (
    ColumnProperties,
    CommitProperties,
    DeltaTable,
    Transaction,
    WriterProperties,
    write_deltalake,
)
from deltalake.exceptions import DeltaError, TableNotFoundError

from tsuho.casework.ports import Evidenced
from tsuho.store.lake.rows import COLUMNS_WITH_STATISTICS, SCHEMA, month_of, rows_of, table_of

_CONFIGURATION = {
    "delta.dataSkippingStatsColumns": ",".join(COLUMNS_WITH_STATISTICS),
    "delta.logRetentionDuration": "interval 1 days",
    "delta.deletedFileRetentionDuration": "interval 1 days",
}
_WITHOUT_STATISTICS = ColumnProperties(dictionary_enabled=False, statistics_enabled="NONE")
# Row groups of 500 reports: reading one arrival decodes no more than that of its bytes.
_WRITER = WriterProperties(
    compression="ZSTD",
    compression_level=3,
    max_row_group_size=500,
    column_properties=dict.fromkeys(("raw", "judged", "facts", "seen_by_door"), _WITHOUT_STATISTICS),
)
_ATTEMPTS = 5
_WITHOUT_RAW = [name for name in SCHEMA.names if name != "raw"]


class DeltaLake:
    """The port Lake on a Delta table named ``evidence`` in a folder, made when it is not there."""

    def __init__(self, folder: Path) -> None:
        self._path = str(folder / "evidence")
        self._table = _open_or_make(self._path)

    def append(self, lane: int, batch: int, evidenced: Sequence[Evidenced]) -> bool:
        """Append a batch in one commit; False, and nothing written, if this lane already holds that batch."""
        rows = table_of(rows_of(lane, batch, evidenced))
        app_id = f"lane-{lane}"
        for attempt in range(1, _ATTEMPTS + 1):
            self._table.update_incremental()
            if batch <= (self._table.transaction_version(app_id) or 0):
                return False
            if not rows.num_rows:
                return True
            try:
                write_deltalake(
                    self._table,
                    rows,
                    mode="append",
                    writer_properties=_WRITER,
                    commit_properties=CommitProperties(app_transactions=[Transaction(app_id, batch)]),
                )
            except DeltaError:
                # Another worker committed at the same moment: look again what the table holds now.
                if attempt == _ATTEMPTS:
                    raise
            else:
                return True
        raise AssertionError("the last attempt either returned or raised")

    def raw(self, number: int, received_at: datetime) -> bytes | None:
        """The exact bytes of an arrival; the receipt time names the partition. None if it is not here."""
        rows = self._rows(number, received_at, ["batch", "raw"], ds.field("number_in_arrival") == 0)
        return rows[0]["raw"] if rows else None

    def reports(self, number: int, received_at: datetime) -> list[Mapping[str, object]]:
        """The stored rows of an arrival, in report order, without the raw bytes.

        An arrival that was set aside and replayed may stand in two batches: the later reading holds.
        """
        rows = self._rows(number, received_at, _WITHOUT_RAW)
        latest = max((row["batch"] for row in rows), default=0)
        rows.sort(key=lambda row: int(row["number_in_arrival"]))
        return [row for row in rows if row["batch"] == latest]

    def crowded(self, files: int = 100) -> list[str]:
        """Months that lie in more than so many files, which makes reading slow: compact them."""
        self._table.update_incremental()
        counts: dict[str, int] = {}
        for month in self._table.get_add_actions(flatten=True).column("partition.month").to_pylist():
            counts[month] = counts.get(month, 0) + 1
        return sorted(month for month, count in counts.items() if count > files)

    def compact(self, month: str) -> int:
        """Write a month's small files together and remove them; how many files went into it. One process does this."""
        self._table.update_incremental()
        done = self._table.optimize.compact(partition_filters=[("month", "=", month)], writer_properties=_WRITER)
        self._table.vacuum(dry_run=False)
        return int(done["numFilesRemoved"])

    def _rows(
        self, number: int, received_at: datetime, columns: list[str], also: ds.Expression | None = None
    ) -> list[dict[str, Any]]:
        self._table.update_incremental()
        wanted = ds.field("arrival") == number
        if also is not None:
            wanted &= also
        files = [("month", "=", month_of(received_at)), ("arrival", "=", number)]
        dataset = self._table.to_pyarrow_dataset(file_pruning_predicate=files)
        found: list[dict[str, Any]] = dataset.to_table(columns=columns, filter=wanted).to_pylist()
        return found


def _open_or_make(path: str) -> DeltaTable:
    try:
        return DeltaTable(path)
    except TableNotFoundError:
        pass
    try:
        return DeltaTable.create(path, SCHEMA, mode="ignore", partition_by=["month"], configuration=_CONFIGURATION)
    except DeltaError:
        return DeltaTable(path)  # another process made it at the same moment
