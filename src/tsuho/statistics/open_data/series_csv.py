"""A series as tidy CSV: one row a line and month, codes and words side by side, and a cell without a number said to be so."""

from collections.abc import Iterator

from tsuho.statistics.answer import Answer
from tsuho.statistics.shown import label_of
from tsuho.words.cells import harmless_csv

YEAR = "year"
"""Stands in the column month where the row is the period's own number, which need not be the sum of its months."""

SHOWN, NOT_SHOWN = "shown", "not_shown"


def series_csv(answer: Answer) -> bytes:
    """Columns: series, month, what it is split by, its words in both languages, value, status, unit, source."""
    head = ("series", "month", *answer.by, "label_ja", "label_en", "value", "status", "unit", "source")
    return harmless_csv(head, _rows(answer))


def _rows(answer: Answer) -> Iterator[tuple[str | int, ...]]:
    source = " ".join(each for each, rows in answer.sources.items() if rows) or answer.family.value
    for line in (*answer.lines, answer.whole):
        group = line.group or ("",) * len(answer.by)
        labels = (label_of(answer, line, "ja"), label_of(answer, line, "en"))
        for month, value in (*zip(answer.months, line.by_month, strict=True), (YEAR, line.total)):
            cell = ("", NOT_SHOWN) if value is None else (value, SHOWN)
            yield (answer.series, month, *group, *labels, *cell, answer.unit.value, source)
