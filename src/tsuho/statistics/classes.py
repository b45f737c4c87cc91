"""Classes of sizes and of days: each named by its bounds, `2-3` for two and three, `31-` for 31 and more."""

from collections.abc import Sequence


def class_of(number: int, firsts: Sequence[int]) -> str:
    """The class that a number falls in; ``firsts`` are the smallest number of each class, in order."""
    place = max(position for position, first in enumerate(firsts) if first <= number)
    return names(firsts)[place]


def names(firsts: Sequence[int]) -> tuple[str, ...]:
    """The names of the classes, in order."""
    ends = [*(following - 1 for following in firsts[1:]), None]
    return tuple(
        str(first) if end == first else f"{first}-{'' if end is None else end}"
        for first, end in zip(firsts, ends, strict=True)
    )
