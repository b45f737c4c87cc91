"""A period of figures: a day, a month, or a fiscal year (年度, April to March), from its text."""

import re
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """From ``since`` to the day before ``until``; ``label`` is how it was asked for."""

    since: date
    until: date
    label: str


def day(text: str) -> Period:
    """One day, as in 2015-03-31. Raises ValueError with what is wrong."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(f"{text!r} is not a day; write it as 2015-03-31")
    since = date.fromisoformat(text)
    return Period(since, since + timedelta(days=1), text)


def month(text: str) -> Period:
    """One month, as in 2015-03. Raises ValueError with what is wrong."""
    if not re.fullmatch(r"\d{4}-\d{2}", text):
        raise ValueError(f"{text!r} is not a month; write it as 2015-03")
    since = date.fromisoformat(f"{text}-01")
    return Period(since, (since + timedelta(days=31)).replace(day=1), text)


def year(text: str) -> Period:
    """One fiscal year, named by the year in which its April lies, as in 2014. Raises ValueError with what is wrong."""
    if not re.fullmatch(r"\d{4}", text) or not 1 <= int(text) < 9999:
        raise ValueError(f"{text!r} is not a fiscal year; write it as 2014 for April 2014 to March 2015")
    return Period(date(int(text), 4, 1), date(int(text) + 1, 4, 1), text)


def year_to(last: date) -> date:
    """The first day of the fiscal year in which a day lies."""
    return date(last.year if last.month >= 4 else last.year - 1, 4, 1)


def period(*, day_text: str = "", month_text: str = "", year_text: str = "") -> Period:
    """The one period that was asked for. Raises ValueError when it is not exactly one, or not written rightly."""
    asked = [(read, text) for read, text in ((day, day_text), (month, month_text), (year, year_text)) if text]
    if len(asked) != 1:
        raise ValueError("ask for exactly one of a day, a month or a year")
    read, text = asked[0]
    return read(text)


def months_of(asked: Period) -> tuple[Period, ...]:
    """The months that a period consists of. Raises ValueError if it begins or ends within one."""
    if asked.since.day != 1 or asked.until.day != 1 or asked.since >= asked.until:
        raise ValueError(f"{asked.label!r} is not whole months; ask for a month or a year")
    found = [month(f"{asked.since:%Y-%m}")]
    while found[-1].until < asked.until:
        found.append(month(f"{found[-1].until:%Y-%m}"))
    return tuple(found)
