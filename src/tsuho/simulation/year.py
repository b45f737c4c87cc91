"""A whole invented fiscal year, scaled down, day by day: what `tsuho simulate --year` writes and sends.

It is streamed: one day's arrivals are in memory, however long the year and however small the scale.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from tsuho.simulation.campaigns import Campaign, campaigns_of, pick
from tsuho.simulation.day import written
from tsuho.simulation.invented import Invented
from tsuho.simulation.parameters import dice, draw, parameters
from tsuho.simulation.plan import ATTACHING, MOST_ATTACHED, WAY_OF, Planned, PlannedReport, time_of
from tsuho.simulation.year_counts import DayCounts, counts_by_day
from tsuho.words.vocabulary import Medium

# An attached mail is whole and clean; what is wrong with these takes the whole letter.
_ALONE = frozenset({"I3", "I4e", "I4g", "I4h", "I9a"})
_FULL_DAY = 15  # of a month: one letter of that day carries as many originals as the plug-in sends at once


def invent_year(year: int, *, seed: int, scale: int = 1_000) -> Iterator[Invented]:
    """All arrivals of a fiscal year in the order of their arrival; the same seed and scale give the same bytes."""
    for counts in counts_by_day(year, scale, seed):
        for planned in _plan(counts, seed):
            yield written(planned, counts.day, seed)


def _plan(counts: DayCounts, seed: int) -> list[Planned]:
    rng = dice(seed, "plan", counts.day.isoformat())
    campaigns = campaigns_of(counts.day, seed)
    planned: list[Planned] = []
    for reports, way in _letters(counts, campaigns, rng):
        night = way.startswith("mobile") and reports[0].campaign.by_night
        planned.append(Planned(len(planned), "report", time_of(counts.day, rng, night=night), reports, way))
    for medium, origin in counts.hits:
        planned.append(_hit(len(planned), counts.day, medium, origin, campaigns, rng))
    complete = {name: weight for name, weight in parameters("day")["outcomes"].items() if name != "incomplete"}
    for _ in range(counts.association):
        shared = (PlannedReport(pick(rng, campaigns, draw(rng, complete))),)
        planned.append(Planned(len(planned), "association", time_of(counts.day, rng), shared, "pc_attached"))
    for _ in range(counts.chain):
        passed_on = (PlannedReport(pick(rng, campaigns, "violation")),)
        planned.append(Planned(len(planned), "chain_mail", time_of(counts.day, rng), passed_on))
    return sorted(planned, key=lambda each: (each.at, each.number))


def _hit(number: int, day: date, medium: Medium, origin: str, campaigns: Sequence[Campaign], rng: Random) -> Planned:
    """A monitor hit; what comes from a provider at home is a breach, or there would be nothing to notify it of."""
    foreign = origin in parameters("networks")["origins"]
    kind = draw(rng, parameters("day")["monitors"]["campaigns"]) if foreign else "violation"
    hit = PlannedReport(pick(rng, campaigns, kind))
    night = medium is Medium.MOBILE and hit.campaign.by_night
    return Planned(number, "monitor_hit", time_of(day, rng, night=night), (hit,), medium=medium, origin=origin)


def _letters(
    counts: DayCounts, campaigns: Sequence[Campaign], rng: Random
) -> Iterator[tuple[tuple[PlannedReport, ...], str]]:
    """The day's originals, put into letters: the originals of each, and the way it comes."""
    alone, together = _originals(counts, campaigns, rng)
    table = parameters("day")
    if counts.day.day == _FULL_DAY and len(together) > MOST_ATTACHED:
        yield _taken(together, MOST_ATTACHED), "plugin"
    while alone or together:
        if rng.random() * (len(alone) + len(together)) < len(alone):
            first = alone.pop()
            yield (first,), WAY_OF.get(first.reason) or draw(rng, table["ways"])
            continue
        first = together.pop()
        way = WAY_OF.get(first.reason) or draw(rng, table["ways"])
        further = draw(rng, table["attached"]) - 1 if way in ATTACHING else 0
        yield (first, *_taken(together, further)), way


def _taken(originals: list[PlannedReport], count: int) -> tuple[PlannedReport, ...]:
    """As many of the originals as there are, up to a number."""
    return tuple(originals.pop() for _ in range(min(count, len(originals))))


def _originals(
    counts: DayCounts, campaigns: Sequence[Campaign], rng: Random
) -> tuple[list[PlannedReport], list[PlannedReport]]:
    """The day's originals: those that come alone, and those that may come together with others."""
    found = [
        PlannedReport(pick(rng, campaigns, outcome)) for outcome, count in counts.outcomes.items() for _ in range(count)
    ]
    for reason, count in counts.reasons.items():
        kind = "foreign" if reason == "I1" else "violation"
        found += [PlannedReport(pick(rng, campaigns, kind), reason) for _ in range(count)]
    rng.shuffle(found)
    return [each for each in found if each.reason in _ALONE], [each for each in found if each.reason not in _ALONE]
