"""Mojibake undone where the way back is certain: text that somebody decoded in the wrong charset and sent on.

Certain means: the characters lead back to bytes one to one, the bytes decode without loss in the right charset, and what comes
out looks much more like Japanese than what went in. The text as it stood is kept beside (``Decoded.written``), so that a
character of the repaired text still leads to its bytes. What led nowhere stays as it was.
"""

import re
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from tsuho.engine.parse.decoded import Decoded
from tsuho.engine.parse.plausible import plausibility
from tsuho.engine.parse.web_decoder import web_decode

_PIECES = re.compile("[^\n<>\ufffd]+")
_BEGINS, _ENDS = re.compile(r"\$[B@]"), re.compile(r"\([BJ]")
_PAIRS = re.compile(r"(?:[!-~]{2}){2,1000}")
_HIGH_BYTES = bytes(range(0x80, 0x100))
MAX_CHARS = 400_000  # of a text that are looked at for repair
MAX_PIECES = 4_000
_SHIFTED = "縺繧繝"
_SHIFTED_KANJI = re.compile("[\u4e00-\u9fff][\uff61-\uff7f]")
_SHORT = 400  # characters: a subject, whose kanji alone must tell
_HALF = re.compile("[\uff61-\uff9f]")
_UTF8_LATIN = re.compile("[ãåæçèéäï][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_SJIS_LATIN = re.compile("[‚\u0082][\u009fŸ\u00a0-\u00f1]|[ƒ\u0083][@-~\u0080-\u0096€‚„…†‡ˆ‰Š‹ŒŽ‘-”•–]")
_EUC_LATIN = re.compile("[¤¥][¡-ö]")
# How much more plausible a repair must be; that bytes are UTF-8 at all says much by itself.
_GAIN, _GAIN_UTF8 = 0.8, 0.4


@dataclass(frozen=True, slots=True)
class _Mistake:
    """One wrong reading: what it is called, marks without which it never is, how many of its traces a text holds, its way back to bytes, the right charset."""

    name: str
    marks: str
    traces: Callable[[str], int]
    back: Callable[[], dict[str, bytes]]
    right: str


def repaired(decoded: Decoded) -> Decoded:
    """The same part with its mojibake undone, or the very same where there is none or no certain way back."""
    text = decoded.text
    if holds_escape_remains(text):
        again = _with_pieces(decoded, _stripped_escapes(text[:MAX_CHARS]), "iso-2022-jp without its escapes")
        if again is not decoded:
            return again
    if text.isascii():
        return decoded
    for mistake in _likely(text):
        again = _with_pieces(decoded, _undone(text[:MAX_CHARS], mistake), mistake.name)
        if again is not decoded:
            return again
    return decoded


def holds_escape_remains(text: str) -> bool:
    """Whether ``$B`` or ``$@`` stands in it; by way of the dollar sign, which is found ten times faster than the two together."""
    at = text.find("$")
    while at >= 0:
        if text[at + 1 : at + 2] in {"B", "@"}:
            return True
        at = text.find("$", at + 1)
    return False


def looks_garbled(text: str) -> bool:
    """Whether a text that could not be repaired is mojibake: marks of loss or of a wrong charset, more than one in fifty."""
    marks = text.count("\ufffd")
    if not text.isascii():
        shifted = _shifted(text[:20_000])
        marks += 3 * shifted if shifted >= 3 else 0
    return marks * 50 > len(text)


# Start and end as written, the new text, and where each of its characters begins and ends as written.
Piece = tuple[int, int, str, list[int], list[int]]


def _likely(text: str) -> Iterator[_Mistake]:
    sample = text[:20_000]
    for mistake in _MISTAKES:
        if (len(sample) < _SHORT or any(mark in sample for mark in mistake.marks)) and mistake.traces(sample) >= 2:
            yield mistake


def _shifted(text: str) -> int:
    """Kana of UTF-8 begin with one of three kanji; its kanji, with one of many, leave a half-width sign behind them."""
    return sum(map(text.count, _SHIFTED)) + (len(_SHIFTED_KANJI.findall(text)) if len(text) < _SHORT else 0)


def _half_width(text: str) -> int:
    """EUC kana read as Shift_JIS are half-width kana, of which every other one is an ideographic comma or a middle dot."""
    commas = text.count("\uff64") + text.count("\uff65")
    return commas if commas >= 3 and commas * 5 > len(_HALF.findall(text)) else 0


def _found(pattern: re.Pattern[str]) -> Callable[[str], int]:
    return lambda text: len(pattern.findall(text))


def _mistakes() -> tuple[_Mistake, ...]:
    return (
        _Mistake("utf-8 read as shift_jis", "縺繧", _shifted, _to_shift_jis, "utf-8"),
        _Mistake("utf-8 read as latin-1", "ãåæçè", _found(_UTF8_LATIN), _to_latin, "utf-8"),
        _Mistake("shift_jis read as latin-1", "‚ƒ\x82\x83", _found(_SJIS_LATIN), _to_latin, "shift_jis"),
        _Mistake("euc-jp read as latin-1", "¤¥", _found(_EUC_LATIN), _to_latin, "euc-jp"),
        _Mistake("euc-jp read as shift_jis", "\uff64", _half_width, _to_shift_jis, "euc-jp"),
    )


def _undone(text: str, mistake: _Mistake) -> Iterator[Piece]:
    back = mistake.back()
    for match in islice(_PIECES.finditer(text), MAX_PIECES):
        written = match.group()
        if written.isascii():
            continue
        try:
            codes = [back[char] if char > "\x7f" else char.encode("ascii") for char in written]
        except KeyError:
            continue
        raw = b"".join(codes)
        before, after = _cut_characters(raw, text, match, mistake.right)
        raw = raw[before : len(raw) - after]
        new = web_decode(raw, mistake.right)
        gain = _GAIN_UTF8 if mistake.right == "utf-8" else _GAIN
        if not new or "\ufffd" in new or plausibility(new) < max(0.2, plausibility(written) + gain):
            continue
        source = Decoded(new, raw, "", mistake.right, lossy=False)
        yield _placed(match.start(), new, source, codes, before)


def _cut_characters(raw: bytes, text: str, match: re.Match[str], right: str) -> tuple[int, int]:
    """How many bytes at the beginning and at the end belong to a character whose rest was lost beside this piece."""
    before = after = 0
    is_cut_behind = text.startswith("\ufffd", match.end())
    if right == "euc-jp" and is_cut_behind:
        return 0, (len(raw) - len(raw.rstrip(_HIGH_BYTES))) % 2
    if right != "utf-8":
        return 0, 0
    if match.start() and text[match.start() - 1] == "\ufffd":
        while before < min(3, len(raw)) and 0x80 <= raw[before] < 0xC0:
            before += 1
    for size in range(1, min(4, len(raw) - before + 1) if is_cut_behind else 1):
        lead = raw[-size]
        if lead >= 0xC0:
            after = size if size < (2 if lead < 0xE0 else 3 if lead < 0xF0 else 4) else 0
            break
    return before, after


def _placed(start: int, new: str, source: Decoded, codes: list[bytes], before: int) -> Piece:
    """Where each new character begins and ends among the characters as written, through the bytes between the two."""
    owner: list[int] = []
    for index, code in enumerate(codes):
        owner.extend([start + index] * len(code))
    at = before
    begins: list[int] = []
    ends: list[int] = []
    for char in new:
        size = _size(char, source, len(begins))
        begins.append(owner[min(at, len(owner) - 1)])
        at += size
        ends.append(owner[min(at, len(owner)) - 1] + 1)
    return begins[0], ends[-1], new, begins, ends


def _size(char: str, source: Decoded, index: int) -> int:
    if source.used == "utf-8":
        return len(char.encode("utf-8"))
    a, b = source.byte_span(index, index + 1)
    return b - a


def _stripped_escapes(text: str) -> Iterator[Piece]:
    at = 0
    ends = _Ends(text)
    for begin in _BEGINS.finditer(text):
        start = begin.end()
        if begin.start() < at:
            continue
        for end in ends.after(start):
            new = _jis(text[start:end])
            if new:
                begins = [start + 2 * index for index in range(len(new))]
                stops = [each + 2 for each in begins]
                # what is left of the escapes belongs to the first and the last character
                begins[0], stops[-1] = begin.start(), end + 2
                at = end + 2
                yield begin.start(), at, new, begins, stops
                break


class _Ends:
    """Where escapes back to ASCII begin, in order; each is passed over once, so that a page of them costs linear time."""

    def __init__(self, text: str) -> None:
        self.places = [found.start() for found in _ENDS.finditer(text)]
        self.passed = 0

    def after(self, start: int) -> list[int]:
        """The next three places at which a run of pairs from ``start`` may end."""
        while self.passed < len(self.places) and self.places[self.passed] < start:
            self.passed += 1
        return [
            place
            for place in self.places[self.passed : self.passed + 3]
            if (place - start) % 2 == 0 and place - start <= 2_000
        ]


def _jis(pairs: str) -> str:
    """The text of two-byte characters in 7 bits; empty where they are none that somebody wrote."""
    if not _PAIRS.fullmatch(pairs):
        return ""
    new = web_decode(bytes(byte | 0x80 for byte in pairs.encode("ascii")), "euc-jp") or ""
    return new if len(new) * 2 == len(pairs) and "\ufffd" not in new and plausibility(new) >= 0.8 else ""


def _with_pieces(decoded: Decoded, pieces: Iterator[Piece], name: str) -> Decoded:
    found = list(islice(pieces, MAX_PIECES))
    return replaced(decoded, found, repaired=name) if found else decoded


def replaced(decoded: Decoded, pieces: list[Piece], *, repaired: str = "") -> Decoded:
    """The text with some pieces replaced, each new character leading back to those it was written as."""
    text = decoded.text
    out: list[str] = []
    begins, ends = array("l"), array("l")
    done = 0
    for start, end, new, new_begins, new_ends in pieces:
        out.extend((text[done:start], new))
        begins.extend(range(done, start))
        ends.extend(range(done + 1, start + 1))
        begins.extend(new_begins)
        ends.extend(new_ends)
        done = end
    out.append(text[done:])
    begins.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    whole = "".join(out)
    return replace(
        decoded,
        text=whole,
        lossy="\ufffd" in whole,
        repaired=repaired,
        written=decoded,
        begins=begins,
        ends=ends,
        _offsets=[],
    )


@cache
def _to_latin() -> dict[str, bytes]:
    """Every character that Latin-1 or Windows-1252 makes of a byte, back to that byte."""
    back = {chr(byte): bytes([byte]) for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0xA0):
        back[(web_decode(bytes([byte]), "windows-1252") or "")[:1]] = bytes([byte])
    return back


@cache
def _to_shift_jis() -> dict[str, bytes]:
    """Every character that windows-31j makes of one or two bytes, back to them; of two ways back the one that UTF-8 can hold."""
    back: dict[str, bytes] = {}
    leads = [*range(0xF0, 0xFD), *range(0x81, 0xA0), *range(0xE0, 0xF0)]
    for lead in leads:
        for trail in range(0x40, 0xFD):
            text = web_decode(bytes([lead, trail]), "shift_jis") if trail != 0x7F else None
            if text and len(text) == 1 and text != "\ufffd":
                back.setdefault(text, bytes([lead, trail]))
    back.update({chr(0xFF61 + index): bytes([0xA1 + index]) for index in range(63)})
    back.update({"\x80": b"\x80", "\xa0": b"\xa0", "\uf8f1": b"\xfd", "\uf8f2": b"\xfe", "\uf8f3": b"\xff"})
    return back


_MISTAKES = _mistakes()
