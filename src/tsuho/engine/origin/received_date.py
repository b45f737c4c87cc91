"""The time at the end of a Received line (RFC 5322 sections 3.3 and 4.3), the second by which a provider finds a line."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

_DATE = re.compile(
    r"(?:[A-Za-z]{3,9}\s?,?\s?)?(?P<day>\d{1,2})[\s-](?P<month>[A-Za-z]{3})[a-z]{0,6}[\s-](?P<year>\d{2,4})"
    r"\s(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?"
    r"\s?(?P<zone>[+-]\d{2}:?[0-5]\d|[A-Za-z]{1,4})(?![A-Za-z0-9])",
    re.ASCII,
)
_COMMENT = re.compile(r"\([^()]*+\)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Only names that mean one offset: those of RFC 5322 section 4.3, and Japan's own. Others (CST, IST) mean several.
_ZONES = {
    "ut": 0,
    "utc": 0,
    "gmt": 0,
    "z": 0,
    "jst": 9,
    "edt": -4,
    "est": -5,
    "mdt": -6,
    "mst": -7,
    "pdt": -7,
    "pst": -8,
}


@lru_cache(maxsize=1_024)
def received_date(text: str) -> datetime | None:
    """The time in UTC; None without a zone that means one offset, since a second of the wrong zone accuses the wrong line.

    ``-0000`` is read as UTC: it only says that the writer's own zone is unknown.
    """
    found = _DATE.match(" ".join(_COMMENT.sub(" ", text[:200]).split()))
    if not found:
        return None
    month, zone = found["month"].lower(), _offset(found["zone"])
    if month not in _MONTHS or zone is None:
        return None
    second = min(int(found["second"] or 0), 59)  # a leap second is the last one of its minute
    try:
        return datetime(
            _year(found["year"]),
            1 + _MONTHS.index(month),
            int(found["day"]),
            int(found["hour"]),
            int(found["minute"]),
            second,
            tzinfo=zone,
        ).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _year(digits: str) -> int:
    """Two and three digits as RFC 5322 section 4.3 reads them."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + 2000 if year < 50 and len(digits) == 2 else year + 1900


def _offset(zone: str) -> timezone | None:
    if zone[0] in "+-":
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        return timezone(offset if zone[0] == "+" else -offset) if offset < timedelta(hours=24) else None
    hours = _ZONES.get(zone.lower())
    return None if hours is None else timezone(timedelta(hours=hours))
