"""情報提供の判定別件数: reports by what they ended in; 違反情報 are those with a violation on their face."""

from collections.abc import Sequence

from tsuho.statistics import series
from tsuho.statistics.cells import Cell
from tsuho.statistics.published import Counting, Series, one_column
from tsuho.statistics.report_series import also_reports
from tsuho.words.vocabulary import Outcome, Source

NOT_PRINTED = "not_divided"
"""The line of reports whose division was never printed, where apportioned outcomes are not wanted (A6)."""


def _groups(cell: Cell, by: Sequence[str], counting: Counting) -> Sequence[tuple[str, ...]]:
    outcome = cell.row[by[0]]
    spread = cell.source in {Source.SEEDED, Source.APPORTIONED} and outcome != Outcome.VIOLATION
    return ((NOT_PRINTED,),) if spread and not counting.settings.apportioned_outcomes else ((outcome,),)


SERIES = Series(
    name="reports_by_outcome",
    ledger=(series.REPORT,),
    by=("outcome",),
    values=one_column(*Outcome),
    groups=_groups,
    also=also_reports,
    months_shown=lambda settings: settings.apportioned_months_of_violations,
)
