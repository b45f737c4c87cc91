"""Classes of sizes and of days: each named by its bounds, `2-3` for two and three, `31-` for 31 and more."""

from bisect import bisect_right
from functools import cache


def class_of(number: int, firsts: tuple[int, ...]) -> str:
    """The class that a number falls in; ``firsts`` are the smallest number of each class, in order."""
    return names(firsts)[bisect_right(firsts, number) - 1]


@cache
def names(firsts: tuple[int, ...]) -> tuple[str, ...]:
    """The names of the classes, in order."""
    ends = [*(following - 1 for following in firsts[1:]), None]
    return tuple(
        str(first) if end == first else f"{first}-{'' if end is None else end}"
        for first, end in zip(firsts, ends, strict=True)
    )
