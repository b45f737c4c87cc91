"""情報提供件数（言語別）: reports by the language of the reported mail; empty where there was too little text to tell."""

from tsuho.statistics import series
from tsuho.statistics.published import Series, one_column
from tsuho.statistics.report_series import also_reports

SERIES = Series(
    name="reports_by_language",
    ledger=(series.REPORT,),
    by=("language",),
    values=one_column("ja", "en", "zh", "ko"),
    also=also_reports,
)
