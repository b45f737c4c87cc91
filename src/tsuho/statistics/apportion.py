"""Share a whole count out by weights so that the parts add up to it: the largest-remainder method, in this one place.

Published tables that are spread from one printed total must still add up to it, in every row and every column.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

T = TypeVar("T")
Weight = int | Fraction


def apportion(count: int, weights: Sequence[Weight], least: int = 0) -> list[int]:
    """The parts of ``count``, in the order of the weights; each at least ``least`` where its weight is not zero.

    Each part is its exact share, rounded down; what is left over goes to the largest remainders, the earlier first where
    two are equal. Raises ValueError where nothing can be shared out, or where ``least`` asks for more than there is.
    """
    if count < 0 or any(weight < 0 for weight in weights):
        raise ValueError("a count and its weights cannot be negative")
    owed = [least if weight else 0 for weight in weights]
    rest = count - sum(owed)
    total = sum(weights)
    if rest < 0 or (rest and not total):
        raise ValueError(f"{count} cannot be shared out by these weights with at least {least} for each")
    if not rest:
        return owed
    shares = [divmod(rest * weight, total) for weight in weights]
    parts = [int(whole) for whole, _ in shares]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-shares[place][1], place))
    for place in by_remainder[: rest - sum(parts)]:
        parts[place] += 1
    return [part + base for part, base in zip(parts, owed, strict=True)]


def apportion_by(count: int, weights: Mapping[T, Weight], least: int = 0) -> dict[T, int]:
    """The same for a table of weights: each key with its part."""
    return dict(zip(weights, apportion(count, list(weights.values()), least), strict=True))


def apportion_table(rows: Sequence[int], columns: Sequence[int]) -> list[list[int]]:
    """A table of whole numbers whose rows and whose columns add up to what is given, shared out as evenly as that allows.

    Row after row is shared out by what is still left of the columns, so the last row takes exactly what is left.
    """
    if sum(rows) != sum(columns):
        raise ValueError(f"the rows add up to {sum(rows)} and the columns to {sum(columns)}; no table can have both")
    left = list(columns)
    table = []
    for row in rows:
        parts = apportion(row, left)
        left = [before - part for before, part in zip(left, parts, strict=True)]
        table.append(parts)
    return table
