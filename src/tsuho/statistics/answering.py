"""Answer a published series: its cells from the ledger, put into lines, small cells hidden, later corrections shown."""

from collections.abc import Mapping, Sequence

from tsuho.statistics.answer import Answer, Line, Revision, Unit
from tsuho.statistics.book import Book
from tsuho.statistics.cells import Cell, cells_of
from tsuho.statistics.families import FAMILIES, family_shown
from tsuho.statistics.periods import Period, months_of
from tsuho.statistics.published import OTHERS, Counting, Series, Span, Tally
from tsuho.statistics.small_cells import hide_small
from tsuho.words.vocabulary import Source

Group = tuple[str, ...]


def answer(
    series: Series, book: Book, period: Period, source: Source | None = None, counting: Counting | None = None
) -> Answer:
    """What a series says of whole months; without ``source`` of the only family present, else of what was counted."""
    rules = counting or Counting()
    where = {"series": (*series.ledger, *series.also(rules.settings)), **series.where}
    family = family_shown(source, book.row_counts(period.since, period.until))
    rows = book.row_counts(period.since, period.until, where)
    cells = cells_of(book, period, series.reads or series.by, FAMILIES[family], where)
    table = _Table(series, rules, period, cells)
    whole, lines = table.line((), cells), table.lines()
    if series.small_below:
        lines = hide_small(lines, series.small_below, totals_stand=_closes_a_year(table.months))
    return Answer(
        series=series.name,
        unit=series.unit,
        by=series.by,
        months=tuple(each.label for each in table.months),
        lines=lines,
        whole=whole,
        family=family,
        sources={each: rows.get(each, 0) for each in FAMILIES[family]},
        notes=(*series.notes, *series.notes_of(rules)),
        revisions=tuple(each for each in table.revisions() if _stands(each, lines, table.months)),
    )


class _Table:
    """The cells of one answer, put into lines."""

    def __init__(self, series: Series, rules: Counting, period: Period, cells: Sequence[Cell]) -> None:
        self._series, self._rules, self._period, self._cells = series, rules, period, cells
        self.months = months_of(period)
        self._show_months = series.months_shown(rules.settings)

    def line(self, group: Group, cells: Sequence[Cell]) -> Line:
        """One line: a number a month, and the whole period's own number, which need not be their sum."""
        parted = _by_month(cells)
        by_month = tuple(self._of_month(parted.get(month.label, []), month) for month in self.months)
        if self._series.unit is Unit.PARTIES and self._rules.settings.parties_over_months == "sum_of_months":
            return Line(group, by_month, sum(each or 0 for each in by_month))
        return Line(group, by_month, self._number(cells, self._period))

    def lines(self) -> tuple[Line, ...]:
        """The lines that always stand, then those that nobody foresaw; or the largest, then the others as one."""
        if self._series.tally:
            return self._tallied(self._series.tally)
        found = self._by_group()
        closed = tuple(self.line(group, found.pop(group)) for group in self._series.values)
        if self._series.top:
            return (*closed, *self._largest(found))
        free = [self.line(group, found[group]) for group in sorted(found)]
        # a printed count stands beside a row that takes it away again where it was laid out over the values: no line
        return (*closed, *(each for each in free if each.total or any(value for value in each.by_month)))

    def _tallied(self, tally: Tally) -> tuple[Line, ...]:
        """The lines of a series that makes all their numbers at once."""
        parted, whole = _by_month(self._cells), tally(self._cells)
        months = [tally(parted.get(month.label, [])) for month in self.months]
        return tuple(
            Line(group, tuple(each.get(group, 0) for each in months), whole.get(group, 0))
            for group in self._series.values
        )

    def _largest(self, found: Mapping[Group, Sequence[Cell]]) -> list[Line]:
        """The largest lines of a table, and all that come after them as one; only these are worked out by month."""
        totals = {group: self._number(cells, self._period) or 0 for group, cells in found.items()}
        order = sorted((group for group in found if totals[group]), key=lambda group: (-totals[group], group))
        lines = [self.line(group, found[group]) for group in order[: self._series.top]]
        rest = [cell for group in order[self._series.top :] for cell in found[group]]
        return [*lines, self.line((OTHERS,) * len(self._series.by), rest)] if rest else lines

    def revisions(self) -> list[Revision]:
        """What corrections made of closed months, line by line: what stood before, what stands after, in order of their day."""
        found: list[Revision] = []
        if not any(cell.correction for cell in self._cells):
            return found
        groups: Mapping[Group, Sequence[Cell]] = {(): self._cells}
        if self._series.by and not self._series.tally:
            groups = self._by_group()
        for group, cells in groups.items():
            for month in self.months:
                own = [cell for cell in cells if cell.month == month.label]
                kept = [cell for cell in own if not cell.correction]
                for on, reason in sorted({(cell.corrected_on, cell.correction) for cell in own if cell.correction}):
                    before = self._number(kept, month)
                    kept += [cell for cell in own if (cell.corrected_on, cell.correction) == (on, reason)]
                    after = self._number(kept, month)
                    if before != after:
                        found.append(Revision(month.label, group, before or 0, after or 0, reason, on))
        return sorted(found, key=lambda each: (each.on, each.month, each.group))

    def _by_group(self) -> dict[Group, list[Cell]]:
        found: dict[Group, list[Cell]] = {group: [] for group in self._series.values}
        for cell in self._cells if self._series.by else ():
            for group in self._series.groups(cell, self._series.by, self._rules):
                found.setdefault(group, []).append(cell)
        return found

    def _of_month(self, own: Sequence[Cell], month: Period) -> int | None:
        spread = sum(cell.count for cell in own if cell.source is Source.APPORTIONED)
        if spread and not self._show_months:
            return None
        return self._number(own, month)

    def _number(self, cells: Sequence[Cell], period: Period) -> int | None:
        return self._series.measure(cells, Span(period.since, period.until, self._rules))


def _by_month(cells: Sequence[Cell]) -> Mapping[str, Sequence[Cell]]:
    parted: dict[str, list[Cell]] = {}
    for cell in cells:
        parted.setdefault(cell.month, []).append(cell)
    return parted


def _closes_a_year(months: Sequence[Period]) -> bool:
    """Whether lines may have totals beside hidden months: a month's own, or a whole fiscal year's.

    Totals of a year so far come out month after month, and the difference of two of them is a month that was hidden.
    """
    return len(months) == 1 or (len(months) == 12 and months[0].since.month == 4)


def _stands(revision: Revision, lines: Sequence[Line], months: Sequence[Period]) -> bool:
    """Whether the number that was revised is shown at all; a hidden one is not told by its revision."""
    place = [each.label for each in months].index(revision.month)
    return all(line.by_month[place] is not None for line in lines if line.group == revision.group)
