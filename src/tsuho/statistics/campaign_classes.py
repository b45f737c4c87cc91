"""Count campaigns by the class that each falls in over the whole time of a number, which no single row can tell."""

from collections.abc import Callable, Sequence

from tsuho.statistics.cells import Cell
from tsuho.statistics.classes import class_of, names
from tsuho.statistics.published import Counting, Measure, Span, by_party


def every_class(firsts: Sequence[int]) -> Callable[[Cell, Sequence[str], Counting], Sequence[tuple[str, ...]]]:
    """Hand every cell to every line: only all cells of a campaign together say where it belongs."""
    found = [(name,) for name in names(firsts)]
    return lambda _cell, _by, _counting: found


def campaigns_in_class(firsts: Sequence[int]) -> Measure:
    """How many campaigns fall in the line's class; all of them for the whole."""

    def count(cells: Sequence[Cell], _span: Span, group: tuple[str, ...]) -> int:
        totals = by_party(cells)
        return sum(1 for total in totals.values() if not group or class_of(total, firsts) == group[0])

    return count
