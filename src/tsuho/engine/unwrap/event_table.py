"""A table of events that a notice attaches as CSV (Shadowserver and its like): what the first row states, and how many."""

import csv
from itertools import islice

from tsuho.engine.unwrap.feedback_fields import MAX_STATED

MAX_TABLE = 2_000_000  # bytes of a table that are read
MAX_ROWS = 10_000
_COLUMNS = {
    "source_ip": ("ip", "src_ip", "source_ip", "source.ip", "ip_address"),
    "date": ("timestamp", "time", "date", "detection_time", "time.source"),
    "source_port": ("port", "src_port", "source_port"),
    "url": ("url", "http_url"),
    "reported_domain": ("hostname", "domain", "host"),
}


def first_event(raw: bytes) -> dict[str, str]:
    """What the first row says by our names, and ``events``, the count of rows; empty for a table of something else."""
    lines = raw[:MAX_TABLE].decode("utf-8-sig", "replace").splitlines()
    try:
        head, *rows = islice(csv.reader(lines), MAX_ROWS)
    except (ValueError, csv.Error):
        return {}
    columns = {name.strip().lower(): at for at, name in enumerate(head)}
    first = next((row for row in rows if any(row)), None)
    if first is None:
        return {}
    said = {}
    for ours, theirs in _COLUMNS.items():
        at = next((columns[name] for name in theirs if name in columns), None)
        if at is not None and at < len(first) and first[at].strip(" -"):
            said[ours] = first[at].strip()[:MAX_STATED]
    if not said.keys() & {"source_ip", "url"}:
        return {}
    return {**said, "events": str(sum(1 for row in rows if any(row)))}
