"""Where things stand in a folded text: lines, sentences, and what is near enough to belong together."""

from collections.abc import Iterable
from itertools import islice

from tsuho.engine.parse.text import Text
from tsuho.words.evidence import Evidence

Span = tuple[int, int]
_ENDS = "。!?！？"
NEAR_LINES = 3
NEAR_CHARACTERS = 120
REACH = 500  # characters; a line or sentence is looked at this far to either side, however long it is


def line_at(text: str, at: int) -> Span:
    """The line in which a character stands, without its line break, as far as one looks."""
    start = text.rfind("\n", max(0, at - REACH), at) + 1 or max(0, at - REACH)
    end = text.find("\n", at, at + REACH)
    return start, min(len(text), at + REACH) if end < 0 else end


def lines_after(text: str, at: int, count: int) -> Span:
    """From a character to the end of the ``count``-th non-blank line after its own."""
    end = line_at(text, at)[1]
    while count > 0 and end < len(text):
        start, end = line_at(text, end + 1)
        count -= bool(text[start:end].strip())
    return at, end


def line_before(text: str, at: int) -> Span:
    """The nearest non-blank line above the one in which a character stands; empty at the top."""
    start = line_at(text, at)[0]
    while start > 0:
        start, end = line_at(text, start - 1)
        if text[start:end].strip():
            return start, end
    return 0, 0


def sentence_at(text: str, at: int) -> Span:
    """The sentence in which a character stands; a line break ends it too."""
    line_start, line_end = line_at(text, at)
    start = max(text.rfind(mark, line_start, at) + 1 for mark in _ENDS)
    ends = [found + 1 for mark in _ENDS if (found := text.find(mark, at, line_end)) >= 0]
    return max(start, line_start), min(ends, default=line_end)


def near(text: str, one: Span, other: Span) -> bool:
    """Whether two places are in the same or the next block: at most three lines, or 120 characters, apart."""
    first, second = sorted((one, other))
    apart = second[0] - first[1]
    if apart <= NEAR_CHARACTERS:
        return True
    between = text[first[1] : second[0]] if apart <= REACH else ""
    return bool(between) and sum(1 for line in between.split("\n") if line.strip()) <= NEAR_LINES


def quoted(text: Text, spans: Iterable[Span]) -> tuple[Evidence, ...]:
    """The first three places as evidence: a few words prove as much as all of them."""
    return tuple(text.folded_evidence(*span) for span in islice(spans, 3))
