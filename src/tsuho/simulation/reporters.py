"""The people who report: few of them report very often, most of them once (Zipf)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from tsuho.simulation.parameters import dice, parameters
from tsuho.simulation.partners import SampleProvider, sample_providers


@dataclass(frozen=True, slots=True)
class Reporter:
    """Somebody who reports: name (may be empty), address, the provider that serves it, and how they sign."""

    name: str
    address: str
    provider: SampleProvider
    signature: str


@cache
def crowd(seed: int, *, mobile: bool) -> tuple[Sequence[Reporter], Sequence[float]]:
    """All reporters on phones, or all on PCs, the busiest first, with the running sum of their weights."""
    table = parameters("people")
    rng = dice(seed, "reporters", mobile)
    providers = [each for each in sample_providers() if each.mobile is mobile and not each.hosting]
    people = [_reporter(rng, number, rng.choice(providers)) for number in range(table["pool"] // 2)]
    return people, list(accumulate(1 / (rank ** table["zipf"]) for rank in range(1, len(people) + 1)))


def a_reporter(rng: Random, seed: int, *, mobile: bool) -> Reporter:
    """One of the crowd, the busy ones most often."""
    people, weights = crowd(seed, mobile=mobile)
    return rng.choices(people, cum_weights=weights)[0]


def _reporter(rng: Random, number: int, provider: SampleProvider) -> Reporter:
    table = parameters("people")
    local_part = f"{rng.choice(table['surnames'])}.{rng.choice(table['given'])}{number:04d}"
    name = rng.choice(table["names"])
    signature = rng.choice(table["signatures"]) if name else ""
    signature = signature.replace("{name}", name).replace("{digits}", f"{number % 1000:03d}")
    return Reporter(name, f"{local_part}@{provider.domain}", provider, signature)
