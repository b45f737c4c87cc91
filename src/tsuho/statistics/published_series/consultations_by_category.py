"""電話相談件数（区分別）: calls at the desk by what they were about."""

from tsuho.statistics import series
from tsuho.statistics.answer import Unit
from tsuho.statistics.published import Series, one_column

SERIES = Series(
    name="consultations_by_category",
    ledger=(series.CONSULTATION,),
    unit=Unit.CALLS,
    by=("kind",),
    values=one_column(*series.CONSULTATION_KINDS),
)
