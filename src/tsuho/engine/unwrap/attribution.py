"""The line of prose some programs put above a quoted mail: date, name, address and "wrote:", on one line or two.

It is the mark of a reply. Only under a subject that says "forward" is it read as a forward's header.
"""

import re
from collections.abc import Sequence

from tsuho.engine.unwrap.labels import folded, labels
from tsuho.engine.unwrap.lines import Line
from tsuho.engine.unwrap.quoted_header import QuotedHeader

_DATE = re.compile(r"\d[^\"“„«<\[\n]{0,40}?\d{1,2}[:時]\d{2}(?:[:分]\d{2})?(?:\s?[AaPp][Mm])?")
_ADDRESS = re.compile(r"[<\[(]\s*(?:mailto:)?([^\s<>\[\]()]{1,64}@[^\s<>\[\]()]{1,255})[>\])]")
_OPENING_QUOTES = re.compile(r"[\"“„«]")
_AROUND_NAME = ' ,、»”"'
_LONGEST = 400


def read_attribution(lines: Sequence[Line], first: int) -> QuotedHeader | None:
    """The header that such a line tells, which begins with line ``first``; None where none stands there."""
    said = ""
    for count, line in enumerate(lines[first : first + 2], start=1):
        said = f"{said} {line.content}".strip(" \t\ufeff")
        if said.endswith((":", "：")) and "@" in said and len(said) <= _LONGEST:
            return _read(said, first, first + count, line.depth)
    return None


def _read(said: str, first: int, after: int, depth: int) -> QuotedHeader | None:
    address, date = _ADDRESS.search(said), _DATE.search(said)
    if not address or not date:
        return None
    wrote = any(verb in folded(said) for verb in labels().wrote)
    if not wrote and not (date.start() == 0 and address.end() >= len(said) - 2):  # Gmail in Japanese writes no verb
        return None
    before = said[date.end() if date.end() <= address.start() else 0 : address.start()]
    name = _OPENING_QUOTES.split(before)[1:2] or [before]
    sender = f"{name[0].strip(_AROUND_NAME)} <{address.group(1)}>"
    return QuotedHeader({"from": sender, "date": date.group()}, first, after, depth, attribution=True)
