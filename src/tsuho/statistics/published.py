"""A published series: what one file of `published_series/` says of itself, and how every one of them is answered.

A new one is one file with one ``SERIES`` in it: nothing else is edited, since the folder itself is the list.
"""

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from typing import Protocol

from tsuho.statistics import published_series
from tsuho.statistics.answer import Answer, Line, Unit
from tsuho.statistics.book import Book
from tsuho.statistics.cells import Cell, cells_of
from tsuho.statistics.families import FAMILIES, family_shown
from tsuho.statistics.periods import Period, months_of
from tsuho.words.statistics import StatisticsSettings
from tsuho.words.vocabulary import Source

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


class Measure(Protocol):
    """Make one number of the cells that belong to it; None where there is none."""

    def __call__(self, cells: Sequence[Cell], span: Span) -> int | None:
        """The number of these cells over that time."""


def summed(cells: Sequence[Cell], span: Span) -> int:  # noqa: ARG001  # a sum needs no calendar
    """件: what the rows count, added up."""
    return sum(cell.count for cell in cells)


def distinct_parties(cells: Sequence[Cell], span: Span) -> int:  # noqa: ARG001  # nor does a union
    """社: parties with anything left to count; over a year each one once (A3)."""
    totals: dict[str, int] = {}
    for cell in cells:
        if party := cell.row["party"]:
            totals[party] = totals.get(party, 0) + cell.count
    return sum(1 for count in totals.values() if count > 0)


def _columns(cell: Cell, by: Sequence[str], counting: Counting) -> Sequence[tuple[str, ...]]:  # noqa: ARG001
    return (tuple(cell.row[name] for name in by),)


def _always(settings: StatisticsSettings) -> bool:  # noqa: ARG001
    return True


@dataclass(frozen=True, slots=True)
class Series:
    """One published series. Its title and meaning are ``series_<name>`` and ``series_<name>_meaning`` in the catalogue.

    ``ledger`` names the series of the ledger that it is of; ``where`` narrows them. ``by`` are the columns that its lines
    are split by, ``values`` the lines that always stand, in print order; a value that nobody foresaw comes after them, so
    that no row is lost. ``reads`` are further columns that the measure looks at. ``groups`` puts a cell into its lines where
    that is not simply its columns. ``top`` keeps the largest lines and makes the rest one. A cell below ``small_below`` is
    not shown. ``months_shown`` says whether months that were only spread from a year's total stand in the table.
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
    top: int = 0
    small_below: int = 0
    notes: tuple[str, ...] = ()
    months_shown: Callable[[StatisticsSettings], bool] = _always
    also: Callable[[StatisticsSettings], Sequence[str]] = lambda _settings: ()


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


def answer(
    series: Series, book: Book, period: Period, source: Source | None = None, counting: Counting | None = None
) -> Answer:
    """What a series says of whole months; without ``source`` of the only family present, else of what was counted."""
    rules = counting or Counting()
    months = months_of(period)
    ledger = (*series.ledger, *series.also(rules.settings))
    where = {"series": ledger, **series.where}
    family = family_shown(source, book.row_counts(period.since, period.until))
    rows = book.row_counts(period.since, period.until, where)
    cells = cells_of(book, period, (*series.by, *series.reads), FAMILIES[family], where)
    table = _Table(series, rules, period, cells)
    return Answer(
        series=series.name,
        unit=series.unit,
        by=series.by,
        months=tuple(each.label for each in months),
        lines=table.lines(),
        whole=table.line((), cells),
        family=family,
        sources={each: rows.get(each, 0) for each in FAMILIES[family]},
        notes=series.notes,
    )


class _Table:
    """The cells of one answer, put into lines."""

    def __init__(self, series: Series, rules: Counting, period: Period, cells: Sequence[Cell]) -> None:
        self._series, self._rules, self._period, self._cells = series, rules, period, cells
        self._months = months_of(period)
        self._show_months = series.months_shown(rules.settings)

    def value(self, cells: Sequence[Cell], period: Period) -> int | None:
        """The number of some cells over some days."""
        return self._series.measure(cells, Span(period.since, period.until, self._rules))

    def line(self, group: tuple[str, ...], cells: Sequence[Cell]) -> Line:
        """One line: a number a month, and the whole period's own number, which need not be their sum."""
        by_month = tuple(self._of_month(cells, month) for month in self._months)
        if self._series.unit is Unit.PARTIES and self._rules.settings.parties_over_months == "sum_of_months":
            return Line(group, by_month, sum(each or 0 for each in by_month))
        return Line(group, by_month, self.value(cells, self._period))

    def lines(self) -> tuple[Line, ...]:
        """The lines that always stand, then those that nobody foresaw; or the largest, then the others as one."""
        if not self._series.by:
            return ()
        found: dict[tuple[str, ...], list[Cell]] = {group: [] for group in self._series.values}
        for cell in self._cells:
            for group in self._series.groups(cell, self._series.by, self._rules):
                found.setdefault(group, []).append(cell)
        lines = [self.line(group, cells) for group, cells in found.items()]
        closed, free = lines[: len(self._series.values)], lines[len(self._series.values) :]
        if self._series.values or not self._series.top:
            return (*closed, *sorted(free, key=lambda each: each.group))
        free.sort(key=lambda each: (-(each.total or 0), each.group))
        rest = [cell for line in free[self._series.top :] for cell in found[line.group]]
        others = (self.line((OTHERS,) * len(self._series.by), rest),) if rest else ()
        return (*free[: self._series.top], *others)

    def _of_month(self, cells: Sequence[Cell], month: Period) -> int | None:
        own = [cell for cell in cells if cell.month == month.label]
        if not self._show_months and any(cell.source is Source.APPORTIONED for cell in own):
            return None
        return self.value(own, month)
