"""How much of what arrives on each day of a scaled-down year: the table's months divided by the scale, then their days by chance.

The year's totals are divided first and shared out over the months by largest remainder, so that they stay right however large
the scale; within a month the days are drawn. A month at a time is in memory.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from tsuho.simulation.notified import notified_by_month
from tsuho.simulation.parameters import dice, parameters
from tsuho.simulation.year_shape import MonthShape, day_weights, months_of
from tsuho.statistics.apportion import apportion, apportion_by
from tsuho.statistics.series import AGENCY_COUNTRIES
from tsuho.words.vocabulary import Medium

_MARCH = 11


@dataclass(frozen=True, slots=True)
class DayCounts:
    """What one day holds: how many reports end in each outcome (incomplete ones by reason), and the small channels.

    ``hits`` are monitor hits: the medium, and from where each comes (a provider's code, a country, or empty: anywhere).
    """

    day: date
    outcomes: Mapping[str, int]
    reasons: Mapping[str, int]
    hits: Sequence[tuple[Medium, str]]
    association: int
    chain: int


def counts_by_day(year: int, scale: int, seed: int) -> Iterator[DayCounts]:
    """Every day of a fiscal year in order. Raises ValueError for a year without a printed shape, or a scale below 1."""
    if scale < 1:
        raise ValueError("the scale is a whole number from 1 on: how many real messages one invented one stands for")
    months = months_of(year)
    channels = {name: _over_months(months, column, scale) for name, column in _CHANNELS.items()}
    # the outcomes add up to the scaled total of all reports, so that is divided once
    shares = [sum(month.counts[column] for month in months) for column in _OUTCOMES]
    of_year = apportion(_scaled(sum(month.counts["reports"] for month in months), scale), shares)
    outcomes = {
        name: apportion(count, [month.counts[name] for month in months])
        for name, count in zip(_OUTCOMES, of_year, strict=True)
    }
    for place, month in enumerate(months):
        rng = dice(seed, "counts", month.since.isoformat())
        yield from _days(
            month,
            {name: counts[place] for name, counts in outcomes.items()},
            {name: counts[place] for name, counts in channels.items()},
            _origins(place, rng, channels["mobile"][place] + channels["pc"][place]),
            rng,
        )


_OUTCOMES = ("violation", "incomplete", "nonviolation")
_CHANNELS = {"mobile": "mon_mobile", "pc": "mon_pc", "association": "assoc", "chain": "chain"}


def _scaled(count: int, scale: int) -> int:
    """The nearest whole number, and at least one."""
    return max(1, (2 * count + scale) // (2 * scale))


def _over_months(months: Sequence[MonthShape], column: str, scale: int) -> list[int]:
    counts = [month.counts[column] for month in months]
    return apportion(_scaled(sum(counts), scale), counts)


def _origins(place: int, rng: Random, count: int) -> list[str]:
    """From where a month's hits come: each provider that is notified for the first time at least once, in March all 23.

    In the first month each of the six partners' countries is there too. The rest comes from abroad, so that the providers
    notified in a month are those of the plan; where the scale leaves too few hits for that, there are as many as it takes.
    """
    months = notified_by_month()
    known = set().union(*months[:place])
    sure = [code for code in months[place] if place == _MARCH or code not in known]
    if place == 0:
        sure += AGENCY_COUNTRIES
    weights = {country: row["weight"] for country, row in parameters("networks")["origins"].items() if country != "JP"}
    rest = rng.choices(list(weights), list(weights.values()), k=max(0, count - len(sure)))
    return [*sure, *rest]


def _days(
    month: MonthShape, outcomes: Mapping[str, int], channels: Mapping[str, int], origins: list[str], rng: Random
) -> Iterator[DayCounts]:
    days = month.days

    def drawn(count: int, kind: str) -> Counter[date]:
        return Counter(rng.choices(days, day_weights(month, kind), k=count))

    table = parameters("year")
    without = apportion_by(outcomes["nonviolation"], table["nonviolation"])
    by_outcome = {name: drawn(count, "mail") for name, count in {"violation": outcomes["violation"], **without}.items()}
    by_reason = {
        reason: drawn(count, "mail")
        for reason, count in apportion_by(outcomes["incomplete"], table["incomplete"]).items()
    }
    association, chain = drawn(channels["association"], "mail"), drawn(channels["chain"], "chain")
    media = [Medium.MOBILE] * channels["mobile"] + [Medium.PC] * channels["pc"]
    media += [Medium.MOBILE] * (len(origins) - len(media))
    rng.shuffle(origins)
    hits: dict[date, list[tuple[Medium, str]]] = {day: [] for day in days}
    for day, hit in zip(
        rng.choices(days, day_weights(month, "mail"), k=len(origins)), zip(media, origins, strict=True), strict=True
    ):
        hits[day].append(hit)
    for day in days:
        yield DayCounts(
            day,
            {name: counts[day] for name, counts in by_outcome.items()},
            {reason: counts[day] for reason, counts in by_reason.items()},
            hits[day],
            association[day],
            chain[day],
        )
