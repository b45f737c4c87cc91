"""Japan's holidays and the business days (営業日) between them, as holidays.yaml has them: the law's days and its sources.

The desk answers no call on a Saturday, a Sunday, a national holiday or in the closing days of public bodies at the year's end.
"""

from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_SATURDAY = 5


@cache
def _table() -> Any:
    return yaml.safe_load(files("tsuho.jurisdictions.jp").joinpath("holidays.yaml").read_text("utf-8"))


@cache
def years() -> tuple[int, ...]:
    """The calendar years whose holidays are entered."""
    return tuple(_table()["years"])


def holiday(day: date) -> str:
    """The name of a national holiday, empty where the day is none. Raises ValueError for a year that is not entered."""
    entered = _table()["years"].get(day.year)
    if entered is None:
        raise ValueError(
            f"the holidays of {day.year} are not entered; add them to jurisdictions/jp/holidays.yaml when they are announced"
        )
    return str(entered.get(f"{day:%m-%d}", ""))


def is_business_day(day: date) -> bool:
    """Whether the desk is open on a day."""
    closed = _table()["closed"]
    at_the_years_end = f"{day:%m-%d}" >= closed["from"] or f"{day:%m-%d}" <= closed["until"]
    return day.weekday() < _SATURDAY and not at_the_years_end and not holiday(day)


def business_days(since: date, until: date) -> tuple[date, ...]:
    """The days on which the desk is open, from ``since`` to the day before ``until``."""
    days = (since + timedelta(days=number) for number in range((until - since).days))
    return tuple(day for day in days if is_business_day(day))
