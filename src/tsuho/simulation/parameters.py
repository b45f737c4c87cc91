"""The parameter files of the simulation (``data/``), and the dice that draw from them."""

import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml

from tsuho.statistics.apportion import apportion_by

T = TypeVar("T")


@cache
def parameters(name: str) -> Any:
    """One file of ``data/`` by its path without ending, read once."""
    return yaml.safe_load(files("tsuho.simulation").joinpath("data", f"{name}.yaml").read_text("utf-8"))


def dice(*seeds: object) -> random.Random:
    """Chance that is the same for the same seeds, on any machine and in any order of calls."""
    return random.Random(":".join(map(str, seeds)))  # noqa: S311  # invented mail wants repeatable chance, not secrets


def draw(rng: random.Random, weights: Mapping[T, float]) -> T:
    """One key of a table of weights."""
    return rng.choices(tuple(weights), tuple(weights.values()))[0]


def shares(weights: Mapping[T, int], count: int) -> Iterator[tuple[T, int]]:
    """A count shared out by weights without chance, so that the shares add up to it."""
    yield from apportion_by(count, weights).items()


def between(rng: random.Random, bounds: Sequence[int]) -> int:
    """A whole number between two bounds, both included."""
    return rng.randint(bounds[0], bounds[1])


def identifier(rng: random.Random, length: int) -> str:
    """A meaningless identifier, as mail systems and trackers write them."""
    return "".join(rng.choices("0123456789abcdefghijkmnpqrstuvwxyz", k=length))
