"""Charsets of real Japanese mail: what the label says, what the bytes are, which one won, and the way back to bytes.

Decoding follows the WHATWG tables (ISO-2022-JP with NEC row 13 and half-width kana, Shift_JIS as windows-31j), which
no Python codec does; the label is honoured first, the bytes are asked second, and which of them won is recorded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import chardetng_py
from fast_mail_parser import ParseError, parse_email

_ESCAPES = re.compile(rb"\x1b(?:\$[@B]|\([BJI]|\$\([A-DO-Q])")
_SUPPLEMENT = re.compile(rb"\x1b\$\(D")
_ESCAPE_BEFORE = re.compile(rb"\x1b(?:\$[@B]|\(I)\Z")
_CONTROLS = re.compile(rb"[\x00-\x20]")
_EMPTY_ESCAPES = re.compile(rb"(?:" + _ESCAPES.pattern + rb")+(?=" + _ESCAPES.pattern + rb")")
_WHATWG = frozenset(
    [
        "iso-2022-jp",
        "shift_jis",
        "euc-jp",
        "gb18030",
        "big5",
        "euc-kr",
        "utf-16le",
        "utf-16be",
        "ibm866",
        "iso-8859-2",
        "iso-8859-3",
        "iso-8859-4",
        "iso-8859-5",
        "iso-8859-6",
        "iso-8859-7",
        "iso-8859-8",
        "iso-8859-10",
        "iso-8859-13",
        "iso-8859-14",
        "iso-8859-15",
        "iso-8859-16",
        "koi8-r",
        "koi8-u",
        "macintosh",
        "windows-874",
        "windows-1250",
        "windows-1251",
        "windows-1253",
        "windows-1254",
        "windows-1255",
        "windows-1256",
        "windows-1257",
        "windows-1258",
    ]
)
_ASCII_CARRIES_MORE = frozenset({"utf-7", "utf-16", "utf-16le", "utf-16be"})
_SINGLE = {"windows-1252", "iso-8859-1", "us-ascii", "ascii", "latin1"}
_ALIASES = {
    "cp932": "shift_jis",
    "windows-31j": "shift_jis",
    "ms932": "shift_jis",
    "sjis": "shift_jis",
    "x-sjis": "shift_jis",
    "shift-jis": "shift_jis",
    "cp50220": "iso-2022-jp",
    "cp50221": "iso-2022-jp",
    "iso-2022-jp-ms": "iso-2022-jp",
    "iso2022jp": "iso-2022-jp",
    "csiso2022jp": "iso-2022-jp",
    "eucjp": "euc-jp",
    "x-euc-jp": "euc-jp",
    "eucjp-ms": "euc-jp",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "cp65001": "utf-8",
    "latin1": "windows-1252",
    "ascii": "us-ascii",
    "ansi_x3.4-1968": "us-ascii",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "windows-1252",
}


@dataclass(frozen=True)
class Decoded:
    """A part's text beside its transfer-decoded bytes. ``lossy`` says that some byte had no meaning in any charset."""

    text: str
    raw: bytes
    label: str
    used: str
    lossy: bool
    _offsets: list[int] = field(default_factory=list, repr=False, compare=False)

    @staticmethod
    def of_text(text: str) -> "Decoded":
        """A text that is its own source, in UTF-8."""
        return Decoded(text, text.encode("utf-8", "surrogatepass"), "utf-8", "utf-8", lossy=False)

    def byte_span(self, start: int, end: int) -> tuple[int, int]:
        """The bytes of characters ``start`` to ``end`` (half-open both ways), always inside the bytes."""
        if self.used in _SINGLE or (self.used == "utf-8" and self.text.isascii()):
            return min(start, len(self.raw)), min(end, len(self.raw))
        if self.used == "utf-8" and not self.lossy:
            a = len(self.text[:start].encode("utf-8", "surrogatepass"))
            return a, a + len(self.text[start:end].encode("utf-8", "surrogatepass"))
        if not self._offsets:
            self._offsets.extend(_offsets_of(self.raw, self.used, len(self.text)))
        last = len(self._offsets) - 1
        a, b = self._offsets[min(start, last)], self._offsets[min(end, last)]
        if self.used == "iso-2022-jp" and (escape := _ESCAPE_BEFORE.search(self.raw, max(0, a - 4), a)):
            a = escape.start()  # with it, the bytes of a quotation can be read by themselves
        return a, b


