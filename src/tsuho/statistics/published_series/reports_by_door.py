"""情報提供件数（受付経路別）: reports by the door they came through."""

from tsuho.statistics import series
from tsuho.statistics.published import Series, one_column
from tsuho.statistics.report_series import also_reports
from tsuho.words.vocabulary import Door

SERIES = Series(
    name="reports_by_door",
    ledger=(series.REPORT,),
    by=("door",),
    values=one_column(*Door),
    also=also_reports,
)
