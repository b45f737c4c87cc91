"""Times and days as a person reads them: in the centre's own time, by the calendar he chose (和暦・西暦)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

# An era's first day counts to it (元年 is year 1).
_ERAS = (
    (date(2019, 5, 1), "令和", "R"),
    (date(1989, 1, 8), "平成", "H"),
    (date(1926, 12, 25), "昭和", "S"),
)


def day_text(day: date, calendar: str, language: str) -> str:
    """平成27年3月10日, H27.3.10, 2015年3月10日 or 2015-03-10."""
    if calendar == "wareki":
        for first, name, letter in _ERAS:
            if day >= first:
                year = day.year - first.year + 1
                if language == "ja":
                    return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"
                return f"{letter}{year}.{day.month}.{day.day}"
    return f"{day.year}年{day.month}月{day.day}日" if language == "ja" else day.isoformat()


def month_text(first: date, calendar: str, language: str) -> str:
    """The month of a day: 平成27年3月, H27.3, 2015年3月 or 2015-03."""
    said = day_text(first.replace(day=1), calendar, language)
    return said.removesuffix("1日") if language == "ja" else said.removesuffix(".1").removesuffix("-01")


def time_text(at: datetime, zone: ZoneInfo, calendar: str, language: str) -> str:
    """The day and the minute, in the centre's own time."""
    local = at.astimezone(zone)
    return f"{day_text(local.date(), calendar, language)} {local:%H:%M}"
