"""モニター着信件数（携帯・PC別）: hits by the kind of monitor address."""

from tsuho.statistics import series
from tsuho.statistics.published import Series, one_column
from tsuho.words.vocabulary import Medium

SERIES = Series(
    name="monitors_by_medium",
    ledger=(series.MONITOR_HIT,),
    by=("medium",),
    values=one_column(*Medium),
)
