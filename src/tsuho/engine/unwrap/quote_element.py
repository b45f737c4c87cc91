"""Where the HTML element ends in which a mail program quotes: Gmail's div, Apple's blockquote, Thunderbird's container.

The visible text no longer shows it, but what stands behind it is the reporter's: a signature, a company's disclaimer.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from tsuho.engine.parse.mime import Mail
from tsuho.engine.parse.text import Run, Text

_TAG = re.compile(r"<(/?)(div|blockquote)\b([^<>]{0,2000})>", re.IGNORECASE)
_QUOTES = re.compile(r"\b(?:gmail_quote|moz-forward-container|yahoo_quoted|protonmail_quote)\b")
_SAYS_NOTHING = re.compile(r"<[^<>]{0,2000}>|&nbsp;|\s+")


def end_of_quote_element(mail: Mail, text: Text, at: int) -> int:
    """The character of ``text`` behind the element that quotes character ``at``; the text's length where none does."""
    run = next((run for run in text.runs if run.start <= at < run.end), None)
    if run is None or mail.parts[run.part].type.sub != "html":
        return len(text.chars)
    end = _end_in_source(run.source.text, run.source_start)
    behind = (other.start for other in text.runs if _is_behind(other, run, end))
    return next(behind, len(text.chars))


def _is_behind(other: Run, run: Run, end: int) -> bool:
    return other.part > run.part or (other.part == run.part and other.source_start >= end)


def _end_in_source(source: str, at: int) -> int:
    """The end of the quoting element around ``at``, and of those that follow it with nothing said between."""
    end = len(source)
    around = False
    for start, stop in _quote_elements(source):
        if around and _SAYS_NOTHING.sub("", source[end:start]):
            break
        if around or start <= at < stop:
            around, end = True, stop
    return end


@lru_cache(maxsize=1)
def _quote_elements(source: str) -> Sequence[tuple[int, int]]:
    """The outermost quoting elements, each closed by its own end tag.

    None where the page closes more than it opens: then a stray end tag inside the original would end it too early. Each
    of the forwards in one page asks anew.
    """
    found: list[tuple[int, int]] = []
    surplus = {"div": 0, "blockquote": 0}
    quoting, nested, begun = "", 0, 0
    for tag in _TAG.finditer(source):
        name, step = tag.group(2).lower(), -1 if tag.group(1) else 1
        surplus[name] -= step
        if quoting == name:
            nested += step
            if not nested:
                found.append((begun, tag.end()))
                quoting = ""
        elif not quoting and step > 0 and (name == "blockquote" or _QUOTES.search(tag.group(3))):
            quoting, nested, begun = name, 1, tag.start()
    return [] if max(surplus.values()) > 0 else found
