"""Text being gathered from an HTML part, with the runs that lead back to its source; blanks fold at its growing end."""

import html
import re
from functools import lru_cache

from tsuho.engine.parse.decoded import Decoded
from tsuho.engine.parse.text import Run, Text

_IRREGULAR = re.compile(r"[ \t\r\n\f]{2,}|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});?")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});?")
MAX_RUNS = 150_000  # pieces of one part; a page of entities alone makes one of each


class Out:
    """One text of a part: what is visible, what is hidden, or what pictures say instead of themselves."""

    __slots__ = ("full", "last", "length", "part", "pieces", "runs", "source")

    def __init__(self, part: int, source: Decoded) -> None:
        self.part = part
        self.source = source
        self.pieces: list[str] = []
        self.runs: list[Run] = []
        self.length = 0
        self.last = "\n"
        self.full = False

    def add(self, chars: str, start: int, end: int) -> None:
        """Characters that stand at ``start`` to ``end`` of the source, one to one where the lengths agree."""
        if chars[0] == " " and self.last in " \n":
            if end - start == len(chars):
                start += 1
            chars = chars[1:]
            if not chars:
                return
        if len(self.runs) >= MAX_RUNS:
            self.full = True
            return
        length = self.length
        self.length = after = length + len(chars)
        self.pieces.append(chars)
        self.runs.append(Run(length, after, self.part, self.source, start, end))
        self.last = chars[-1]

    def lay_out(self, chars: str) -> None:
        """White space of the layout, which stands nowhere in the source."""
        if self.last in {"\n", chars}:
            return
        self.pieces.append(chars)
        self.length += len(chars)
        self.last = chars[-1]

    def add_blanks(self, chunk: str, start: int, end: int) -> None:
        """White space between two tags; blanks that do not break a line are text."""
        if chunk[0] in " \n\r\t" or chunk.strip("\u3000\xa0"):
            if self.last not in " \n":
                self.lay_out(" ")
        else:
            self.add(chunk, start, end)

    def add_text(self, chunk: str, start: int, end: int) -> None:
        """Text between two tags: blanks fold, entities are undone."""
        chunk = chunk.replace("\n", " ").replace("\r", " ").replace("\t", " ").replace("\f", " ")
        if "  " in chunk or "&" in chunk:
            self._add_pieces(chunk, start, _IRREGULAR)
        else:
            self.add(chunk, start, end)

    def add_preformatted(self, start: int, end: int) -> None:
        """Text whose blanks stand as written; only entities are undone."""
        self._add_pieces(self.source.text[start:end], start, _ENTITY)

    def _add_pieces(self, chunk: str, start: int, irregular: re.Pattern[str]) -> None:
        done = 0
        for found in irregular.finditer(chunk):
            a, b = found.span()
            if a > done:
                self.add(chunk[done:a], start + done, start + a)
            shown = _unescaped(found.group()) if chunk[a] == "&" else " "
            if shown:
                self.add(shown, start + a, start + b)
            done = b
            if self.full:
                return
        if done < len(chunk):
            self.add(chunk[done:], start + done, start + len(chunk))

    def text(self, hidden: Text | None = None, alts: Text | None = None, ways: tuple[str, ...] = ()) -> Text:
        """What was gathered."""
        source = self.source
        why = "too_long" if self.full else ""
        return Text(
            "".join(self.pieces), tuple(self.runs), hidden, why, source.label, source.used, source.guess, alts, ways
        )


@lru_cache(maxsize=1024)
def _unescaped(entity: str) -> str:
    return html.unescape(entity)
