"""What stands beside a consultant: a script for each category of calls, and where callers are sent on, each with its days in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from tsuho.words.consultations import CallCategory, HandedTo


@dataclass(frozen=True, slots=True)
class Script:
    """What to ask and what to advise (相談の手引き), a line each, by language; ``hand_to`` are the desks that help further."""

    category: CallCategory
    since: date
    ask: Mapping[str, tuple[str, ...]]
    advise: Mapping[str, tuple[str, ...]]
    hand_to: tuple[HandedTo, ...]

    @property
    def name(self) -> str:
        """How a call's ``advice`` names it: the category and since when this wording is in force."""
        return f"{self.category.value} {self.since.isoformat()}"


@dataclass(frozen=True, slots=True)
class HandOver:
    """A desk that callers are sent on to (引継ぎ先), with its hours; ``closes`` at 0:00 is the end of the day."""

    to: HandedTo
    since: date
    name: Mapping[str, str]
    contact: str
    days: str
    opens: time
    closes: time
    helps_with: Mapping[str, str]

    def is_open(self, at: time, weekday: int, *, business_day: bool) -> bool:
        """Whether somebody answers there at a time of a day."""
        answers = {"every": True, "business": business_day, "weekdays_and_saturday": weekday < _SUNDAY}[self.days]
        return answers and self.opens <= at and (self.closes == time.min or at < self.closes)


_SUNDAY = 6
