"""The seed's book: what the activity report for 平成26年度 prints, as rows of the ledger, and its spread over days and classes.

A printed figure is booked as it is printed, `seeded`: the year's on 1 April, and where March is printed too, March's on 1 March
and the rest of the year's on 1 April. Beside each stands an `apportioned` row that takes the same count away again, and
`apportioned` rows that lay it out over the days and classes. So the seeded rows alone add up to what is printed, the
apportioned rows of a year add up to nothing, and a cell is the seed's own exactly where its apportioned rows cancel out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tsuho.simulation.notified import notices_by_month
from tsuho.simulation.parameters import parameters
from tsuho.simulation.register import sample_vendors
from tsuho.simulation.year_shape import YEAR, MonthShape, day_weights, months_of
from tsuho.statistics import series
from tsuho.statistics.apportion import apportion, apportion_table
from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import Source

Labels = Mapping[str, Any]
_MARCH = 11  # the place of March among the months of a fiscal year


def seed_rows() -> Iterator[LedgerRow]:
    """Every row of the book, with keys that tell the section of the seed; booked again they change nothing."""
    for figure in parameters("seed")["figures"]:
        yield from _figure_rows(figure)
    yield from _member_rows()


def rows_laid_out(name: str) -> list[LedgerRow]:
    """How one printed figure is spread over days and classes, without the figure itself: rows that count."""
    figure = next(each for each in parameters("seed")["figures"] if each["name"] == name)
    return [row for row in _figure_rows(figure) if row.source is Source.APPORTIONED and row.count > 0]


def _figure_rows(figure: Labels) -> Iterator[LedgerRow]:
    labels, key = figure["row"], f"seed/{YEAR}/{figure['section']}/{figure['name']}"
    months = months_of(YEAR)
    march = figure.get("march", 0)
    yield from _printed(f"{key}/year", months[0].since, labels, figure["year"] - march)
    if march:
        yield from _printed(f"{key}/march", months[_MARCH].since, labels, march)
    for month, cells in zip(months, _cells_by_month(figure), strict=True):
        for place, (cell, count) in enumerate(cells):
            spread = apportion(count, day_weights(month, figure["days"]))
            for day, part in zip(month.days, spread, strict=True):
                if part:
                    yield _row(f"{key}/{day.isoformat()}/{place}", day, Source.APPORTIONED, labels, cell, part)


def _printed(key: str, day: date, labels: Labels, count: int) -> Iterator[LedgerRow]:
    """A printed figure, and the row that takes it away again so that it can be laid out."""
    yield _row(key, day, Source.SEEDED, labels, {}, count)
    yield _row(f"{key}/laid out", day, Source.APPORTIONED, labels, {}, -count)


def _row(key: str, day: date, source: Source, labels: Labels, cell: Labels, count: int) -> LedgerRow:
    found: dict[str, Any] = {
        name: tuple(value) if name == "tags" else value for name, value in {**labels, **cell}.items()
    }
    return replace(LedgerRow(key, "", day, source, count), **found)


def _cells_by_month(figure: Labels) -> list[list[tuple[Labels, int]]]:
    """What each month is made of: labels and counts that add up to the month's own count."""
    if figure["parts"] == "providers":
        return [[({"party": code}, count) for code, count in month.items()] for month in notices_by_month()]
    months = months_of(YEAR)
    levels = parameters("seed")["parts"][figure["parts"]]
    if figure["parts"] == "chain":
        return _published_classes(months, levels)
    return [_split([({}, _count(month, figure["column"]))], levels, month) for month in months]


def _published_classes(months: Sequence[MonthShape], levels: Sequence[Any]) -> list[list[tuple[Labels, int]]]:
    """Chain mail: its classes were published for the whole year, so the year's split comes first, and the months' adds up to it."""
    totals = [month.counts["chain"] for month in months]
    classes = apportion(sum(totals), [row["weight"] for row in levels[0]])
    table = apportion_table(totals, classes)
    return [
        _split([(_labels(row), count) for row, count in zip(levels[0], counts, strict=True)], levels[1:], month)
        for month, counts in zip(months, table, strict=True)
    ]


def _split(
    cells: list[tuple[Labels, int]], levels: Sequence[Sequence[Labels]], month: MonthShape
) -> list[tuple[Labels, int]]:
    """Cells split level by level, each count shared out by the weights of the level, or by columns of the month."""
    for level in levels:
        cells = [
            ({**labels, **further}, part)
            for labels, count in cells
            for alternative, share in zip(level, apportion(count, _weights(level, month)), strict=True)
            for further, part in _alternative(alternative, share)
            if part
        ]
    return cells


def _alternative(row: Labels, count: int) -> Iterator[tuple[Labels, int]]:
    """An alternative, split further where it says so."""
    if "each" not in row:
        yield _labels(row), count
        return
    further = parameters("seed")["each"][row["each"]]
    for inner, part in zip(further, apportion(count, [each["weight"] for each in further]), strict=True):
        yield {**_labels(row), **_labels(inner)}, part


def _weights(level: Sequence[Labels], month: MonthShape) -> list[int]:
    return [_count(month, row["column"]) if "column" in row else row["weight"] for row in level]


def _labels(row: Labels) -> Labels:
    return {name: value for name, value in row.items() if name not in {"weight", "column", "each"}}


def _count(month: MonthShape, column: str) -> int:
    if column == "rest":
        return month.counts["reports"] - month.counts["violation"]
    return month.counts[column]


def _member_rows() -> Iterator[LedgerRow]:
    """The association's members, each of whom got every mail: no figure of the seed, but six it names (R2.12)."""
    members = sample_vendors()[: parameters("seed")["members"]]
    for month in months_of(YEAR):
        for member in members:
            key = f"seed/{YEAR}/R2.12/members/{month.since.isoformat()}/{member.code}"
            labels = {"series": series.ASSOCIATION_MEMBER, "party": member.code}
            yield _row(key, month.since, Source.APPORTIONED, labels, {}, month.counts["assoc"])
