"""チェーンメール件数（種類別）: chain mail by the centre's five classes."""

from tsuho.statistics import series
from tsuho.statistics.published import Series, one_column
from tsuho.statistics.small_cells import LEAST
from tsuho.words.vocabulary import ChainClass

SERIES = Series(
    name="chain_mail_by_class",
    ledger=(series.CHAIN_MAIL,),
    by=("kind",),
    values=one_column(*ChainClass),
    small_below=LEAST,
    notes=("note_small_cells",),
)
