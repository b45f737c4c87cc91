"""How the days of a year differ: mail hardly rests, the desk is open on business days, chain letters follow the school year.

The weights are invented, in the shape that public sources tell of; no figure may be computed from them but apportioned ones.
"""

from datetime import date, timedelta

from tsuho.jurisdictions.jp.holidays import is_business_day

_SATURDAY = 5
# Chain letters pass among pupils: (first and last day, weight) of the times that differ from an ordinary day's 100.
_SCHOOL_YEAR = (
    ("04-07", "04-20", 190),  # term start
    ("04-29", "05-11", 200),  # Golden Week
    ("07-19", "08-17", 200),  # summer holidays
    ("08-18", "08-31", 130),
    ("09-01", "09-14", 150),  # term start
    ("12-20", "12-31", 120),
    ("01-01", "01-07", 120),
    ("03-25", "03-31", 130),
    ("04-01", "04-05", 130),
)


def mail_weight(day: date) -> int:
    """Spam comes every day, a little more on weekends; it rests on the first three days of the year."""
    if (day.month, day.day) <= (1, 3):
        return 70
    return 105 if day.weekday() >= _SATURDAY else 100


def desk_weight(day: date) -> int:
    """Calls come on business days, more on Mondays and most on the day after a holiday."""
    if not is_business_day(day):
        return 0
    before = day - timedelta(days=1)
    if before.weekday() < _SATURDAY and not is_business_day(before):
        return 130
    return 115 if day.weekday() == 0 else 100


def chain_weight(day: date) -> int:
    """Chain letters come in the school holidays and at the start of a term."""
    at = f"{day:%m-%d}"
    return next((weight for since, until, weight in _SCHOOL_YEAR if since <= at <= until), 100)
