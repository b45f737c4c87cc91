"""モニター着信件数（国内・海外別）: hits from networks in Japan, from abroad, and from where nobody knows."""

from collections.abc import Sequence

from tsuho.statistics import series
from tsuho.statistics.cells import Cell
from tsuho.statistics.published import Counting, Series

_HOME = "JP"
ABROAD = "abroad"


def _home_or_abroad(cell: Cell, by: Sequence[str], _counting: Counting) -> Sequence[tuple[str, ...]]:
    country = cell.row[by[0]]
    return ((country if country in {_HOME, ""} else ABROAD,),)


SERIES = Series(
    name="monitors_by_domestic",
    ledger=(series.MONITOR_HIT,),
    by=("country",),
    values=((_HOME,), (ABROAD,), ("",)),
    groups=_home_or_abroad,
    notes=("note_country_of_network",),
)
