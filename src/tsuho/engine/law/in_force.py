"""The law in force on a day: the period, its article numbers and words, and the patterns that rules may ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Period:
    """One period of the Act: from ``since`` until the next one begins. ``values`` are its dated parameters."""

    name: str
    since: date
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LawInForce:
    """The law of one day. ``day`` is that of sending in the country's own time (None: nobody we trust says when)."""

    day: date | None
    period: Period | None

    def value(self, name: str) -> Any:
        """A dated parameter of this period; a name that the period lacks is an error of the rule that asks."""
        if self.period is None or name not in self.period.values:
            at = self.period.name if self.period else "an unknown day"
            raise KeyError(f"the law of {at} has no parameter {name!r}; add it to the jurisdiction's parameters")
        return self.period.values[name]


def law_on(day: date | None, periods: tuple[Period, ...]) -> LawInForce:
    """Pick the period in force on a day; before the first one there is no law, after that the latest begun."""
    if day is None:
        return LawInForce(None, None)
    begun = [period for period in periods if period.since <= day]
    return LawInForce(day, max(begun, key=lambda period: period.since) if begun else None)
