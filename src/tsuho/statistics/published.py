"""A published series: what one file of `published_series/` says of itself, and the list of all of them.

A new one is one file with one ``SERIES`` in it: nothing else is edited, since the folder itself is the list.
"""

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module

from tsuho.statistics import published_series
from tsuho.statistics.answer import Unit
from tsuho.statistics.cells import Cell
from tsuho.words.statistics import StatisticsSettings

OTHERS = "others"
"""The one line that stands for all that come after the largest ones."""


@dataclass(frozen=True, slots=True)
class Counting:
    """How this centre counts: its choices A1 to A7, and how many business days lie between two days.

    Without a calendar of holidays Monday to Friday are taken, and a note says so under the table.
    """

    settings: StatisticsSettings = field(default_factory=StatisticsSettings)
    business_days: Callable[[date, date], int] | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The days that one number is of, for measures that divide by time."""

    since: date
    until: date
    counting: Counting


Measure = Callable[[Sequence[Cell], Span], int | None]
"""Make one number of the cells of a line over its days; None where there is none."""

Tally = Callable[[Sequence[Cell]], Mapping[tuple[str, ...], int]]
"""Make the numbers of all lines at once, where only all cells together say what belongs to which."""


def summed(cells: Sequence[Cell], _span: Span) -> int:
    """件: what the rows count, added up."""
    return sum(cell.count for cell in cells)


def distinct_parties(cells: Sequence[Cell], _span: Span) -> int:
    """社: parties with anything left to count; over a year each one once (A3)."""
    return len(by_party(cells))


def by_party(cells: Sequence[Cell]) -> Mapping[str, int]:
    """What each party has left to count; those that were booked and taken back are none."""
    totals: dict[str, int] = {}
    for cell in cells:
        if party := cell.row["party"]:
            totals[party] = totals.get(party, 0) + cell.count
    return {party: count for party, count in totals.items() if count > 0}


def _columns(cell: Cell, by: Sequence[str], _counting: Counting) -> Sequence[tuple[str, ...]]:
    return (tuple(cell.row[name] for name in by),)


def _always(_settings: StatisticsSettings) -> bool:
    return True


def _no_more(_settings: StatisticsSettings) -> Sequence[str]:
    return ()


def _own_notes(_counting: Counting) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Series:
    """One published series. Its title and meaning are ``series_<name>`` and ``series_<name>_meaning`` in the catalogue.

    ``ledger`` names the series of the ledger that it is of, ``also`` those that a centre may choose to count with them;
    ``where`` narrows them. ``by`` names what its lines are split by; where these are no columns of the ledger, ``reads`` are
    the columns and ``groups`` puts a cell into its lines. ``values`` are the lines that always stand, in print order; a value
    that nobody foresaw comes after them, so that no row is lost. ``top`` keeps the largest lines and makes the rest one.
    ``tally`` makes all lines' numbers itself. ``kept``: it has so many parties that its answer is made once (`kept.py`). Cells below ``small_below`` are not shown, nor what would give them away. ``months_shown`` says whether months that were
    only spread from a year's total stand in the table; ``notes_of`` gives further notes by how the centre counts.
    """

    name: str
    ledger: tuple[str, ...]
    unit: Unit = Unit.MESSAGES
    by: tuple[str, ...] = ()
    values: tuple[tuple[str, ...], ...] = ()
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    reads: tuple[str, ...] = ()
    measure: Measure = summed
    groups: Callable[[Cell, Sequence[str], Counting], Sequence[tuple[str, ...]]] = _columns
    tally: Tally | None = None
    top: int = 0
    kept: bool = False
    small_below: int = 0
    notes: tuple[str, ...] = ()
    notes_of: Callable[[Counting], Sequence[str]] = _own_notes
    months_shown: Callable[[StatisticsSettings], bool] = _always
    also: Callable[[StatisticsSettings], Sequence[str]] = _no_more


def one_column(*values: str) -> tuple[tuple[str, ...], ...]:
    """The lines of a series that is split by one column."""
    return tuple((value,) for value in values)


@cache
def published() -> Mapping[str, Series]:
    """Every published series by its name, in the order of the names: each is one file of `published_series/`."""
    found: dict[str, Series] = {}
    for module in pkgutil.iter_modules(published_series.__path__):
        series = import_module(f"{published_series.__name__}.{module.name}").SERIES
        if series.name != module.name:
            raise ValueError(f"published_series/{module.name}.py calls its series {series.name!r}; name both the same")
        found[series.name] = series
    return found
