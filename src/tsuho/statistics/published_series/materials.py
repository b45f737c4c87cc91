"""周知啓発資料の配布部数: pieces of material dispatched, by material."""

from tsuho.statistics import series
from tsuho.statistics.answer import Unit
from tsuho.statistics.published import Series, one_column
from tsuho.words.awareness import Material

SERIES = Series(
    name="materials",
    ledger=(series.MATERIAL,),
    unit=Unit.PIECES,
    by=("kind",),
    values=one_column(*Material),
)
