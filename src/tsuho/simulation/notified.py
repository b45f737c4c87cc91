"""Which providers are notified in which month of the year, and of how many mails: 社数 is a union, never a sum.

Of 75 providers a first group is notified in April and others come in month by month (data/seed.yaml); in each month those that
come in and the largest of those known before are notified. Sizes fall off by Zipf's law.
"""

from collections.abc import Mapping
from fractions import Fraction

from tsuho.simulation.parameters import parameters
from tsuho.simulation.partners import all_providers
from tsuho.simulation.year_shape import YEAR, months_of
from tsuho.statistics.apportion import apportion


def notified_by_month() -> tuple[tuple[str, ...], ...]:
    """The codes of the providers notified in each month, April first, the largest first."""
    plan = parameters("seed")
    codes = [provider.code for provider in all_providers()]
    months, before = [], 0
    for known, active in zip(plan["first_notified"], plan["notified"], strict=True):
        old = active - (known - before)
        months.append((*codes[:old], *codes[before:known]))
        before = known
    return tuple(months)


def notices_by_month() -> tuple[Mapping[str, int], ...]:
    """How many mails each provider is notified of in each month: at least one, and the larger ones of more."""
    ranks = {provider.code: rank for rank, provider in enumerate(all_providers(), start=1)}
    return tuple(
        dict(zip(codes, apportion(month.counts["isp"], [_zipf(ranks[code]) for code in codes], least=1), strict=True))
        for codes, month in zip(notified_by_month(), months_of(YEAR), strict=True)
    )


def _zipf(rank: int) -> Fraction:
    return Fraction(1_000_000, int(1_000 * rank**1.1))
