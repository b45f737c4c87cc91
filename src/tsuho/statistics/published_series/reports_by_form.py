"""情報提供件数（転送形式別）: reports by the wrapping in which the original reached us."""

from tsuho.statistics import series
from tsuho.statistics.published import Series, one_column
from tsuho.statistics.report_series import also_reports
from tsuho.words.vocabulary import Form

SERIES = Series(
    name="reports_by_form",
    ledger=(series.REPORT,),
    by=("form",),
    values=one_column(*Form),
    also=also_reports,
)
