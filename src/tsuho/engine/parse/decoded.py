"""A part's text beside its bytes, and the way back: which bytes a character was written in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from tsuho.engine.parse.charset_names import SINGLE_BYTE

_ESCAPES = re.compile(rb"\x1b(?:\$[@B]|\([BJI]|\$\([A-DO-Q])")
_ESCAPE_BEFORE = re.compile(rb"\x1b(?:\$[@B]|\$\([A-DO-Q]|\(I)\Z")
_CONTROLS = re.compile(rb"[\x00-\x20]")
_TOKENS = {
    "shift_jis": re.compile(rb"[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]|.", re.DOTALL),
    "euc-jp": re.compile(rb"\x8f[\xa1-\xfe][\xa1-\xfe]|\x8e[\xa1-\xdf]|[\xa1-\xfe][\xa1-\xfe]|.", re.DOTALL),
    "gb18030": re.compile(
        rb"[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]|[\x81-\xfe][\x40-\x7e\x80-\xfe]|.", re.DOTALL
    ),
    "big5": re.compile(rb"[\x81-\xfe][\x40-\x7e\xa1-\xfe]|.", re.DOTALL),
    "euc-kr": re.compile(rb"[\x81-\xfe][\x41-\xfe]|.", re.DOTALL),
    "utf-16le": re.compile(rb".[\xd8-\xdb].[\xdc-\xdf]|..|.", re.DOTALL),
    "utf-16be": re.compile(rb"[\xd8-\xdb].[\xdc-\xdf].|..|.", re.DOTALL),
    "utf-8": re.compile(
        rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
        rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|.",
        re.DOTALL,
    ),
}
_PAGE = 1_024  # characters
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_TOKENS["euc_jis_2004"] = _TOKENS["euc-jp"]
_TOKENS["shift_jis_2004"] = _TOKENS["shift_jis"]


@dataclass(frozen=True)
class Decoded:
    """A part's text beside its transfer-decoded bytes.

    ``label`` is what the mail says of its charset, ``guess`` what the bytes look like, ``used`` which of them won.
    ``lossy`` says that some byte had no meaning in any charset. ``repaired`` names the mistake that was undone (mojibake),
    and ``written`` is the text as it stood before that or before carrier emoji became Unicode; ``begins`` and ``ends`` lead
    each character back to it.
    """

    text: str
    raw: bytes
    label: str
    used: str
    lossy: bool
    guess: str = ""
    repaired: str = ""
    written: "Decoded | None" = None
    begins: Sequence[int] = ()
    ends: Sequence[int] = ()
    _offsets: list[int] = field(default_factory=list, repr=False, compare=False)

    @staticmethod
    def of_text(text: str) -> "Decoded":
        """A text that is its own source, in UTF-8."""
        return Decoded(text, text.encode("utf-8", "surrogatepass"), "utf-8", "utf-8", lossy=False, guess="utf-8")

    def byte_span(self, start: int, end: int) -> tuple[int, int]:
        """The bytes of characters ``start`` to ``end`` (half-open both ways), always inside the bytes."""
        if self.written is not None:
            return self.written.byte_span(*self.written_span(start, end))
        if self.used in SINGLE_BYTE or (self.used == "utf-8" and self.text.isascii()):
            return min(start, len(self.raw)), min(end, len(self.raw))
        if self.used == "utf-8" and not self.lossy:
            a = self._byte_at(start)
            return a, a + len(self.text[start:end].encode("utf-8", "surrogatepass"))
        if not self._offsets:
            self._offsets.extend(_offsets_of(self.raw, self.used, len(self.text)))
        last = len(self._offsets) - 1
        a, b = self._offsets[min(start, last)], self._offsets[min(end, last)]
        if b <= a < len(self.raw) and end > start:
            b = next((later for later in islice(self._offsets, min(end, last), None) if later > a), len(self.raw))
        if self.used == "iso-2022-jp" and (escape := _ESCAPE_BEFORE.search(self.raw, max(0, a - 5), a)):
            a = escape.start()  # with it, the bytes of a quotation can be read by themselves
        return a, b

    def _byte_at(self, start: int) -> int:
        """The byte at which a character of UTF-8 begins, counted from the nearest of the places that are noted, one in 1,024."""
        if not self._offsets:
            self._offsets.append(0)
        page = min(start, len(self.text)) // _PAGE
        for known in range(len(self._offsets) - 1, page):
            passed = self.text[known * _PAGE : (known + 1) * _PAGE].encode("utf-8", "surrogatepass")
            self._offsets.append(self._offsets[-1] + len(passed))
        return self._offsets[page] + len(self.text[page * _PAGE : start].encode("utf-8", "surrogatepass"))

    def written_span(self, start: int, end: int) -> tuple[int, int]:
        """Characters ``start`` to ``end`` as characters of ``written``; the same where nothing was changed."""
        if self.written is None:
            return start, end
        count = len(self.begins)
        size = len(self.written.text)
        a = self.begins[start] if start < count else size
        b = (self.ends[min(end, count) - 1] if end > start else a) if count and start < count else size
        return a, max(a, b)


def _offsets_of(raw: bytes, charset: str, count: int) -> list[int]:
    """Byte offset of each of ``count`` characters, and of the end; never outside the bytes where they disagree."""
    if charset == "iso-2022-jp":
        offsets = _jis_offsets(raw)
    elif charset in _TOKENS:
        offsets = [match.start() for match in _TOKENS[charset].finditer(raw)]
    else:
        offsets = list(range(len(raw)))
    if raw.startswith(_BYTE_ORDER_MARKS) and charset.startswith("utf-16"):
        del offsets[:1]  # the decoder drops the mark
    del offsets[count:]
    # a decoder that gives several characters for one token: stay inside the bytes
    offsets.extend([offsets[-1] if offsets else 0] * (count - len(offsets)))
    offsets.append(len(raw))
    return offsets


def _jis_offsets(raw: bytes) -> list[int]:
    offsets: list[int] = []
    at, width = 0, 1
    for match in [*_ESCAPES.finditer(raw), None]:
        end = match.start() if match else len(raw)
        if width == 1 or not _CONTROLS.search(raw, at, end):
            offsets.extend(range(at, end, width))
        else:
            while at < end:
                offsets.append(at)
                # inside a two-byte set a control character (a line end) still is one byte
                at += width if raw[at] > 0x20 else 1
        if match:
            at = match.end()
            width = 2 if match.group()[1:2] == b"$" else 1
    return offsets
