"""The shape of one fiscal year, month by month: data/h26_months.csv, whose totals and four cells of March the seed prints.

The totals of the columns phone, reports, violation, monitor, isp, foreign, warn, chain and assoc are printed, and of March phone,
monitor, isp and foreign. Everything else in the file is spread from them by invented weights.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from tsuho.simulation.calendar import chain_weight, desk_weight, mail_weight

_WEIGHTS = {"mail": mail_weight, "desk": desk_weight, "chain": chain_weight}
YEAR = 2014  # 平成26年度, the only year whose report is the seed


@dataclass(frozen=True, slots=True)
class MonthShape:
    """One month: its first day, the first day of the next, and the counts of the file by column."""

    since: date
    until: date
    counts: Mapping[str, int]

    @property
    def days(self) -> tuple[date, ...]:
        """All its days."""
        return tuple(self.since + timedelta(days=number) for number in range((self.until - self.since).days))


@cache
def months_of(year: int) -> tuple[MonthShape, ...]:
    """The twelve months of a fiscal year, April first. Raises ValueError for a year that no file describes."""
    if year != YEAR:
        raise ValueError(f"only the fiscal year {YEAR} has a printed report; there is no shape for {year}")
    text = files("tsuho.simulation").joinpath("data", "h26_months.csv").read_text("utf-8")
    return tuple(_month(row) for row in csv.DictReader(text.splitlines()) if row["month"] != "total")


def _month(row: Mapping[str, str]) -> MonthShape:
    since = date.fromisoformat(f"{row['month']}-01")
    counts = {name: int(value) for name, value in row.items() if name != "month"}
    return MonthShape(since, (since + timedelta(days=32)).replace(day=1), counts)


def day_weights(month: MonthShape, kind: str) -> list[int]:
    """How much of a month falls on each of its days; ``kind`` is ``mail``, ``desk`` (business days) or ``chain``."""
    weigh = _WEIGHTS[kind]
    return [weigh(day) for day in month.days]
