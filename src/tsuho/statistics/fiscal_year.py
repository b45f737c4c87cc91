"""Months and fiscal years (年度) as a reader writes them: 平成26年度 and FY2014, 4月 and Apr, 平成27年3月 and March 2015."""

import calendar
from datetime import date
from typing import Final

# The first day of each era (元号を改める政令); a year is named by the era of the day that is asked about.
_ERAS: Final = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
)


def year_in_era(day: date) -> str:
    """The year of a day by its era: 平成26年, 令和元年. Raises ValueError for a day before the eras known here."""
    for begun, name in _ERAS:
        if day >= begun:
            number = day.year - begun.year + 1
            return f"{name}{'元' if number == 1 else number}年"
    raise ValueError(f"{day} lies before the eras that are known here; add its era to the table")


def fiscal_year_of(month: str) -> int:
    """The fiscal year in which a month lies, by the year of its April: 2015-03 lies in 2014."""
    year, number = map(int, month.split("-"))
    return year if number >= 4 else year - 1


def fiscal_year_named(year: int, language: str) -> str:
    """平成26年度, FY2014. A year in which the era changed goes by the one that most of it lay in: 昭和63年度, 令和元年度."""
    return f"{year_in_era(date(year, 10, 1))}度" if language == "ja" else f"FY{year}"


def month_short(month: str, language: str) -> str:
    """A month on an axis or in a table of one fiscal year: 4月, Apr."""
    number = int(month.split("-")[1])
    return f"{number}月" if language == "ja" else calendar.month_abbr[number]


def month_named(month: str, language: str) -> str:
    """A month in running text: 平成27年3月, March 2015."""
    year, number = map(int, month.split("-"))
    if language == "ja":
        return f"{year_in_era(date(year, number, 1))}{number}月"
    return f"{calendar.month_name[number]} {year}"


def day_named(day: date, language: str) -> str:
    """A day in running text: 平成27年3月31日, 31 March 2015."""
    if language == "ja":
        return f"{year_in_era(day)}{day.month}月{day.day}日"
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
