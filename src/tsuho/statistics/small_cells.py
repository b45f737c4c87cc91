"""Small cells (少数の秘匿): a number so small that it may point at somebody is not shown, nor any that would give it away.

Each month is hidden by itself and always the same way, so that the table of a month and that of its year hide the same cells.
Then the totals of the lines are hidden where a hidden month could be worked out from them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tsuho.statistics.answer import Line

_Edge = tuple[str, str]

LEAST = 5
"""The smallest count that is shown; nought is no small count."""


def is_small(count: int, least: int = LEAST) -> bool:
    """Whether this count alone may not be shown."""
    return 0 < abs(count) < least


def shown(counts: Mapping[str, int], least: int = LEAST) -> dict[str, int | None]:
    """The same names; None for a count that is hidden, being small or giving a small one away. Their sum may be known."""
    hidden = _hidden(list(counts.values()), frozenset(), least)
    return {name: None if row in hidden else counts[name] for row, name in enumerate(counts)}


def hide_small(lines: Sequence[Line], below: int, *, totals_stand: bool = True) -> tuple[Line, ...]:
    """The lines with every number from 1 to ``below`` - 1 hidden, and as many others as it takes.

    The sum of every month is taken to be known, since other tables show it. Without ``totals_stand`` a line with a hidden
    month has no total either.
    """
    months = len(lines[0].by_month) if lines else 0
    hidden = [_hidden([_number(line.by_month[month]) for line in lines], frozenset(), below) for month in range(months)]
    table = [
        replace(line, by_month=tuple(None if row in hidden[month] else line.by_month[month] for month in range(months)))
        for row, line in enumerate(lines)
    ]
    return _hide_totals(lines, table, below, totals_stand)


def _hide_totals(lines: Sequence[Line], table: list[Line], below: int, totals_stand: bool) -> tuple[Line, ...]:
    totals = [_number(line.total) for line in lines]
    if lines and len(lines[0].by_month) == 1:
        return tuple(replace(line, total=line.by_month[0]) for line in table)
    given = {
        row
        for row, line in enumerate(lines)
        if _gives_away(line, table[row].by_month, below, totals_stand=totals_stand)
    }
    while True:
        rows = _hidden(totals, frozenset(given), below)
        done = [replace(line, total=None if row in rows else line.total) for row, line in enumerate(table)]
        told = _told(lines, done)
        if not told or rows >= set(range(len(lines))):
            return tuple(done)
        # no month may be hidden that its own table showed, so the total goes; at worst all of them do
        given |= rows | (told - rows or set(range(len(lines))))


def _number(value: int | None) -> int:
    return value or 0


def _hidden(values: Sequence[int], given: frozenset[int], below: int) -> set[int]:
    """Which values of one column are hidden, their sum being known: the small ones, and the smallest beside them while needed.

    ``given`` are hidden for another reason. One hidden value is the sum less the others. A pool of hidden values that is
    small itself, or in which all must be ones or all the largest small number, tells them as well.
    """
    small = {row for row, value in enumerate(values) if is_small(value, below)}
    hidden = small | given
    free = sorted(
        (row for row in range(len(values)) if row not in hidden), key=lambda row: (values[row] == 0, values[row], row)
    )
    while hidden and free and _tells(hidden, small, values, below):
        hidden.add(free.pop(0))
    return hidden


def _tells(hidden: set[int], small: set[int], values: Sequence[int], below: int) -> bool:
    pool = sum(values[row] for row in hidden)
    return len(hidden) < 2 or pool < below or (hidden == small and _all_alike(pool, len(hidden), below))


def _all_alike(pool: int, cells: int, below: int) -> bool:
    return pool in {cells, cells * (below - 1)}


def _gives_away(line: Line, shown: Sequence[int | None], below: int, *, totals_stand: bool) -> bool:
    """Whether the total of a line tells its hidden months."""
    cells = [_number(value) for value, kept in zip(line.by_month, shown, strict=True) if kept is None]
    if not cells:
        return False
    return not totals_stand or len(cells) < 2 or sum(cells) < below or _all_alike(sum(cells), len(cells), below)


@dataclass(frozen=True, slots=True)
class _Hole:
    """A hidden number as an arc of the flow through the table: from a line to a month, or from the source to a line."""

    row: int
    arc: _Edge
    value: int


def _told(lines: Sequence[Line], table: Sequence[Line]) -> set[int]:
    """The rows with a hidden number that all the sums together leave no choice for.

    A table with its sums is a flow: into each line its total, out of it to the months. A hidden number can be another one
    exactly where a way leads round through other hidden numbers, of which those that go down must not be zero.
    """
    holes = [
        _Hole(row, (f"line {row}", f"month {month}"), _number(lines[row].by_month[month]))
        for row, line in enumerate(table)
        for month, value in enumerate(line.by_month)
        if value is None
    ]
    holes += [
        _Hole(row, ("source", f"line {row}"), _number(lines[row].total))
        for row, line in enumerate(table)
        if line.total is None
    ]
    ways: dict[str, set[str]] = {}
    for hole in holes:
        start, end = hole.arc
        ways.setdefault(start, set()).add(end)
        if hole.value > 0:
            ways.setdefault(end, set()).add(start)
    return {hole.row for hole in holes if _fixed(hole, ways)}


def _fixed(hole: _Hole, ways: Mapping[str, set[str]]) -> bool:
    start, end = hole.arc
    may_grow = _leads(end, start, ways, hole.arc)
    return not (may_grow or (hole.value > 0 and _leads(start, end, ways, hole.arc)))


def _leads(start: str, end: str, ways: Mapping[str, set[str]], without: _Edge) -> bool:
    """Whether a way leads from one to the other that does not use the hidden number itself."""
    own = {without, (without[1], without[0])}
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for there in ways.get(here, ()):
            if (here, there) in own or there in seen:
                continue
            if there == end:
                return True
            seen.add(there)
            waiting.append(there)
    return False
