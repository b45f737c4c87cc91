"""海外からの一覧による対応依頼件数: rows of agencies' lists that providers were told of, by the agency; apart from our own notices."""

from tsuho.statistics import series
from tsuho.statistics.published import Series

SERIES = Series(
    name="inbound_notices", ledger=(series.INBOUND_NOTICE,), by=("country",), top=20, notes=("note_inbound_apart",)
)
