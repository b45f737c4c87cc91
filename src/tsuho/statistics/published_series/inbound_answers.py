"""海外からの一覧による対応依頼への措置結果: what providers answered to notices of agencies' lists."""

from tsuho.statistics import series
from tsuho.statistics.published import Series, one_column

SERIES = Series(
    name="inbound_answers",
    ledger=(series.INBOUND_ANSWER,),
    by=("kind",),
    values=one_column(*series.ANSWERS),
    notes=("note_answers_repeat", "note_inbound_apart"),
)
