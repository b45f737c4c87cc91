"""`tsuho figures`: a day, a month with its fiscal year to date, or a fiscal year, from the ledger."""

import csv
import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from rich.console import Console

from tsuho.casework.errors import CannotDo
from tsuho.statistics.figures import figures
from tsuho.terminal.show_figures import show_figures
from tsuho.wiring.open import Centre
from tsuho.words.vocabulary import Source


def print_figures(
    centre: Centre, *, day: str, month: str, year: int, source: str, as_json: bool, as_csv: bool, language: str
) -> None:
    """Print one period, as a table, JSON or CSV; a month is printed with its fiscal year to date beside it."""
    wanted = _source(source)
    made = [
        figures(centre.ledger, since, until, label, wanted)
        for label, since, until in _periods(day=day, month=month, year=year)
    ]
    if as_json:
        value = made[0] if len(made) == 1 else {**made[0], "year_to_date": made[1]}
        print(json.dumps(value, ensure_ascii=False))
    elif as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(["period", "source", "figure", "count"])
        for value in made:
            writer.writerows((value["period"], value["source"], name, count) for name, count in _flat(value))
    else:
        for value in made:
            show_figures(Console(highlight=False), value, language)


def _source(name: str) -> Source | None:
    if name and name not in set(Source):
        raise CannotDo(f"there is no source {name!r}; known: {', '.join(Source)}")
    return Source(name) if name else None


def _periods(*, day: str, month: str, year: int) -> list[tuple[str, date, date]]:
    """(label, first day, day after the last) of each period that was asked for."""
    if sum(map(bool, (day, month, year))) != 1:
        raise CannotDo("name one period: --day 2015-03-10, --month 2015-03 or --year 2014")
    try:
        if day:
            since = date.fromisoformat(day)
            return [(day, since, since + timedelta(days=1))]
        if month:
            since = date.fromisoformat(f"{month}-01")
            until = (since + timedelta(days=32)).replace(day=1)
            begun = date(since.year if since.month >= 4 else since.year - 1, 4, 1)
            return [(month, since, until), (f"{begun.isoformat()[:7]}/{month}", begun, until)]
        return [(str(year), date(year, 4, 1), date(year + 1, 4, 1))]
    except ValueError:
        raise CannotDo(f"{day or month or year} is no period; write 2015-03-10, 2015-03 or 2014") from None


def _flat(value: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, int]]:
    for name, inner in value.items():
        if isinstance(inner, Mapping):
            yield from _flat(inner, f"{prefix}{name}.")
        elif isinstance(inner, int):
            yield f"{prefix}{name}", inner
