"""Count campaigns by the class that each falls in over the whole time of a number, which no single row can tell."""

from collections import Counter
from collections.abc import Mapping, Sequence

from tsuho.statistics.cells import Cell
from tsuho.statistics.classes import class_of
from tsuho.statistics.published import Tally, by_party


def campaigns_in_classes(firsts: tuple[int, ...]) -> Tally:
    """How many campaigns fall in each class; ``firsts`` are the smallest number of each."""

    def tally(cells: Sequence[Cell]) -> Mapping[tuple[str, ...], int]:
        return Counter((class_of(total, firsts),) for total in by_party(cells).values())

    return tally
