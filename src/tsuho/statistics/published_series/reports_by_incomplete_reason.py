"""不完全情報等の件数（理由別）: incomplete reports by their primary reason."""

from tsuho.statistics import series
from tsuho.statistics.published import Series, one_column
from tsuho.statistics.report_series import also_reports
from tsuho.words.vocabulary import Outcome, Reason

SERIES = Series(
    name="reports_by_incomplete_reason",
    ledger=(series.REPORT,),
    by=("reason",),
    values=one_column(*Reason),
    where={"outcome": (Outcome.INCOMPLETE,)},
    also=also_reports,
)
