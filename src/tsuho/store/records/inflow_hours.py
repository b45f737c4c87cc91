"""What came in by hour of receipt, counted as it is filed, so that the page of today never counts rows."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import connection

from tsuho.store.records.models import InflowHour, Report
from tsuho.words.vocabulary import Kind

_TABLE = InflowHour._meta.db_table  # noqa: SLF001  # Django's own documented way
_ADD = (
    f"INSERT INTO {_TABLE} (hour, reports, monitor_hits) VALUES (%s, %s, %s) "  # noqa: S608
    f"ON CONFLICT (hour) DO UPDATE SET reports = {_TABLE}.reports + excluded.reports, "
    f"monitor_hits = {_TABLE}.monitor_hits + excluded.monitor_hits"
)


def add(rows: Iterable[Report]) -> None:
    """Count new rows in, in the transaction that files them."""
    every: Counter[datetime] = Counter()
    hits: Counter[datetime] = Counter()
    for row in rows:
        hour = hour_of(row.received_at)
        every[hour] += 1
        hits[hour] += row.kind == Kind.MONITOR_HIT
    adapt = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, [(adapt(hour), every[hour] - hits[hour], hits[hour]) for hour in sorted(every)])


def hour_of(at: datetime) -> datetime:
    """The first moment of an hour."""
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
