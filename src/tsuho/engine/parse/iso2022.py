"""ISO-2022-JP as it really is written: every set a Japanese mailer ever switched to, and what stands in none of them.

The web's decoder reads the common sets and is asked first (``charsets.decode``). This one reads the rest: JIS X 0212, JIS X
0213 in both planes (ISO-2022-JP-3 and -2004), Chinese and Korean sets (ISO-2022-JP-2), half-width kana by shift-out or as
8-bit bytes (CP50221, CP50222), KDDI's emoji rows, lines that forget to return to ASCII. The offset of each character is kept.
"""

import re
from functools import lru_cache

from tsuho.engine.parse.carrier_emoji import kddi_jis
from tsuho.engine.parse.web_decoder import web_decode

_ASCII, _KANA, _JIS, _JIS_212, _PLANE_1, _PLANE_2, _GB, _KS, _JIS_KDDI = range(9)
_SWITCH = re.compile(
    rb"\x1b(?:(\([BJHT])|(\(I)|(\$(?:@|B|\(B|\(@))|(\$\(D)|(\$\([OQ])|(\$\(P)|(\$(?:A|\(A))|(\$\(C))|(\x0e)|(\x0f)|\x1b(?:&@|\$\)C)"
    rb"|(\x1b\$[GEFOPQ][!-z]{1,200}(?:\x0f|(?=\x1b|[\r\n]|\Z)))"  # SoftBank's pictures: read as they stand
)
_SETS = (_ASCII, _KANA, _JIS, _JIS_212, _PLANE_1, _PLANE_2, _GB, _KS)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_GETA = "\u3013"
MAX_BYTES = 150_000  # read with this care; what comes after is left to the web's decoder
Pieces = list[tuple[str, int]]  # each character (or two that one code means) and the offset of its first byte


def decode_iso2022(raw: bytes, *, kddi: bool = False) -> tuple[str, list[int]]:
    """The text and the byte offset of each character, with the end behind the last; never raises.

    ``kddi`` says that a phone of KDDI wrote it, whose pictures stand where NEC has kanji (rows 89 to 91).
    """
    if len(raw) > MAX_BYTES:
        text, begun = decode_iso2022(raw[:MAX_BYTES], kddi=kddi)
        rest = web_decode(raw[MAX_BYTES:], "iso-2022-jp") or ""
        return text + rest, [*begun[:-1], *(MAX_BYTES + index for index in range(len(rest))), len(raw)]
    pieces: Pieces = []
    at, charset, before_shift = 0, _ASCII, _ASCII
    for match in [*_SWITCH.finditer(raw), None]:
        end = match.start() if match else len(raw)
        if end > at:
            _segment(raw, at, end, charset, pieces)
        if match is None:
            break
        at = match.end()
        group = match.lastindex
        if group is not None and group <= len(_SETS):
            charset = _SETS[group - 1]
            charset = _JIS_KDDI if kddi and charset == _JIS else charset
        elif group == len(_SETS) + 1:
            before_shift, charset = charset, _KANA
        elif group == len(_SETS) + 2:
            charset = before_shift
        elif group == len(_SETS) + 3:
            pieces.extend((chr(raw[each]), each) for each in range(match.start(), at))
    offsets: list[int] = []
    for chars, offset in pieces:
        offsets.extend([offset] * len(chars))
    offsets.append(len(raw))
    return "".join(chars for chars, _ in pieces), offsets


def _segment(raw: bytes, start: int, end: int, charset: int, pieces: Pieces) -> None:
    """What stands between two switches; a line end inside a two-byte set may also be where the writer forgot to return."""
    if charset == _ASCII:
        _single(raw, start, end, pieces)
        return
    line = start
    while line < end:
        stop = raw.find(b"\n", line, end)
        stop = end if stop < 0 else stop
        text_end = stop - 1 if stop > line and raw[stop - 1] == 0x0D else stop
        if charset == _KANA:
            pieces.extend((_kana(raw[at]), at) for at in range(line, text_end))
        elif line > start and not _all_meant(raw[line:text_end], charset):
            _single(raw, line, end, pieces)
            return
        else:
            _double(raw, line, text_end, charset, pieces)
        pieces.extend((chr(raw[at]), at) for at in range(text_end, min(stop + 1, end)))
        line = stop + 1


def _single(raw: bytes, start: int, end: int, pieces: Pieces) -> None:
    at = start
    for run in _HIGH_RUN.finditer(raw, start, end):
        pieces.extend(zip(raw[at : run.start()].decode("ascii"), range(at, run.start()), strict=True))
        at = run.end()
        _eight_bit(run.group(), run.start(), pieces)
    pieces.extend(zip(raw[at:end].decode("ascii"), range(at, end), strict=True))


def _eight_bit(run: bytes, start: int, pieces: Pieces) -> None:
    """8-bit bytes among 7-bit ones: half-width kana of CP50221, or a line in another charset."""
    if all(0xA1 <= byte <= 0xDF for byte in run):
        pieces.extend((_kana(byte), start + index) for index, byte in enumerate(run))
        return
    for codec in ("utf-8", "cp932"):
        try:
            text = run.decode(codec)
        except UnicodeDecodeError:
            continue
        at = start
        for char in text:
            pieces.append((char, at))
            at += len(char.encode(codec))
        return
    pieces.extend(("\ufffd", start + index) for index in range(len(run)))


def _double(raw: bytes, start: int, end: int, charset: int, pieces: Pieces) -> None:
    at = start
    while at < end:
        first = raw[at] & 0x7F
        if first <= 0x20 or first == 0x7F:
            pieces.append((chr(first), at))
            at += 1
        elif at + 1 < end and 0x20 < raw[at + 1] & 0x7F < 0x7F:
            pieces.append((_pair(charset, first, raw[at + 1] & 0x7F), at))
            at += 2
        else:
            pieces.append(("\ufffd", at))
            at += 1


def _all_meant(line: bytes, charset: int) -> bool:
    """Whether a line reads in a two-byte set throughout, so that its writer meant it so."""
    if len(line) % 2 or not line:
        return not line
    pairs = (line[at : at + 2] for at in range(0, len(line), 2))
    return all(0x20 < a < 0x7F and 0x20 < b < 0x7F and _pair(charset, a, b) not in {"\ufffd", _GETA} for a, b in pairs)


def _kana(byte: int) -> str:
    low = byte & 0x7F
    return chr(0xFF40 + low) if 0x21 <= low <= 0x5F else chr(low)


@lru_cache(maxsize=20_000)
def _pair(charset: int, first: int, second: int) -> str:
    high = bytes([first | 0x80, second | 0x80])
    if charset == _JIS_KDDI and 0x79 <= first <= 0x7B and (emoji := kddi_jis(first, second)):
        return emoji
    if charset in {_JIS, _JIS_KDDI}:
        text = web_decode(high, "euc-jp") or "\ufffd"
        if "\ufffd" not in text:
            return text
        if 0x75 <= first <= 0x7E:
            return (kddi_jis(first, second) if first <= 0x7B else "") or _GETA
        return _strict(high, "euc_jis_2004")
    if charset == _JIS_212:
        return _strict(b"\x8f" + high, "euc_jp")
    if charset == _PLANE_1:
        return _strict(high, "euc_jis_2004")
    if charset == _PLANE_2:
        return _strict(b"\x8f" + high, "euc_jis_2004")
    return _strict(high, "gb2312" if charset == _GB else "euc_kr")


def _strict(raw: bytes, codec: str) -> str:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return "\ufffd"
