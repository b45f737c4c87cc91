"""The reports of a lake with how they were judged, without their bytes: what measuring the simulation compares."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deltalake import DeltaTable

from tsuho.casework.rebuild_ports import Stands
from tsuho.store.lake.stored import stands_in

_COLUMNS = ["sha256", "arrival", "number_in_arrival", "category", "judged"]


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One report of the evidence; ``sha256`` is of its arrival's bytes, ``stands`` is None where nothing was recovered."""

    sha256: str
    arrival: int
    number_in_arrival: int
    category: str
    stands: Stands | None


def judged_reports(folder: Path) -> Iterator[JudgedRow]:
    """Every report of a lake, in no order."""
    dataset = DeltaTable(str(folder / "evidence")).to_pyarrow_dataset()
    for batch in dataset.to_batches(columns=_COLUMNS):
        for row in batch.to_pylist():
            yield JudgedRow(
                row["sha256"],
                row["arrival"],
                row["number_in_arrival"],
                row["category"] or "",
                stands_in(row["judged"]) if row["judged"] else None,
            )
