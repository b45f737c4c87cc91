"""Folding: the form of a text that patterns are matched on, with the way back to the characters as written.

NFKC, zero-width characters dropped, hyphen-like characters between digits turned into "-". Folding is done piece by
piece over the characters that change at all, so every offset in the folded text has its place in the original.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_ZERO_WIDTH = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_HYPHENS = "\u2010-\u2015\u2212\u30fc\uff0d\uff70"

# Characters that NFKC may change, with what may combine onto them (half-width voiced marks, combining marks).
# Outside these ranges NFKC changes only letters of scripts that no pattern of ours names (Tibetan, Thai, Arabic
# mathematical letters), so they stay as written. A property test holds fold() equal to NFKC within them.
_CHANGES = (
    "\u00a0-\u00bf\u0132\u0133\u013f\u0140\u0149\u017f\u01c4-\u01cc\u01f1-\u01f3\u02b0-\u02e4\u0340-\u0387"
    "\u0587\u0675-\u0678\u0958-\u095f\u1d2c-\u1dbf\u1e9a-\u1e9b\u1f71-\u1ffd\u2000-\u200a\u2011\u2017\u2024-\u2026\u202f"
    "\u2033-\u2057\u205f\u2070-\u209f\u20a8\u2100-\u218b\u222c-\u2230\u2329\u232a\u2460-\u24ea\u2a0c-\u2adc\u2c7c\u2c7d"
    "\u2e9f-\u2fdf\u3000\u3036-\u303a\u309b-\u309f\u30ff\u3131-\u318e\u3192-\u319f\u3200-\u33ff\uf900-\ufaff"
    "\ufb00-\ufdff\ufe10-\ufefc\uff00-\uffef\U0001d400-\U0001d7ff\U0001f100-\U0001f2ff"
)
_COMBINING = "\u0300-\u036f\u3099\u309a"
_HAS_COMBINING = re.compile(f"[{_COMBINING}]")
# One class alone, which the machine looks for ten times faster than for a choice of patterns.
_UNSTABLE = re.compile(f"[{_ZERO_WIDTH}{_HYPHENS}{_CHANGES}][\uff9e\uff9f]*")
# Where a mark combines onto something, any character may begin a piece.
_UNSTABLE_COMBINING = re.compile(
    f"[{_ZERO_WIDTH}]+"
    f"|(?<=[0-9０-９])[{_HYPHENS}](?=[0-9０-９])"
    f"|[{_CHANGES}][{_COMBINING}\uff9e\uff9f]*"
    f"|.[{_COMBINING}]+",
    re.DOTALL,
)
_HYPHEN_CHARS = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\uff0d\uff70")
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_ZERO = re.compile(f"[{_ZERO_WIDTH}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. ``starts`` are folded offsets of the changed pieces, in order, beside their original spans."""

    text: str
    starts: tuple[int, ...]
    pieces: tuple[tuple[int, int, int], ...]  # (folded length, original start, original end)

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The smallest original character span that produced folded characters start to end (half-open)."""
        if end <= start:
            at = self._start(start)
            return at, at
        return self._start(start), self._end(end)

    def _start(self, offset: int) -> int:
        index = bisect_right(self.starts, offset) - 1
        if index < 0:
            return offset
        length, begin, end = self.pieces[index]
        past = offset - self.starts[index] - length
        return begin if past < 0 else end + past

    def _end(self, offset: int) -> int:
        index = bisect_right(self.starts, offset - 1) - 1
        if index < 0:
            return offset
        length, _begin, end = self.pieces[index]
        return end + max(0, offset - self.starts[index] - length)


@lru_cache(maxsize=4096)
def _piece(written: str) -> str:
    return unicodedata.normalize("NFKC", _ZERO.sub("", written))


def fold(text: str) -> Folded:
    """Fold a text for matching; linear in its length."""
    if text.isascii():
        return Folded(text, (), ())
    out: list[str] = []
    starts: list[int] = []
    pieces: list[tuple[int, int, int]] = []
    done = length = 0
    unstable = _UNSTABLE_COMBINING if _HAS_COMBINING.search(text) else _UNSTABLE
    for match in unstable.finditer(text):
        begin, end = match.span()
        written = match.group()
        new = _piece(written)
        if written in _HYPHEN_CHARS and text[end : end + 1] in _DIGITS and begin and text[begin - 1] in _DIGITS:
            new = "-"
        if new == written:
            continue
        out.append(text[done:begin])
        length += begin - done
        starts.append(length)
        pieces.append((len(new), begin, end))
        out.append(new)
        length += len(new)
        done = end
    out.append(text[done:])
    return Folded("".join(out), tuple(starts), tuple(pieces))
