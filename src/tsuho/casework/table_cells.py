"""What a cell of an imported table may say: text, lists, numbers, days, networks with their days. Each says what is wrong with it."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from ipaddress import ip_network

from tsuho.words.catalogue import Words

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class WrongCell(ValueError):  # noqa: N818  # read aloud: "wrong cell, because …"
    """A cell that cannot be read; ``words`` say why to its reader, ``str`` of it is English."""

    def __init__(self, said: str, **details: object) -> None:
        self.words = Words(said, details)
        super().__init__(str(self.words))


def clean(text: str) -> str:
    """The text without blanks around it. Raises WrongCell for what would move a cursor or turn a line around."""
    if _UNPRINTABLE.search(text.strip()):
        raise WrongCell("cell_unprintable")
    return text.strip()


def short(most: int) -> Callable[[str], str]:
    """A cell of text that may not be empty."""

    def cell(text: str) -> str:
        if not 0 < len(text) <= most:
            raise WrongCell("cell_length", most=most)
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
            raise WrongCell("cell_unknown", what=what, text=repr(wrong[0]), known=", ".join(sorted(known)))
        if not found:
            raise WrongCell("cell_empty_of", what=what, known=", ".join(sorted(known)))
        return found

    return cell


def number(text: str) -> int:
    """A whole number; empty is none at all."""
    if not re.fullmatch(r"\d{1,7}", text or "0"):
        raise WrongCell("cell_no_number", text=repr(text[:20]))
    return int(text or 0)


def day(text: str) -> date:
    """A day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongCell("cell_no_day", text=repr(text[:20])) from None


def yes(text: str) -> bool:
    """Yes or no."""
    if text.lower() not in {"yes", "no", "true", "false"}:
        raise WrongCell("cell_no_yes", text=repr(text[:20]))
    return text.lower() in {"yes", "true"}


def dated(text: str) -> Iterator[tuple[str, date, date | None]]:
    """A list of things with the day from which, and the day until which each holds."""
    for each in list_of(text):
        what, *days = each.split()
        if len(days) not in {1, 2}:
            raise WrongCell("cell_undated", text=repr(each[:60]))
        since, until = day(days[0]), day(days[1]) if len(days) == 2 else None
        if until is not None and until <= since:
            raise WrongCell("cell_ends_early", text=repr(each[:60]))
        yield what, since, until


def networks(text: str) -> tuple[tuple[str, date, date | None], ...]:
    """Networks with their days."""
    found = []
    for prefix, since, until in dated(text):
        try:
            network = ip_network(prefix)
        except ValueError as error:
            raise WrongCell("cell_no_network", text=repr(prefix[:50]), error=error) from None
        if network.prefixlen == 0:
            raise WrongCell("cell_whole_internet", text=prefix)
        found.append((str(network), since, until))
    return tuple(found)
