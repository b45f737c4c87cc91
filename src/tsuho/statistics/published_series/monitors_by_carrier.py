"""モニター着信件数（事業者別）: hits by who carries the monitor's line."""

from tsuho.statistics import series
from tsuho.statistics.published import Series

SERIES = Series(name="monitors_by_carrier", ledger=(series.MONITOR_HIT,), by=("carrier",))
