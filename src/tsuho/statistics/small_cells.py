"""Small cells (少数セルの秘匿): a count that may point at a person is not shown, nor can it be worked out from those that are.

A count of one to four is hidden. Where the whole is known, one hidden count is what the others leave, so more are hidden, the
smallest first, until at least two are, and together they are no small count themselves.
"""

from collections.abc import Mapping

LEAST = 5  # the smallest count that is shown; nought is no small count


def is_small(count: int, least: int = LEAST) -> bool:
    """Whether this count alone may not be shown."""
    return 0 < count < least


def shown(counts: Mapping[str, int], least: int = LEAST) -> dict[str, int | None]:
    """The same names; None for a count that is hidden. Their sum may be known, if it is no small count."""
    hidden = {name for name, count in counts.items() if is_small(count, least)}
    others = sorted((count, name) for name, count in counts.items() if count > 0 and name not in hidden)
    while hidden and others and (len(hidden) < 2 or sum(counts[name] for name in hidden) < least):
        hidden.add(others.pop(0)[1])
    return {name: None if name in hidden else count for name, count in counts.items()}
