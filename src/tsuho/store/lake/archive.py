"""The lake read again, file by file, and the table ``rejudged`` beside it: the port Archive on Delta tables and in memory."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
from deltalake import ColumnProperties, DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import DeltaError, TableNotFoundError

from tsuho.casework.rebuild_ports import Rejudged, StoredArrival, Unread
from tsuho.store.lake.memory import LakeInMemory
from tsuho.store.lake.rejudged import REJUDGED, STATISTICS, latest, rejudged_rows
from tsuho.store.lake.rows import month_of
from tsuho.store.lake.stored import COLUMNS, Later, stored_arrival

_ROWS_AT_ONCE = 200  # with their bytes in memory
_WRITER = WriterProperties(
    compression="ZSTD",
    compression_level=3,
    column_properties={"judged": ColumnProperties(dictionary_enabled=False, statistics_enabled="NONE")},
)
_CONFIGURATION = {"delta.dataSkippingStatsColumns": ",".join(STATISTICS)}


class DeltaArchive:
    """The port Archive on a lake's folder. ``pieces`` are the files of the evidence, so compacting renames them."""

    def __init__(self, folder: Path) -> None:
        self._evidence = DeltaTable(str(folder / "evidence"))
        self._rejudged_path = str(folder / "rejudged")
        self._replayed: dict[str, Mapping[int, int]] = {}

    def pieces(self, since: datetime, until: datetime) -> list[str]:
        """The files of the months between, in the order of months and names."""
        self._evidence.update_incremental()
        added = pa.table(self._evidence.get_add_actions(flatten=True))
        found = zip(added.column("partition.month").to_pylist(), added.column("path").to_pylist(), strict=True)
        wanted = sorted((month, path) for month, path in found if month_of(since) <= month <= _last_month(until))
        return [path for _month, path in wanted]

    def read(self, piece: str, since: datetime, until: datetime) -> Iterator[StoredArrival | Unread]:
        """The arrivals of a file received between; of one that stands in two batches the later reading."""
        dataset = self._evidence.to_pyarrow_dataset()
        fragment = next((each for each in dataset.get_fragments() if each.path.endswith(piece)), None)
        if fragment is None:
            raise ValueError(
                f"{piece} is not in the lake any more; was it compacted meanwhile? Start the rebuild again"
            )
        month = piece.partition("month=")[2].partition("/")[0]
        replayed, later = self._replayed_in(month), self._later(month, fragment)
        for rows in _arrivals(fragment, dataset.schema):
            first = rows[0]
            if since <= first["received_at"] < until and replayed.get(first["arrival"], 0) <= first["batch"]:
                yield stored_arrival(rows, later)

    def append(self, rejudged: Sequence[Rejudged]) -> None:
        """Append judgements in one commit."""
        if rejudged:
            rows = pa.Table.from_pylist(rejudged_rows(rejudged), schema=REJUDGED)
            write_deltalake(self._made(), rows, mode="append", writer_properties=_WRITER)

    def _made(self) -> DeltaTable:
        try:
            return DeltaTable.create(
                self._rejudged_path, REJUDGED, mode="ignore", partition_by=["month"], configuration=_CONFIGURATION
            )
        except DeltaError:
            return DeltaTable(self._rejudged_path)

    def _later(self, month: str, fragment: Any) -> Later:
        """What earlier rebuilds said of the arrivals of a file."""
        try:
            table = DeltaTable(self._rejudged_path)
        except TableNotFoundError:
            return {}
        ends = pc.min_max(fragment.to_table(columns=["arrival"])["arrival"]).as_py()
        arrival = ds.field("arrival")
        dataset = table.to_pyarrow_dataset(file_pruning_predicate=[("month", "=", month)])
        rows: list[dict[str, Any]] = dataset.to_table(
            columns=["arrival", "number_in_arrival", "judged_at", "judged"],
            filter=(arrival >= ends["min"]) & (arrival <= ends["max"]),
        ).to_pylist()
        return latest(rows)

    def _replayed_in(self, month: str) -> Mapping[int, int]:
        """Arrival → last batch, of those in a month that stand in several batches (set aside, then replayed)."""
        if month not in self._replayed:
            dataset = self._evidence.to_pyarrow_dataset(file_pruning_predicate=[("month", "=", month)])
            firsts = dataset.to_table(columns=["arrival", "batch"], filter=ds.field("number_in_arrival") == 0)
            grouped = firsts.group_by("arrival").aggregate([("batch", "max"), ("batch", "count")])
            several = grouped.filter(pc.greater(grouped["batch_count"], 1))
            batches = zip(several["arrival"].to_pylist(), several["batch_max"].to_pylist(), strict=True)
            self._replayed[month] = dict(batches)
        return self._replayed[month]


class ArchiveInMemory:
    """The port Archive on a lake in memory; its pieces are months."""

    def __init__(self, lake: LakeInMemory) -> None:
        self._lake = lake
        self._rejudged: list[dict[str, Any]] = []

    def pieces(self, since: datetime, until: datetime) -> list[str]:
        """The months between."""
        months = {row["month"] for row in self._lake.rows()}
        return sorted(month for month in months if month_of(since) <= month <= _last_month(until))

    def read(self, piece: str, since: datetime, until: datetime) -> Iterator[StoredArrival | Unread]:
        """The arrivals of a month received between."""
        later = latest([row for row in self._rejudged if row["month"] == piece])
        rows = [row for row in self._lake.rows() if row["month"] == piece and since <= row["received_at"] < until]
        for number in dict.fromkeys(row["arrival"] for row in rows):
            own = [row for row in rows if row["arrival"] == number]
            batch = max(row["batch"] for row in own)
            of_batch = [_whole(row) for row in own if row["batch"] == batch]
            yield stored_arrival(sorted(of_batch, key=lambda row: int(row["number_in_arrival"])), later)

    def append(self, rejudged: Sequence[Rejudged]) -> None:
        """Append judgements."""
        self._rejudged += rejudged_rows(rejudged)

    def forget(self, arrivals: Collection[int]) -> None:
        """Take every judgement of these arrivals."""
        self._rejudged = [row for row in self._rejudged if row["arrival"] not in arrivals]

    def rejudged(self, arrival: int) -> list[dict[str, Any]]:
        """All judgements of one arrival that were appended, in their order."""
        return [row for row in self._rejudged if row["arrival"] == arrival]


def _arrivals(fragment: Any, schema: pa.Schema) -> Iterator[list[dict[str, Any]]]:
    """The rows of one arrival after another; the lake writes them side by side, the one with the bytes first."""
    rows: list[dict[str, Any]] = []
    for batch in fragment.to_batches(schema=schema, columns=list(COLUMNS), batch_size=_ROWS_AT_ONCE):
        for row in batch.to_pylist():
            if row["number_in_arrival"] == 0 and rows:
                yield rows
                rows = []
            rows.append(row)
    if rows:
        yield rows


def _last_month(until: datetime) -> str:
    """The month of the last moment before ``until``."""
    return month_of(datetime.fromtimestamp(until.timestamp() - 1e-6, UTC))


def _whole(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with every column, null where the lake in memory keeps none."""
    return {name: row.get(name) for name in COLUMNS}
