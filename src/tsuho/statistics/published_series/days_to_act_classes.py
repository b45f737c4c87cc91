"""措置までの日数（階級別）: notices that were acted on, by how many days that took."""

from collections.abc import Sequence

from tsuho.statistics import series
from tsuho.statistics.cells import Cell
from tsuho.statistics.classes import class_of, names
from tsuho.statistics.published import Counting, Series, one_column

_FIRSTS = (0, 2, 4, 8, 15, 31)


def _class(cell: Cell, _by: Sequence[str], _counting: Counting) -> Sequence[tuple[str, ...]]:
    return ((class_of(int(cell.row["kind"]), _FIRSTS),),)


SERIES = Series(
    name="days_to_act_classes",
    ledger=(series.PROVIDER_MEASURE,),
    by=("days",),
    values=one_column(*names(_FIRSTS)),
    reads=("kind",),
    groups=_class,
)
