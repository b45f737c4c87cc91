"""The port PurgeEvidence on Delta tables and in memory: months go as partitions, single arrivals by rewriting their files.

What goes leaves the disk too: the table would keep replaced files for those who still read them, and a purge does not wait.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.dataset as ds
from deltalake import DeltaTable
from deltalake.exceptions import TableNotFoundError

from tsuho.casework.purge_ports import Purged
from tsuho.store.lake.archive import ArchiveInMemory
from tsuho.store.lake.memory import LakeInMemory
from tsuho.words.vocabulary import Door

_IN_ONE = 5_000  # arrivals in one predicate


class PurgeOnDelta:
    """The port PurgeEvidence on a lake's folder. One process does this at a time, as with compacting."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def stale(self, before: datetime, *, monitors: bool, keep: Collection[int]) -> Mapping[Purged, int]:
        """How many rows a purge would take."""
        evidence = self._table("evidence")
        return self._count(_goes(evidence, before, keep, monitors=monitors) if evidence else {})

    def purge(self, before: datetime, *, monitors: bool, keep: Collection[int]) -> Mapping[Purged, int]:
        """Take the rows and their files; judgements first, since only the evidence says through which door an arrival came."""
        evidence, rejudged = self._table("evidence"), self._table("rejudged")
        if evidence is None:
            return {}
        goes = _goes(evidence, before, keep, monitors=monitors)
        counted = self._count(goes)
        for table in (rejudged, evidence):
            if table is not None and goes:
                _delete(table, goes)
        for table in (rejudged, evidence):
            if table is not None:
                # also what an interrupted purge left, or compacting: its files are named in the log as gone
                table.vacuum(retention_hours=0, dry_run=False, enforce_retention_duration=False)
        return counted

    def _count(self, goes: Mapping[str, Collection[int]]) -> Mapping[Purged, int]:
        counted: dict[Purged, int] = {}
        for what, table in ((Purged.EVIDENCE, self._table("evidence")), (Purged.REJUDGED, self._table("rejudged"))):
            if table is None:
                continue
            for month, arrivals in goes.items():
                dataset = table.to_pyarrow_dataset(file_pruning_predicate=[("month", "=", month)])
                rows = dataset.to_table(columns=["arrival"], filter=ds.field("month") == month)["arrival"].to_pylist()
                counted[what] = counted.get(what, 0) + sum(1 for each in rows if each in arrivals)
        return counted

    def _table(self, name: str) -> DeltaTable | None:
        try:
            return DeltaTable(str(self._folder / name))
        except TableNotFoundError:
            return None


def _goes(
    evidence: DeltaTable, before: datetime, keep: Collection[int], *, monitors: bool
) -> Mapping[str, Collection[int]]:
    """Month → the arrivals of it that go."""
    months = sorted(set(evidence.get_add_actions(flatten=True).column("partition.month").to_pylist()))
    last = f"{before.astimezone(UTC):%Y-%m}"
    wanted = ds.field("received_at") < before
    door = ds.field("door") == Door.MONITOR.value
    found: dict[str, frozenset[int]] = {}
    for month in months:
        if month > last:
            continue
        dataset = evidence.to_pyarrow_dataset(file_pruning_predicate=[("month", "=", month)])
        of_month = (ds.field("month") == month) & wanted & (door if monitors else ~door)
        arrivals = frozenset(dataset.to_table(columns=["arrival"], filter=of_month)["arrival"].to_pylist()) - set(keep)
        if arrivals:
            found[month] = arrivals
    return found


def _delete(table: DeltaTable, goes: Mapping[str, Collection[int]]) -> None:
    for month, arrivals in goes.items():
        if _all_of(table, month) <= set(arrivals):
            table.delete(f"month = '{month}'")
            continue
        for some in _parts(sorted(arrivals)):
            table.delete(f"month = '{month}' AND arrival IN ({', '.join(map(str, some))})")


def _all_of(table: DeltaTable, month: str) -> set[int]:
    dataset = table.to_pyarrow_dataset(file_pruning_predicate=[("month", "=", month)])
    return set(dataset.to_table(columns=["arrival"], filter=ds.field("month") == month)["arrival"].to_pylist())


def _parts(arrivals: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(arrivals), _IN_ONE):
        yield arrivals[start : start + _IN_ONE]


class PurgeInMemory:
    """The port PurgeEvidence on a lake and an archive in memory."""

    def __init__(self, lake: LakeInMemory, archive: ArchiveInMemory) -> None:
        self._lake = lake
        self._archive = archive

    def stale(self, before: datetime, *, monitors: bool, keep: Collection[int]) -> Mapping[Purged, int]:
        """How many rows a purge would take."""
        goes = self._arrivals(before, monitors, keep)
        evidence = sum(1 for row in self._lake.rows() if row["arrival"] in goes)
        return {Purged.EVIDENCE: evidence, Purged.REJUDGED: sum(len(self._archive.rejudged(each)) for each in goes)}

    def purge(self, before: datetime, *, monitors: bool, keep: Collection[int]) -> Mapping[Purged, int]:
        """Take the rows."""
        counted = self.stale(before, monitors=monitors, keep=keep)
        goes = self._arrivals(before, monitors, keep)
        self._lake.forget(goes)
        self._archive.forget(goes)
        return counted

    def _arrivals(self, before: datetime, monitors: bool, keep: Collection[int]) -> frozenset[int]:
        return frozenset(
            row["arrival"]
            for row in self._lake.rows()
            if row["received_at"] < before
            and (row["door"] == Door.MONITOR.value) == monitors
            and row["arrival"] not in keep
        )
