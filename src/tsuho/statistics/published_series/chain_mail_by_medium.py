"""チェーンメール件数（媒体別）: chain mail by what carried it."""

from tsuho.statistics import series
from tsuho.statistics.published import Series, one_column
from tsuho.statistics.small_cells import LEAST

SERIES = Series(
    name="chain_mail_by_medium",
    ledger=(series.CHAIN_MAIL,),
    by=("medium",),
    values=one_column("mail", "sns"),
    small_below=LEAST,
    notes=("note_small_cells",),
)
