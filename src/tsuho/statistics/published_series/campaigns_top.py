"""通数の多い送信者群: the twenty campaigns with most messages in the period, and all others as one."""

from tsuho.statistics import series
from tsuho.statistics.published import Series

SERIES = Series(
    name="campaigns_top",
    ledger=(series.CAMPAIGN,),
    by=("party",),
    top=20,
    kept=True,
    notes=("note_campaigns_at_close",),
)