_TOKENS = {
    "shift_jis": re.compile(rb"[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]|.", re.DOTALL),
    "euc-jp": re.compile(rb"\x8f[\xa1-\xfe][\xa1-\xfe]|\x8e[\xa1-\xdf]|[\xa1-\xfe][\xa1-\xfe]|.", re.DOTALL),
    "gb18030": re.compile(
        rb"[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]|[\x81-\xfe][\x40-\x7e\x80-\xfe]|.", re.DOTALL
    ),
    "big5": re.compile(rb"[\x81-\xfe][\x40-\x7e\xa1-\xfe]|.", re.DOTALL),
    "euc-kr": re.compile(rb"[\x81-\xfe][\x41-\xfe]|.", re.DOTALL),
    "utf-8": re.compile(
        rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
        rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|.",
        re.DOTALL,
    ),
}


def _offsets_of(raw: bytes, charset: str, count: int) -> list[int]:
    """Byte offset of each of ``count`` characters, and of the end; spread evenly where bytes and text disagree."""
    if charset == "iso-2022-jp":
        offsets = _jis_offsets(raw)
    elif charset in _TOKENS:
        offsets = [match.start() for match in _TOKENS[charset].finditer(raw)]
    else:
        offsets = list(range(len(raw)))
    if len(offsets) > count:
        offsets = list(islice(offsets, count))
    while len(offsets) < count:  # a decoder that gives several characters for one token: stay inside the bytes
        offsets.append(offsets[-1] if offsets else 0)
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


def charset_name(label: str) -> str:
    """The charset a label means in mail of today: windows-31j for every spelling of Shift_JIS, and so on."""
    name = label.strip().strip("\"'").lower()
    return _ALIASES.get(name, name)


def decode(raw: bytes, label: str = "", *, hint: str = "ja") -> Decoded:
    """Decode a body: the label first, the bytes second; never raises."""
    name = charset_name(label)
    if raw.isascii() and b"\x1b" not in raw and name not in _ASCII_CARRIES_MORE:
        used = name if name in _SINGLE or name == "utf-8" else "us-ascii"
        return Decoded(raw.decode("ascii"), raw, label, used, lossy=False)
    best: Decoded | None = None
    for candidate in _candidates(raw, name, hint):
        text = _decode_as(raw, candidate)
        if text is None:
            continue
        lost = text.count("\ufffd")
        decoded = Decoded(text, raw, label, candidate, lossy=lost > 0)
        if not lost:
            return decoded
        if best is None or lost < best.text.count("\ufffd"):
            best = decoded
    return best or Decoded(raw.decode("latin-1"), raw, label, "windows-1252", lossy=True)


def _candidates(raw: bytes, name: str, hint: str) -> Iterator[str]:
    """Charsets to try, in order; the detector is asked only when everything said before was wrong."""
    if _ESCAPES.search(raw):
        # ESC in the bytes is stronger than any label except one that is itself of the ISO 2022 family
        yield "iso-2022-jp"
        if _SUPPLEMENT.search(raw):
            yield "iso2022_jp_2"  # JIS X 0212, which the web's tables leave out
        if raw.isascii():
            return  # as UTF-8 such bytes lose nothing and mean nothing
    if name not in {"", "us-ascii", "unknown-8bit", "default", "x-unknown"}:
        yield name
    yield "utf-8"
    if not raw.isascii():
        detector = chardetng_py.EncodingDetector()
        detector.feed(raw[:4096], last=True)
        yield charset_name(detector.guess(tld=hint.encode(), allow_utf8=True))


def _decode_as(raw: bytes, charset: str) -> str | None:
    if charset == "utf-8":
        return raw.decode("utf-8", "replace")
    if charset in _SINGLE:
        return raw.decode("cp1252" if charset == "windows-1252" else "latin-1", "replace")
    return _whatwg(raw, charset)


def _whatwg(raw: bytes, charset: str) -> str | None:
    """Decode by the WHATWG tables, which the mail parser's Rust decoder holds; None for a charset nobody knows."""
    if charset not in _WHATWG:
        try:
            return raw.decode(charset, "replace")
        except (LookupError, ValueError, UnicodeError):
            return None
    if charset == "iso-2022-jp":
        # The standard calls an escape right after an escape an error; real mailers write it, and nothing is lost.
        raw = _EMPTY_ESCAPES.sub(b"", raw)
    try:
        texts = parse_email(
            b"Content-Type: text/plain; charset=" + charset.encode("ascii") + b"\r\n\r\n" + raw
        ).text_plain
    except ParseError:
        return None
    return texts[0] if texts else ""
