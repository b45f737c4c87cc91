"""警告の効果: warnings by what was found after their days of grace, counted in the month in which a person looked."""

from tsuho.statistics import series
from tsuho.statistics.published import Series, one_column

SERIES = Series(
    name="warnings_by_effect",
    ledger=(series.WARNING_EFFECT,),
    by=("kind",),
    values=one_column(*series.WARNING_EFFECTS),
    notes=("note_effect_after_grace",),
)
