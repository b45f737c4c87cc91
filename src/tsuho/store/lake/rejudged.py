"""The rows of the table ``rejudged``: judgements of rebuilds, beside the evidence and never in its place.

One row for a report that no longer stood as before; the latest one stands. A purge of a month of evidence purges the same month
here, since a judgement quotes the mail.
"""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from tsuho.casework.rebuild_ports import Rejudged, Stands
from tsuho.store.lake.as_json import to_json
from tsuho.store.lake.rows import month_of
from tsuho.store.lake.stored import Later, stands_in

REJUDGED = pa.schema(
    [
        ("month", pa.string()),
        ("arrival", pa.int64()),
        ("number_in_arrival", pa.int32()),
        ("received_at", pa.timestamp("us", tz="UTC")),
        ("judged_at", pa.timestamp("us", tz="UTC")),
        ("rules", pa.string()),
        ("judged", pa.string()),
    ]
)
STATISTICS = ("arrival", "number_in_arrival", "received_at", "judged_at")


def rejudged_rows(rejudged: Sequence[Rejudged]) -> list[dict[str, Any]]:
    """The rows; ``judged`` is null for a report that was found no more."""
    return [
        {
            "month": month_of(each.received_at),
            "arrival": each.arrival,
            "number_in_arrival": each.number_in_arrival,
            "received_at": each.received_at,
            "judged_at": each.judged_at,
            "rules": each.rules,
            "judged": to_json(each.judged) if each.judged else None,
        }
        for each in rejudged
    ]


def latest(rows: Sequence[dict[str, Any]]) -> Later:
    """What the latest rebuild said of each report; None: it found no such report."""
    last = {
        (row["arrival"], row["number_in_arrival"]): row["judged"]
        for row in sorted(rows, key=lambda row: row["judged_at"])
    }
    found: dict[int, dict[int, Stands | None]] = {}
    for (arrival, number), judged in last.items():
        found.setdefault(arrival, {})[number] = stands_in(judged) if judged else None
    return found
