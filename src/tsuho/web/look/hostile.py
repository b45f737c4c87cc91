"""What came from a mail, made fit to be looked at: nothing hidden, no link that can be clicked, an address half covered."""

import re
from itertools import pairwise

from tsuho.terminal.harmless import harmless, one_line

_SCHEME = re.compile(r"^\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def plain(text: str) -> str:
    """The text without characters that hide, reorder or move anything; line breaks stay."""
    return harmless(text.replace("\r\n", "\n").replace("\r", "\n"))


def line(text: str, width: int = 0) -> str:
    """The same on one line, cut to a width in characters (0: uncut)."""
    return one_line(text, width)


def defang(url: str) -> str:
    """A link as it can be read and not followed: hxxp://shop[.]example/x; schemes that run code lose their colon."""
    said = line(url)
    found = _SCHEME.match(said)
    if found is None:
        return said.replace(".", "[.]")
    scheme, rest = found.group(1).lower(), said[found.end() :]
    if scheme in {"http", "https"}:
        host, slash, path = rest.removeprefix("//").partition("/")
        return f"hxxp{scheme[4:]}://{host.replace('.', '[.]')}{slash}{path}"
    return f"{scheme}[:]{rest.replace('.', '[.]')}"


def cover(address: str) -> str:
    """An address with all but the first character of each side covered: t•••@m•••.example."""
    local, at, domain = line(address).rpartition("@")
    if not at:
        return f"{domain[:1]}•••" if domain else ""
    name, dot, rest = domain.rpartition(".")
    return f"{local[:1]}•••@{name[:1]}•••{dot}{rest}"


def marked(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[str, str]]:
    """The text in pieces, each with the names of the marks on it, joined by spaces (empty: none).

    ``spans`` are (first, behind the last, name) in characters; those that overlap cut each other into pieces.
    """
    edges = sorted(
        {0, len(text), *(max(0, min(len(text), edge)) for first, last, _ in spans for edge in (first, last))}
    )
    pieces = []
    for first, last in pairwise(edges):
        names = dict.fromkeys(name for begin, end, name in spans if begin <= first and last <= end)
        pieces.append((text[first:last], " ".join(names)))
    return pieces
