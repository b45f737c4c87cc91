"""違反情報の件数（違反類型別）: violations by the provision breached; one report may breach several and stands in each of their lines."""

from collections.abc import Sequence

from tsuho.statistics import series
from tsuho.statistics.cells import Cell
from tsuho.statistics.published import Counting, Series
from tsuho.statistics.report_series import also_reports
from tsuho.words.vocabulary import Outcome


def _each_provision(cell: Cell, by: Sequence[str], _counting: Counting) -> Sequence[tuple[str, ...]]:
    return [(rule,) for rule in cell.row[by[0]].split()] or [("",)]


SERIES = Series(
    name="reports_by_violation",
    ledger=(series.REPORT,),
    by=("tags",),
    where={"outcome": (Outcome.VIOLATION,)},
    groups=_each_provision,
    notes=("note_types_do_not_add_up",),
    months_shown=lambda settings: settings.apportioned_months_of_violations,
    also=also_reports,
)
