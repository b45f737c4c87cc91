"""公開・更新したページ数: pages of the public site that were published or revised, by what they are for."""

from tsuho.statistics import series
from tsuho.statistics.answer import Unit
from tsuho.statistics.published import Series, one_column
from tsuho.words.awareness import PageKind

SERIES = Series(
    name="pages",
    ledger=(series.PAGE,),
    unit=Unit.PAGES,
    by=("kind",),
    values=one_column(*PageKind),
)
