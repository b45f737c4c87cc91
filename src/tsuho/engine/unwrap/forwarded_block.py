"""Finding the place in a letter where a forwarded mail begins, and telling it from a reply that quotes.

A quoted header or an "Original Message" stands in replies as well. In a letter that a reporter wrote to us it is taken for
a forward; elsewhere, and under the subject of a reply, a separator or the subject must say "forward".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tsuho.engine.unwrap.attribution import read_attribution
from tsuho.engine.unwrap.forward_marks import Separator, is_rule, separator
from tsuho.engine.unwrap.lines import Line
from tsuho.engine.unwrap.quoted_header import QuotedHeader, read_header, read_run_together

# What only a mail's own source holds, never the block that a program writes for a reader.
OF_SOURCE = re.compile(r"received:\s*(?:from|by)\b|return-path:\s*<|mime-version:\s*1", re.IGNORECASE)
_MAX_SOURCE = 300  # lines of a pasted header that are looked through


@dataclass(frozen=True, slots=True)
class Letter:
    """How much a quoted header proves: whether a reporter wrote the letter, and whether its subject says forward."""

    reporter_wrote: bool
    forward_subject: bool


@dataclass(frozen=True, slots=True)
class ForwardedBlock:
    """A quoted header, the line ``top`` at which its wrapper begins, and the separator above it."""

    header: QuotedHeader
    top: int
    separator: Separator


def find_block(lines: Sequence[Line], letter: Letter, start: int, stop: int) -> ForwardedBlock | None:
    """The first block between two lines that is a forward by the letter's measure."""
    at = start
    while at < stop:
        block = _block_at(lines, at, start)
        if block is None or block.header.after > stop:
            at += 1
        elif is_forward(block, letter):
            return block
        else:
            at = block.header.after
    return None


def _block_at(lines: Sequence[Line], at: int, start: int) -> ForwardedBlock | None:
    line = lines[at]
    if line.chars.find(":", line.start, line.end) < 0 and line.chars.find("：", line.start, line.end) < 0:
        return None
    if header := read_header(lines, at):
        top, kind = _above(lines, at, start)
        return ForwardedBlock(header, top, kind)
    if header := read_run_together(lines[at], at):
        return ForwardedBlock(header, at, Separator.FORWARD)
    if header := read_attribution(lines, at):
        return ForwardedBlock(header, at, Separator.NONE)
    return None


def _above(lines: Sequence[Line], at: int, start: int) -> tuple[int, Separator]:
    """The separator above a header: directly, or with empty or ruled lines between."""
    top, found = at, Separator.NONE
    for above in range(at - 1, max(start, at - 4) - 1, -1):
        kind = separator(lines[above])
        if kind is Separator.FORWARD:
            return above, kind
        if kind is Separator.ORIGINAL:
            found = kind
        if kind is Separator.ORIGINAL or is_rule(lines[above]):
            top = above
        elif not lines[above].blank:
            break
    return top, found


def is_forward(block: ForwardedBlock, letter: Letter) -> bool:
    """Whether a quoted header is that of a forward, in this letter."""
    kinds = block.header.kinds
    named = "from" in kinds
    if block.separator is Separator.FORWARD:
        return named or {"subject", "date"} <= kinds
    if not named:
        return False
    if block.header.attribution:
        return letter.forward_subject
    if not letter.reporter_wrote:
        return letter.forward_subject and (len(kinds) >= 3 or block.separator is Separator.ORIGINAL)
    enough = bool(block.header.sender[0]) and bool(kinds & {"subject", "date"})
    return enough or len(kinds) >= 3 or block.separator is Separator.ORIGINAL


def is_pasted_source(lines: Sequence[Line], block: ForwardedBlock) -> bool:
    """Whether a quoted header stands among the lines of a mail's own header that somebody pasted."""
    at = block.header.first
    low = at
    while low > max(0, at - _MAX_SOURCE) and not lines[low - 1].blank:
        low -= 1
    for line in lines[low : at + _MAX_SOURCE]:
        if line.blank:
            return False
        if OF_SOURCE.match(line.content):
            return True
    return False
