"""The port Messages on the lake: one report with its bytes, its facts and all its judgements, on Delta tables and in memory."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import pyarrow.dataset as ds
from deltalake import DeltaTable
from deltalake.exceptions import TableNotFoundError

from tsuho.casework.message_ports import Judgement, KeptMessage
from tsuho.casework.ports import Lake
from tsuho.casework.rebuild_ports import Unread
from tsuho.store.lake.archive import ArchiveInMemory
from tsuho.store.lake.as_json import from_json
from tsuho.store.lake.rows import month_of
from tsuho.store.lake.stored import stored_arrival
from tsuho.words.judged import JudgedReport


class MessagesInLake:
    """The port Messages on a lake and the folder where rebuilds wrote their judgements."""

    def __init__(self, lake: Lake, folder: Path) -> None:
        self._lake = lake
        self._rejudged = str(folder / "rejudged")

    def kept(self, arrival: int, number_in_arrival: int, received_at: datetime) -> KeptMessage | None:
        """One report; None if it is not here (any more)."""
        return _kept(self._lake, arrival, number_in_arrival, received_at, self._later(arrival, received_at))

    def _later(self, arrival: int, received_at: datetime) -> Sequence[Mapping[str, Any]]:
        try:
            table = DeltaTable(self._rejudged)
        except TableNotFoundError:
            return ()
        files = [("month", "=", month_of(received_at)), ("arrival", "=", arrival)]
        dataset = table.to_pyarrow_dataset(file_pruning_predicate=files)
        columns = ["number_in_arrival", "judged_at", "judged"]
        found: list[dict[str, Any]] = dataset.to_table(
            columns=columns, filter=ds.field("arrival") == arrival
        ).to_pylist()
        return found


class MessagesInMemory:
    """The port Messages on a lake and an archive in memory."""

    def __init__(self, lake: Lake, archive: ArchiveInMemory) -> None:
        self._lake = lake
        self._archive = archive

    def kept(self, arrival: int, number_in_arrival: int, received_at: datetime) -> KeptMessage | None:
        """One report; None if it is not here (any more)."""
        return _kept(self._lake, arrival, number_in_arrival, received_at, self._archive.rejudged(arrival))


def _kept(
    lake: Lake, number: int, number_in_arrival: int, received_at: datetime, later: Sequence[Mapping[str, Any]]
) -> KeptMessage | None:
    rows = [cast("dict[str, Any]", dict(row)) for row in lake.reports(number, received_at)]
    raw = lake.raw(number, received_at)
    if not rows or raw is None:
        return None
    stored = stored_arrival(
        [{**rows[0], "raw": raw, "judged": None}, *({**row, "judged": None} for row in rows[1:])], {}
    )
    if isinstance(stored, Unread):
        return None
    own = [row for row in later if row["number_in_arrival"] == number_in_arrival]
    first = [row["judged"] for row in rows if row["number_in_arrival"] == number_in_arrival and row["judged"]]
    judgements = [Judgement(None, from_json(JudgedReport, judged)) for judged in first]
    judgements += [
        Judgement(row["judged_at"], from_json(JudgedReport, row["judged"]) if row["judged"] else None)
        for row in sorted(own, key=lambda row: row["judged_at"])
    ]
    return KeptMessage(stored.arrival, number_in_arrival, stored.facts, tuple(judgements))
