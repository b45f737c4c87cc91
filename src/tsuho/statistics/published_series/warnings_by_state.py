"""警告件数（状態別）: warnings drafted, approved and sent, each counted in the month in which that happened."""

from tsuho.statistics import series
from tsuho.statistics.published import Series, one_column

SERIES = Series(
    name="warnings_by_state",
    ledger=(series.WARNING,),
    by=("kind",),
    values=one_column(*series.WARNING_KINDS),
    notes=("note_states_do_not_add_up",),
    months_shown=lambda settings: settings.apportioned_months_of_warnings,
)
