"""再発件数: notices after whose measure the same line sent again, by the month of the first hit after it."""

from tsuho.statistics import series
from tsuho.statistics.published import Series

SERIES = Series(name="relapses", ledger=(series.RELAPSE,), notes=("note_relapse",))
