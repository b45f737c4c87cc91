"""Who bears witness against a campaign: distinct reporters by pseudonym, and what is left of them without bombing.

A rival can have forty people, or forty accounts, report an innocent sender at once. Nobody can tell them from forty strangers by
what they send; but accounts of one place whose first reports come within minutes of one another count as one witness here. A
large carrier's customers lose by that too, and the count is then too small, which accuses nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

BURST_GAP = timedelta(minutes=10)  # from one first report to the next of the same place
BURST_FROM = 5  # so many in a row are a burst; fewer are chance


@dataclass(frozen=True, slots=True)
class Witnesses:
    """``distinct`` pseudonyms, ``effective`` ones with each burst counted once, ``domains`` that they write from."""

    distinct: int
    effective: int
    domains: int


def witnesses(first_reports: Iterable[tuple[str, datetime]]) -> Witnesses:
    """Count from each reporter's pseudonym, once, with the time of his first report.

    A pseudonym is ``reporter@place``, both hashed; reporters without a place are taken to be of one place.
    """
    by_place: dict[str, list[datetime]] = {}
    distinct = 0
    for pseudonym, at in first_reports:
        distinct += 1
        by_place.setdefault(pseudonym.partition("@")[2], []).append(at)
    effective = sum(_without_bursts(sorted(times)) for times in by_place.values())
    return Witnesses(distinct, effective, len(by_place))


def _without_bursts(times: list[datetime]) -> int:
    """How many times stand, each burst counted once; ``times`` in order."""
    count = in_a_row = 0
    before: datetime | None = None
    for at in times:
        if before is not None and at - before > BURST_GAP:
            count += _of_row(in_a_row)
            in_a_row = 0
        in_a_row += 1
        before = at
    return count + _of_row(in_a_row)


def _of_row(length: int) -> int:
    return 1 if length >= BURST_FROM else length
