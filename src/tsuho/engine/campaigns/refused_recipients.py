"""Runs of recipients that a host refused at RCPT, and the pattern by which a program made them (架空電子メールアドレス).

From the addresses only counts come out: how long a run is, how much of it nobody ever had, and whether the local parts follow
one another as a generator's do. The addresses themselves are forgotten.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from tsuho.engine.law.campaign_case import Pattern, RecipientRun

NEXT_RUN_AFTER = timedelta(minutes=10)
MOST = 100_000  # recipients read; a longer list is cut, and what stands is proof enough
_FEWEST = 10  # recipients in which an order can be seen
_COUNTED_STEPS = range(1, 11)  # a generator may leave some numbers out
_STEM = re.compile(r"(.*?)(\d{1,9})\Z", re.DOTALL)
_UNCHOSEN = re.compile(r"[bcdfghjklmnpqrstvwxz0-9]{4}|[a-z][0-9]+[a-z]")
_SHORTEST_RANDOM = 7


class Assigned(StrEnum):
    """What the host's own register says of an address that it refused."""

    NEVER = "never"
    FORMERLY = "formerly"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Refused:
    """One recipient that a host refused: when (aware), the local part tried, and whether anybody ever had it."""

    at: datetime
    local_part: str
    assigned: Assigned


def runs_of(refused: Iterable[Refused]) -> tuple[RecipientRun, ...]:
    """The runs of one sender in order of time; ten minutes without a refusal end one."""
    runs: list[list[Refused]] = []
    for _, each in zip(range(MOST), sorted(refused, key=lambda one: one.at), strict=False):
        if runs and each.at - runs[-1][-1].at <= NEXT_RUN_AFTER:
            runs[-1].append(each)
        else:
            runs.append([each])
    return tuple(_run(run) for run in runs)


def _run(run: Sequence[Refused]) -> RecipientRun:
    return RecipientRun(
        first_at=run[0].at,
        last_at=run[-1].at,
        refused=len(run),
        never_assigned=sum(each.assigned is Assigned.NEVER for each in run),
        formerly_used=sum(each.assigned is Assigned.FORMERLY for each in run),
        pattern=pattern_of([each.local_part for each in run if each.assigned is Assigned.NEVER]),
    )


def pattern_of(local_parts: Sequence[str]) -> Pattern:
    """How local parts, in the order tried, follow one another. Fewer than ten show nothing."""
    names = [name.lower()[:64] for name in local_parts]
    if len(names) < _FEWEST:
        return Pattern.NONE
    steps = len(names) - 1
    if sum(_counts_up(before, after) for before, after in pairwise(names)) >= 0.8 * steps:
        return Pattern.COUNTING
    if sum(before < after for before, after in pairwise(names)) >= 0.95 * steps:
        return Pattern.ALPHABETICAL
    return Pattern.RANDOM if _random(names) else Pattern.NONE


def _counts_up(before: str, after: str) -> bool:
    one, two = _STEM.match(before), _STEM.match(after)
    if one is None or two is None or one[1] != two[1]:
        return False
    return int(two[2]) - int(one[2]) in _COUNTED_STEPS


def _random(names: Sequence[str]) -> bool:
    """Of one length, and letters that no person strings together in most of them."""
    length = len(names[0])
    if length < _SHORTEST_RANDOM or sum(len(name) == length for name in names) < 0.9 * len(names):
        return False
    return sum(_UNCHOSEN.search(name) is not None for name in names) >= 0.6 * len(names)
