"""Rows of the lake as the arrivals they were: bytes, what the door saw, facts, and how each report was judged."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tsuho.casework.rebuild_ports import Stands, StoredArrival, Unread
from tsuho.store.lake.as_json import from_json
from tsuho.words.arrival import Arrival, Envelope, MonitorSheet, Peer
from tsuho.words.facts import Facts
from tsuho.words.vocabulary import Door

COLUMNS = ("arrival", "number_in_arrival", "batch", "received_at", "door", "simulated", "judged", "facts", "seen_by_door", "raw")  # fmt: skip
Later = Mapping[int, Mapping[int, Stands | None]]  # arrival → report number → what the latest rebuild said


@dataclass(frozen=True, slots=True)
class _SeenByDoor:
    """The column ``seen_by_door``."""

    peer: Peer | None = None
    envelope: Envelope = field(default_factory=Envelope)
    monitor: MonitorSheet | None = None
    file_name: str = ""


def stored_arrival(rows: Sequence[Mapping[str, Any]], later: Later) -> StoredArrival | Unread:
    """One arrival from its rows, the first of which holds its bytes; ``later``: what rebuilds said of its reports."""
    try:
        return _stored(rows, later)
    except (AttributeError, KeyError, TypeError, ValueError) as error:  # written by a program that knew other words
        return Unread(rows[0]["arrival"], f"{type(error).__name__} in the stored row")


def _stored(rows: Sequence[Mapping[str, Any]], later: Later) -> StoredArrival:
    first = rows[0]
    seen = from_json(_SeenByDoor, first["seen_by_door"])
    arrival = Arrival(
        number=first["arrival"],
        door=Door(first["door"]),
        received_at=first["received_at"],
        raw=first["raw"],
        peer=seen.peer,
        envelope=seen.envelope,
        monitor=seen.monitor,
        file_name=seen.file_name,
        simulated=first["simulated"],
    )
    judged = tuple(stands_in(row["judged"]) for row in rows if row["judged"])
    own = later.get(arrival.number, {})
    return StoredArrival(arrival, from_json(Facts, first["facts"]), judged, _standing(judged, own), frozenset(own))


def _standing(judged: Sequence[Stands], later: Mapping[int, Stands | None]) -> tuple[Stands | None, ...]:
    """The reports of an arrival as they stand: as first judged, unless a rebuild said otherwise."""
    length = max(len(judged), 1 + max(later, default=-1))
    return tuple(
        later[number] if number in later else judged[number] if number < len(judged) else None
        for number in range(length)
    )


def stands_in(judged: str) -> Stands:
    """What a rebuild compares, from the column ``judged``; of the text it reads nothing else."""
    report = json.loads(judged)
    origin = report["origin"]
    return Stands(
        outcome=report["outcome"],
        form=report["form"],
        ip=origin["ip"] if origin else "",
        verdicts={each["rule"]: each["verdict"] for each in report["findings"]},
        reasons=tuple(report["reasons"]),
    )
