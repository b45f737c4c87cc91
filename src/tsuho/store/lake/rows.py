"""The rows of the lake: one a report, with the arrival's exact bytes on the first; an arrival without reports has one too.

Chain mail is counted and discarded, never kept: handing it over is an error here.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from tsuho.casework.ports import Evidenced
from tsuho.store.lake.as_json import to_json
from tsuho.words.judged import JudgedReport
from tsuho.words.vocabulary import Door

_TEXTS = pa.list_(pa.string())

SCHEMA = pa.schema(
    [
        ("month", pa.string()),
        ("arrival", pa.int64()),
        ("number_in_arrival", pa.int32()),
        ("lane", pa.int32()),
        ("batch", pa.int64()),
        ("received_at", pa.timestamp("us", tz="UTC")),
        ("door", pa.string()),
        ("simulated", pa.bool_()),
        ("kind", pa.string()),
        ("form", pa.string()),
        ("depth", pa.int32()),
        ("outcome", pa.string()),
        ("reasons", _TEXTS),
        ("category", pa.string()),
        ("language", pa.string()),
        ("rules", _TEXTS),
        ("campaign_keys", _TEXTS),
        ("sha256", pa.string()),
        ("message_sha256", pa.string()),
        ("ip", pa.string()),
        ("asn", pa.int64()),
        ("country", pa.string()),
        ("judged", pa.string()),
        ("facts", pa.string()),
        ("seen_by_door", pa.string()),
        ("raw", pa.binary()),
    ]
)
# Only these get their smallest and largest value written into the table's log: nothing of a person outlives a purge there.
COLUMNS_WITH_STATISTICS = ("arrival", "number_in_arrival", "lane", "batch", "received_at", "door", "kind", "outcome")


def month_of(received_at: datetime) -> str:
    """The partition of a receipt time: its month in UTC, as in 2015-03."""
    return f"{received_at.astimezone(UTC):%Y-%m}"


def rows_of(lane: int, batch: int, evidenced: Sequence[Evidenced]) -> list[dict[str, Any]]:
    """All rows of a batch. Raises ValueError for chain mail and for an arrival without a receipt time."""
    return [row for each in evidenced for row in _rows_of_arrival(lane, batch, each)]


def table_of(rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """The rows as an Arrow table."""
    return pa.Table.from_pylist([dict(row) for row in rows], schema=SCHEMA)


def _rows_of_arrival(lane: int, batch: int, each: Evidenced) -> Iterator[dict[str, Any]]:
    arrival = each.arrival
    if arrival.door is Door.CHAIN:
        raise ValueError("chain mail is counted and discarded, never kept: do not hand it to the lake")
    if arrival.received_at is None:
        raise ValueError(f"arrival {arrival.number} has no receipt time; the door must state it")
    of_all = {
        "month": month_of(arrival.received_at),
        "arrival": arrival.number,
        "lane": lane,
        "batch": batch,
        "received_at": arrival.received_at,
        "door": arrival.door.value,
        "simulated": arrival.simulated,
        "sha256": each.judged.sha256,
    }
    only_first = {
        "raw": arrival.raw,
        "facts": to_json(each.facts),
        "seen_by_door": to_json(
            {
                "peer": arrival.peer,
                "envelope": arrival.envelope,
                "monitor": arrival.monitor,
                "file_name": arrival.file_name,
            }
        ),
    }
    if not each.judged.reports:
        yield {**of_all, **only_first, "number_in_arrival": 0}
    for number, report in enumerate(each.judged.reports):
        yield {**of_all, **(only_first if number == 0 else {}), "number_in_arrival": number, **_of_report(report)}


def _of_report(report: JudgedReport) -> dict[str, Any]:
    message, origin = report.message, report.origin
    network = origin.network if origin else None
    return {
        "kind": report.kind.value,
        "form": report.form.value,
        "depth": report.depth,
        "outcome": report.outcome.value,
        "reasons": list(report.reasons),
        "category": report.classification.category,
        "language": message.language if message else None,
        "rules": sorted({each.rule for each in report.breaches}),
        "campaign_keys": [_whole(str(key)) for key in report.campaign_keys],
        "message_sha256": message.sha256 if message else None,
        "ip": origin.ip if origin else None,
        "asn": network.asn if network else None,
        "country": network.country if network else None,
        "judged": to_json(report),
    }


def _whole(text: str) -> str:
    """Text that any engine can read: half of a surrogate pair becomes a question mark (the findings keep it)."""
    return text.encode("utf-8", "replace").decode("utf-8")
