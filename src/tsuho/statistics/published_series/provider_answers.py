"""ISP 事業者の措置結果: what providers answered; one notice may be answered more than once."""

from tsuho.statistics import series
from tsuho.statistics.published import Series, one_column

SERIES = Series(
    name="provider_answers",
    ledger=(series.PROVIDER_ANSWER,),
    by=("kind",),
    values=one_column(*series.ANSWERS),
    notes=("note_answers_repeat",),
)
