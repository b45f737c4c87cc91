"""The lines of a forward's text, with the quote marks before each counted but left in place.

Ranges always count characters of the whole text, so what is lifted out of it can be traced to its bytes.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

_MARK = re.compile(r"[ \t\u3000\xa0]{0,4}[>＞|｜]")
MAX_DEPTH = 20  # quote marks that are counted; more only decorate
MAX_LINES = 200_000  # what is written behind them is one line more


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``start`` to ``end`` with its line break; ``marks`` are the places just behind each quote mark."""

    chars: str
    start: int
    end: int
    marks: tuple[int, ...]

    @property
    def depth(self) -> int:
        """How many quote marks stand before it."""
        return len(self.marks)

    @property
    def blank(self) -> bool:
        """Whether nothing stands on it but quote marks."""
        return not self.content.strip()

    @property
    def content(self) -> str:
        """What is written behind all quote marks, without the line break."""
        return self.chars[self.begin(self.depth) : self.end].rstrip("\r\n")

    def begin(self, depth: int) -> int:
        """Where the line begins once ``depth`` of its quote marks, and the blank behind the last, are dropped."""
        if not depth or not self.marks:
            return self.start
        at = self.marks[min(depth, len(self.marks)) - 1]
        return at + 1 if self.chars.startswith(" ", at, self.end) else at


@lru_cache(maxsize=2)
def lines_of(chars: str) -> tuple[Line, ...]:
    """All lines of a text, in order; together they are the text. Several wrappings ask for the same letter's."""
    found = []
    at = 0
    for written in islice(chars.splitlines(keepends=True), MAX_LINES):
        end = at + len(written)
        found.append(Line(chars, at, end, _marks(chars, at, end)))
        at = end
    if at < len(chars):
        found.append(Line(chars, at, len(chars), _marks(chars, at, len(chars))))
    return tuple(found)


def _marks(chars: str, start: int, end: int) -> tuple[int, ...]:
    found: list[int] = []
    mark = _MARK.match(chars, start, end)
    while mark and len(found) < MAX_DEPTH:
        found.append(mark.end())
        mark = _MARK.match(chars, mark.end(), end)
    return tuple(found)
