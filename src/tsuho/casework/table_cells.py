"""What a cell of an imported table may say: text, lists, numbers, days, networks with their days. Each says what is wrong with it."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from ipaddress import ip_network

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """The text without blanks around it. Raises ValueError for what would move a cursor or turn a line around."""
    if _UNPRINTABLE.search(text.strip()):
        raise ValueError("it holds control or direction characters")
    return text.strip()


def short(most: int) -> Callable[[str], str]:
    """A cell of text that may not be empty."""

    def cell(text: str) -> str:
        if not 0 < len(text) <= most:
            raise ValueError(f"text is of 1 to {most} characters")
        return text

    return cell


def list_of(text: str) -> list[str]:
    """The items of a list in a cell."""
    return [each.strip() for each in re.split(r"[;,\n]", text) if each.strip()]


def among(known: frozenset[str], what: str) -> Callable[[str], tuple[str, ...]]:
    """A cell that lists some of these."""

    def cell(text: str) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(each.lower() for each in list_of(text)))
        if wrong := [each for each in found if each not in known]:
            raise ValueError(f"{what} {wrong[0]!r} is not known; of: {', '.join(sorted(known))}")
        if not found:
            raise ValueError(f"{what} is empty; of: {', '.join(sorted(known))}")
        return found

    return cell


def number(text: str) -> int:
    """A whole number; empty is none at all."""
    if not re.fullmatch(r"\d{1,7}", text or "0"):
        raise ValueError(f"{text[:20]!r} is no number")
    return int(text or 0)


def day(text: str) -> date:
    """A day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text[:20]!r} is no day; write it as 2015-03-10") from None


def yes(text: str) -> bool:
    """Yes or no."""
    if text.lower() not in {"yes", "no", "true", "false"}:
        raise ValueError(f"{text[:20]!r} is neither yes nor no")
    return text.lower() in {"yes", "true"}


def dated(text: str) -> Iterator[tuple[str, date, date | None]]:
    """A list of things with the day from which, and the day until which each holds."""
    for each in list_of(text):
        what, *days = each.split()
        if len(days) not in {1, 2}:
            raise ValueError(f"{each[:60]!r}: write what, the first day, and the day on which it ends or nothing")
        since, until = day(days[0]), day(days[1]) if len(days) == 2 else None
        if until is not None and until <= since:
            raise ValueError(f"{each[:60]!r} ends before it begins")
        yield what, since, until


def networks(text: str) -> tuple[tuple[str, date, date | None], ...]:
    """Networks with their days."""
    found = []
    for prefix, since, until in dated(text):
        try:
            network = ip_network(prefix)
        except ValueError as error:
            raise ValueError(f"{prefix[:50]!r} is no network: {error}") from None
        if network.prefixlen == 0:
            raise ValueError(f"{prefix} is the whole Internet, and nobody's network")
        found.append((str(network), since, until))
    return tuple(found)
