"""Where the header lines of a mail's source stand in a letter: a run of fields that only a mail's own source holds.

Pasting breaks lines, quotes them, and loses empty ones; what is found here says only where such a header begins and ends.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tsuho.engine.parse.mime import Mail
from tsuho.engine.unwrap.forward_marks import Separator, separator
from tsuho.engine.unwrap.forwarded_block import OF_SOURCE
from tsuho.engine.unwrap.lines import Line
from tsuho.engine.unwrap.pasted_header import read_pasted

_SEARCHED = 5_000  # lines of a letter in which a source may begin
_LONGEST = 600  # lines of a pasted header
_FOLDED = 80  # lines that one field may be folded over, with empty ones among them
# The colon behind a name that only a source holds, by way of the colon: one sign is found a hundred times faster than a
# name in any spelling.
_COLON = re.compile(r":(?<=[DHNdhn\s]:)")
_HINTS = ("received", "return-path", "mime-version")
_BLANKS = 40  # characters that may stand between a name and its colon
_FIELD = re.compile(r"[!-9;-~]{1,60}:(?!//)")
_SHORT_FIELDS = {"content-type", "content-transfer-encoding", "mime-version", "message-id", "date", "content-language"}
_PARAMETER = re.compile(r"[\w-]{1,20}\*?\d?=")
_KNOWN = re.compile(
    r"(?:received|from|to|cc|date|subject|message-id|mime-version|content-[\w-]+|x-[\w-]+|dkim-signature|return-path"
    r"|authentication-results|arc-[\w-]+|delivered-to|list-[\w-]+|reply-to|sender|precedence|references|in-reply-to)\s*:",
    re.IGNORECASE,
)
_STILL_TO_COME = re.compile(r"(?:from|subject)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SourceLines:
    """Where a source stands: lines ``first`` up to ``below`` are the header, with ``depth`` quote marks before each; the text begins after."""

    first: int
    below: int
    depth: int
    header: Mail


def may_hold_source(chars: str) -> bool:
    """Whether a text is worth looking through."""
    return any(_is_hint(chars, found.start()) for found in _COLON.finditer(chars))


def _is_hint(chars: str, colon: int) -> bool:
    return chars[max(0, colon - _BLANKS) : colon].rstrip()[-12:].lower().endswith(_HINTS)


def find_source(lines: Sequence[Line], start: int = 0) -> SourceLines | None:
    """The first run of header lines from ``start`` on that only a mail's own source holds, and that names a sender or a subject."""
    at, begun, end = start, start, min(len(lines), _SEARCHED)
    while at < end:
        line = lines[at]
        if not OF_SOURCE.match(line.content.lstrip()):
            at += 1
            continue
        first = _begin(lines, at, begun)
        below = _end(lines, first)
        header = read_pasted(each.content for each in lines[first:below])
        named = {field.name for field in header.root.fields} if header else set()
        if header and named & {"from", "subject"} and len(named) >= 3:
            return SourceLines(first, below, line.depth, header)
        at = begun = max(below, at + 1)
    return None


def _begin(lines: Sequence[Line], at: int, begun: int) -> int:
    """The first header line: upwards from one, over fields and folded lines, to ``begun`` at the highest."""
    depth, first = lines[at].depth, at
    for above in range(at - 1, max(begun - 1, at - _LONGEST), -1):
        line = lines[above]
        if line.depth != depth or line.blank or separator(line) is not Separator.NONE:
            break
        if _FIELD.match(line.content):
            first = above
        elif line.content[:1] not in {" ", "\t", "\xa0"}:
            break
    return first


def _end(lines: Sequence[Line], first: int) -> int:
    """The line behind the header: an empty one, unless sender or subject are still to come below it."""
    depth = lines[first].depth
    seen: set[str] = set()
    last = ""
    stop = min(len(lines), first + _LONGEST)
    at = first
    while at < stop and lines[at].depth >= depth:
        if lines[at].blank:
            if {"from", "subject"} <= seen or not _goes_on(lines[at + 1 : at + _FOLDED]):
                return at
        elif _FIELD.match(lines[at].content):
            last = lines[at].content.partition(":")[0].strip().lower()
            seen.add(last)
        elif {"from", "subject"} <= seen and _is_text(lines[at].content, last):
            return at
        at += 1
    return at


def _is_text(content: str, last: str) -> bool:
    """Whether a line that begins no field is the text: in HTML the empty line above it leaves no trace."""
    if content[:1] in {" ", "\t", "\xa0"}:
        return False
    return not content.isascii() or (last in _SHORT_FIELDS and not _PARAMETER.match(content))


def _goes_on(below: Sequence[Line]) -> bool:
    """Whether sender or subject follow, with nothing but fields and folded lines before them (a filter's report, say)."""
    for line in below:
        if _STILL_TO_COME.match(line.content):
            return True
        if not line.blank and line.content[:1] not in {" ", "\t", "\xa0"} and not _KNOWN.match(line.content):
            return False
    return False
