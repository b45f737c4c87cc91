"""モニター着信件数（送信元の国・地域別）: hits by the country of the network that sent them, the twenty largest."""

from tsuho.statistics import series
from tsuho.statistics.published import Series

SERIES = Series(
    name="monitors_by_country",
    ledger=(series.MONITOR_HIT,),
    by=("country",),
    top=20,
    notes=("note_country_of_network",),
)
