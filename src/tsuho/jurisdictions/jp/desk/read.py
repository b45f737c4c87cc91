"""The phone desk's scripts and hand-over directory of a day, as scripts.yaml and hand_over.yaml have them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tsuho.jurisdictions.jp.holidays import is_business_day
from tsuho.words.consultations import CallCategory, HandedTo
from tsuho.words.desk import HandOver, Script


def scripts_on(day: date) -> Mapping[CallCategory, Script]:
    """The script in force of each category; before the first one, that first one."""
    return {category: _in_force(versions, day) for category, versions in _scripts().items()}


def hand_overs_on(day: date) -> Mapping[HandedTo, HandOver]:
    """The directory of a day."""
    return {to: _in_force(versions, day) for to, versions in _hand_overs().items()}


def is_open_at(desk: HandOver, at: datetime) -> bool:
    """Whether a desk answers at a time in Japan; in a year whose holidays are not entered yet, weekdays count as open."""
    day = at.date()
    try:
        business_day = is_business_day(day)
    except ValueError:
        business_day = day.weekday() < _SATURDAY
    return desk.is_open(at.time(), day.weekday(), business_day=business_day)


_SATURDAY = 5


def _in_force(versions: tuple[Any, ...], day: date) -> Any:
    return next((each for each in reversed(versions) if each.since <= day), versions[0])


@cache
def _scripts() -> Mapping[CallCategory, tuple[Script, ...]]:
    return {CallCategory(name): _dated(_script(name, row) for row in rows) for name, rows in _table("scripts").items()}


@cache
def _hand_overs() -> Mapping[HandedTo, tuple[HandOver, ...]]:
    return {HandedTo(name): _dated(_hand_over(name, row) for row in rows) for name, rows in _table("hand_over").items()}


def _dated(versions: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(versions, key=lambda each: each.since))


def _script(name: str, row: Mapping[str, Any]) -> Script:
    ask, advise = ({language: tuple(lines) for language, lines in row[part].items()} for part in ("ask", "advise"))
    return Script(CallCategory(name), row["since"], ask, advise, tuple(HandedTo(each) for each in row["hand_to"]))


def _hand_over(name: str, row: Mapping[str, Any]) -> HandOver:
    return HandOver(
        HandedTo(name), row["since"], row["name"], str(row["contact"]), row["days"],
        _time(row["opens"]), _time(row["closes"]), row["for"],
    )  # fmt: skip


def _time(text: str) -> time:
    return time.min if text == "24:00" else time.fromisoformat(text)


def _table(name: str) -> Any:
    return yaml.safe_load(files("tsuho.jurisdictions.jp.desk").joinpath(f"{name}.yaml").read_text("utf-8"))
