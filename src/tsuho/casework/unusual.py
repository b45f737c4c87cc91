"""Which campaigns are unusual: much more mail on a day than on their own days before, or much from nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from tsuho.casework.today_ports import Pace

LEAST = 20  # fewer messages in a day are no wave, however quiet the days before were
_TIMES = 2.0
_DEVIATIONS = 3.0


@dataclass(frozen=True, slots=True)
class Unusual:
    """A campaign that grew: on which day, how many messages that brought, and what a day of it was before (0: it is new)."""

    campaign: int
    name: str
    day: date
    last_day: int
    before: float
    days: tuple[int, ...]


def unusual(paces: Sequence[Pace]) -> list[Unusual]:
    """Those of at least LEAST messages, twice their mean and three deviations above it, the steepest first.

    Mail comes in bursts, so the deviation is taken from the days themselves where it is larger than that of chance (√mean).
    Days before the campaign began are not its days and do not make it look small.
    """
    found = []
    for pace in paces:
        *earlier, last = pace.days
        while earlier and not earlier[0]:
            earlier.pop(0)
        mean = sum(earlier) / len(earlier) if earlier else 0.0
        spread = sqrt(sum((day - mean) ** 2 for day in earlier) / len(earlier)) if earlier else 0.0
        if last >= LEAST and last >= _TIMES * mean and last > mean + _DEVIATIONS * max(spread, sqrt(mean)):
            found.append(Unusual(pace.campaign, pace.name, pace.day, last, mean, pace.days))
    return sorted(found, key=lambda each: (-each.last_day / (each.before + 1), each.campaign))
