"""措置までの日数: half of the notices that were acted on were acted on within so many days of sending (the median)."""

from collections.abc import Sequence

from tsuho.statistics import series
from tsuho.statistics.answer import Unit
from tsuho.statistics.cells import Cell
from tsuho.statistics.published import Series, Span


def _median(cells: Sequence[Cell], _span: Span) -> int | None:
    """The lower median, which is a number of days that really occurred."""
    counts: dict[int, int] = {}
    for cell in cells:
        counts[int(cell.row["kind"])] = counts.get(int(cell.row["kind"]), 0) + cell.count
    left = (sum(counts.values()) + 1) // 2
    for days in sorted(counts):
        left -= counts[days]
        if left <= 0:
            return days
    return None


SERIES = Series(
    name="days_to_act",
    ledger=(series.PROVIDER_MEASURE,),
    unit=Unit.DAYS,
    reads=("kind",),
    measure=_median,
    notes=("note_median_of_days", "note_no_share_of_nothing"),
)
