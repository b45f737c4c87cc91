"""Dates as mail programs write them, in Japanese time and without the machine's locale."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

JST = timezone(timedelta(hours=9))
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def header_date(at: datetime) -> str:
    """The value of a Date field, in Japanese time."""
    return format_datetime(at.astimezone(JST))


def received_date(at: datetime) -> str:
    """The date of a Received line, with the zone's name as many servers add it."""
    return f"{format_datetime(at.astimezone(JST))} (JST)"


def utc_date(at: datetime) -> str:
    """The value of a Date field as a machine abroad writes it."""
    return format_datetime(at.astimezone(UTC))


def written_date(at: datetime, form: str) -> str:
    """A date in one of the forms of ``data/forward_clients.yaml``."""
    local = at.astimezone(JST)
    return form.format(
        y=local.year, o=local.month, d=local.day, h=local.hour, m=local.minute, s=local.second,
        weekday=_DAYS[local.weekday()], wday=_DAYS[local.weekday()][:3], youbi="月火水木金土日"[local.weekday()],
        month=_MONTHS[local.month - 1], mon=_MONTHS[local.month - 1][:3],
        h12=local.hour % 12 or 12, ampm="AM" if local.hour < 12 else "PM",
    )  # fmt: skip
