"""判定できた割合（転送形式別）: of a thousand reports in each form, how many were whole enough to be judged."""

from collections.abc import Sequence

from tsuho.statistics import series
from tsuho.statistics.answer import Unit
from tsuho.statistics.cells import Cell
from tsuho.statistics.published import Series, Span, one_column
from tsuho.statistics.report_series import also_reports
from tsuho.words.vocabulary import Form, Outcome


def _share_judged(cells: Sequence[Cell], _span: Span) -> int | None:
    whole = sum(cell.count for cell in cells)
    judged = sum(cell.count for cell in cells if cell.row["outcome"] != Outcome.INCOMPLETE)
    return (2_000 * judged + whole) // (2 * whole) if whole > 0 else None


SERIES = Series(
    name="coverage_by_form",
    ledger=(series.REPORT,),
    unit=Unit.SHARE,
    by=("form",),
    values=one_column(*Form),
    reads=("form", "outcome"),
    measure=_share_judged,
    notes=("note_no_share_of_nothing",),
    also=also_reports,
)
