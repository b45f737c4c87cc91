"""A round of the survey (回): a half of a fiscal year. 2015H1 is April to September 2015, 2015H2 October 2015 to March 2016."""

import re
from dataclasses import dataclass
from datetime import date

_LABEL = re.compile(r"([0-9]{4})H([12])")


@dataclass(frozen=True, slots=True)
class Round:
    """From ``since`` to the day before ``until``."""

    label: str
    since: date
    until: date


def round_of(text: str) -> Round:
    """The round of a label. Raises ValueError with what is wrong."""
    found = _LABEL.fullmatch(text)
    if found is None or not 1990 <= int(found[1]) < 2200:
        raise ValueError(
            f"{text!r} is no round; write 2015H1 for April to September 2015, 2015H2 for the half after it"
        )
    year = int(found[1])
    if found[2] == "1":
        return Round(text, date(year, 4, 1), date(year, 10, 1))
    return Round(text, date(year, 10, 1), date(year + 1, 4, 1))


def round_on(day: date) -> Round:
    """The round that a day lies in."""
    year = day.year if day.month >= 4 else day.year - 1
    return round_of(f"{year}H{1 if 4 <= day.month < 10 else 2}")
