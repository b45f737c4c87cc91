"""A whole invented day, in the shape of one day of March 2015 (its proportions, and why they are raised: data/day.yaml)."""

from collections.abc import Iterator
from datetime import date

from tsuho.simulation.chain_letters import chain_letter
from tsuho.simulation.invented import Invented
from tsuho.simulation.monitor_hits import monitor_hit
from tsuho.simulation.odd import odd_mail
from tsuho.simulation.parameters import dice
from tsuho.simulation.plan import Planned, plan_day
from tsuho.simulation.reports import report


def invent_day(day: date, *, seed: int, count: int = 2_500) -> Iterator[Invented]:
    """All arrivals of one day in Japanese time, in the order of their arrival; the same seed gives the same bytes."""
    for planned in plan_day(day, seed, count):
        yield written(planned, day, seed)


def written(planned: Planned, day: date, seed: int) -> Invented:
    """One planned arrival, written."""
    rng = dice(seed, day.isoformat(), planned.number)
    if planned.kind == "monitor_hit":
        return monitor_hit(planned, rng)
    if planned.kind == "chain_mail":
        return chain_letter(planned, seed, rng)
    if planned.kind == "odd":
        return odd_mail(planned, seed, rng)
    return report(planned, seed, rng)
