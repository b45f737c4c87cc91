"""The law in force on a day: the period, with its article numbers, authorities, numbers and words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

import yaml


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

    def provision(self, rule: str, today: str) -> str:
        """The provision behind a rule as this period numbers it; ``today`` is the rule's own word for it."""
        return str(self.period.values["provisions"].get(rule, today)) if self.period else today

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


def read_periods(package: str) -> tuple[Period, ...]:
    """The periods that a jurisdiction ships as ``parameters/<first day>.yaml``, in order.

    Each parameter stands there with its ``value`` and its ``source``; one without a source is an error.
    """
    folder = files(package).joinpath("parameters")
    read = (yaml.safe_load(file.read_text("utf-8")) for file in folder.iterdir() if file.name.endswith(".yaml"))
    return tuple(sorted((_period(table) for table in read), key=lambda period: period.since))


def _period(table: Mapping[str, Any]) -> Period:
    for name, parameter in table["parameters"].items():
        if not parameter.get("source"):
            raise ValueError(f"parameter {name!r} of {table['name']} names no source; add where its value is written")
    values = {name: parameter["value"] for name, parameter in table["parameters"].items()}
    return Period(table["name"], table["since"], values)
