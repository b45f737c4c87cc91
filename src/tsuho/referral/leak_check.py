"""The leak check: no outgoing document holds a reporter's or a monitor's address, in any encoding.

Addresses stand in spam in many dresses: a VERP return path, an MD5 in a link, base64 in a tracking pixel. One tuple,
ENCODINGS, names them all. Most are checked by *reading through* the encoding and looking at what comes out, again
and again until nothing is left to decode, since a part-encoded or re-wrapped address matches no ready-made needle;
hashes and ROT13, which cannot be read back, are searched as they are.

Limits, on purpose: a local part alone of fewer than five characters is found only between word borders, of fewer
than four not in base64 or hex, of fewer than three not at all (half of every mail would be a leak). The full address
is found at any length.
"""

import binascii
import codecs
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import md5, sha1, sha256
from html import unescape
from urllib.parse import unquote_to_bytes

import hyperscan

from tsuho.words.catalogue import Words

MAX_DEPTH = 6  # attachment, JSON payload, transfer encoding, link, token, and one more
MAX_DECODED = 100_000_000  # bytes decoded for one document; more is a trap, and counts as a leak
_SHORT = 5  # characters of a local part below which word borders are asked for
_TOO_SHORT = 3  # characters of a local part below which it is not looked for alone
_GAP = b" \n\n "  # between two decoded pieces: no word, line or base64 run reaches across it

# Where a piece stood, half-open in the bytes it was read from, and what it decodes to.
Piece = tuple[int, int, bytes]


@dataclass(frozen=True, slots=True)
class Encoding:
    """One dress of an address: literal ``needles`` of it, or ``pieces`` of a document read through the encoding."""

    name: str
    needles: Callable[[str], tuple[str, ...]] | None = None
    pieces: Callable[[bytes], Iterator[Piece]] | None = None


@dataclass(frozen=True, slots=True)
class Leak:
    """An address found: how it was written (outermost encoding first), its bytes in the document, and whose it is.

    ``span`` is half-open; inside an encoding it is that of the whole encoded piece. ``which`` is the index of the
    secret, never the address, so that a leak can be told without leaking; -1 where a document cannot be checked.
    """

    encoding: str
    span: tuple[int, int]
    which: int


class Leaks(Exception):  # noqa: N818  # read aloud: "must not leak" raises Leaks
    """A document holds an address; the text says where and how, never which. ``str`` of it is English, for the audit log."""

    def __init__(self, said: str | Words) -> None:
        self.words = said if isinstance(said, Words) else None
        super().__init__(str(said))

    def said_in(self, language: str) -> str:
        """Why not, in a language that the catalogue has."""
        return self.words.said_in(language) if self.words else str(self)


def _local(address: str) -> str:
    return address.rpartition("@")[0]


def _address_and_local(address: str) -> tuple[str, ...]:
    local = _local(address)
    return (address, local) if len(local) >= _TOO_SHORT else (address,)


def _rot13(address: str) -> tuple[str, ...]:
    return tuple(codecs.encode(each, "rot13") for each in _address_and_local(address))


def _md5(address: str) -> tuple[str, ...]:
    return (md5(address.encode(), usedforsecurity=False).hexdigest(),)


def _sha1(address: str) -> tuple[str, ...]:
    return (sha1(address.encode(), usedforsecurity=False).hexdigest(),)


def _sha256(address: str) -> tuple[str, ...]:
    return (sha256(address.encode()).hexdigest(),)


_WORD = re.compile(rb"[^\s]+")
# A line with the lines that soft breaks join to it (RFC 2045 section 6.7).
_QP_LINE = re.compile(rb"(?:[^\n]*=[ \t]*\r?\n)*[^\n]+")
_ENCODED_WORD = re.compile(rb"=\?[^?\s]{1,60}\?([bBqQ])\?([^?]*)\?=(?:[ \t]|\r?\n[ \t])*")
# Runs that a mailer wrapped are one run; a shorter word at a line's end is not joined to the next line's.
_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/]{20,}\r?\n)+[A-Za-z0-9+/]*|[A-Za-z0-9+/]{6,}")
_BASE64URL = re.compile(rb"(?:[A-Za-z0-9_-]{20,}\r?\n)+[A-Za-z0-9_-]*|[A-Za-z0-9_-]{6,}")
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{20,}\r?\n)+[0-9A-Fa-f]*|[0-9A-Fa-f]{8,}")
_LINE_END = re.compile(rb"[\r\n]+")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


def _percent(data: bytes) -> Iterator[Piece]:
    return ((m.start(), m.end(), unquote_to_bytes(m[0])) for m in _WORD.finditer(data) if b"%" in m[0])


def _entities(data: bytes) -> Iterator[Piece]:
    for m in _WORD.finditer(data):
        if b"&" in m[0]:
            text = unescape(m[0].decode("utf-8", "surrogateescape"))
            yield m.start(), m.end(), text.encode("utf-8", "surrogateescape")


def _quoted_printable(data: bytes) -> Iterator[Piece]:
    return ((m.start(), m.end(), binascii.a2b_qp(m[0])) for m in _QP_LINE.finditer(data) if b"=" in m[0])


def _encoded_words(data: bytes) -> Iterator[Piece]:
    """Neighbouring encoded words are one piece: mailers split an address between two of them (RFC 2047 section 6.2)."""
    start, end, text = 0, -1, b""
    for m in _ENCODED_WORD.finditer(data):
        if m.start() != end:
            if text:
                yield start, end, text
            start, text = m.start(), b""
        text += _from_base64(_NOT_BASE64.sub(b"", m[2])) if m[1] in b"bB" else binascii.a2b_qp(m[2], header=True)
        end = m.end()
    if text:
        yield start, end, text


def _base64(data: bytes) -> Iterator[Piece]:
    """Each run at its four alignments, since what stands before an address in a run may not be base64 at all."""
    for m in _BASE64.finditer(data):
        run = _LINE_END.sub(b"", m[0]) if b"\n" in m[0] else m[0]
        for skipped in range(4):
            yield m.start(), m.end(), _from_base64(run[skipped:])


def _base64url(data: bytes) -> Iterator[Piece]:
    for m in _BASE64URL.finditer(data):
        if b"-" in m[0] or b"_" in m[0]:  # without them it is a run of plain base64, read there
            run = _LINE_END.sub(b"", m[0]).translate(_TO_BASE64)
            for skipped in range(4):
                yield m.start(), m.end(), _from_base64(run[skipped:])


def _hex(data: bytes) -> Iterator[Piece]:
    for m in _HEX.finditer(data):
        run = _LINE_END.sub(b"", m[0])
        for skipped in range(2):
            digits = run[skipped:]
            yield m.start(), m.end(), binascii.unhexlify(digits[: len(digits) // 2 * 2])


_TO_BASE64 = bytes.maketrans(b"-_", b"+/")


def _from_base64(run: bytes) -> bytes:
    odd = len(run) % 4
    return binascii.a2b_base64(run[:-1] if odd == 1 else run + b"=="[: -len(run) % 4])


ENCODINGS: tuple[Encoding, ...] = (
    Encoding("plain", needles=_address_and_local),
    Encoding("ROT13", needles=_rot13),
    Encoding("MD5", needles=_md5),
    Encoding("SHA-1", needles=_sha1),
    Encoding("SHA-256", needles=_sha256),
    Encoding("percent", pieces=_percent),
    Encoding("HTML entity", pieces=_entities),
    Encoding("quoted-printable", pieces=_quoted_printable),
    Encoding("RFC 2047", pieces=_encoded_words),
    Encoding("base64", pieces=_base64),
    Encoding("base64url", pieces=_base64url),
    Encoding("hex", pieces=_hex),
)


@dataclass(frozen=True, slots=True)
class _Needle:
    text: bytes
    encoding: str
    which: int
    bordered: bool


@dataclass(slots=True)
class _Layer:
    """What one encoding revealed: its pieces joined, and for each where it starts here and where it stood outside."""

    path: tuple[str, ...]
    data: bytes = b""
    starts: list[int] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def outside(self, start: int, end: int) -> tuple[int, int]:
        """The bytes of the document that ``start`` to ``end`` of this layer were read from."""
        if not self.path:
            return start, end
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, max(start, end - 1)) - 1
        return self.spans[first][0], self.spans[last][1]

    def through(self, encoding: Encoding) -> "_Layer":
        """What stands in this layer in an encoding."""
        assert encoding.pieces
        inner = _Layer((*self.path, encoding.name))
        joined: list[bytes] = []
        length = 0
        for start, end, decoded in encoding.pieces(self.data):
            if decoded == self.data[start:end]:
                continue  # nothing was encoded here
            joined += (decoded, _GAP)
            inner.starts.append(length)
            inner.spans.append(self.outside(start, end))
            length += len(decoded) + len(_GAP)
        inner.data = b"".join(joined)
        return inner


class LeakCheck:
    """A check for a fixed list of secret addresses, compiled once: a thousand take a tenth of a second."""

    def __init__(self, secrets: Sequence[str]) -> None:
        """``secrets`` are addresses in any case; empty ones are passed over."""
        self.secrets = tuple(secrets)
        self._needles = tuple(_needles(self.secrets))
        self._database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK) if self._needles else None
        if self._database:
            self._database.compile(
                expressions=[needle.text for needle in self._needles],
                ids=list(range(len(self._needles))),
                elements=len(self._needles),
                flags=hyperscan.HS_FLAG_CASELESS,
                literal=True,
            )

    def find_leaks(self, outgoing: bytes) -> list[Leak]:
        """Every address in the document, in any encoding, to a depth of six encodings inside one another."""
        if not self._database:
            return []
        leaks: dict[Leak, None] = {}
        seen: set[bytes] = set()
        layers, decoded = [_Layer((), outgoing)], 0
        while layers:
            layer = layers.pop()
            leaks.update(dict.fromkeys(self._in(layer)))
            decoded += len(layer.data)
            if decoded > MAX_DECODED:
                return [*leaks, Leak("too much inside to be checked", (0, len(outgoing)), -1)]
            if len(layer.path) < MAX_DEPTH:
                inner = (layer.through(encoding) for encoding in ENCODINGS if encoding.pieces)
                layers += [each for each in inner if each.data and each.data not in seen]
                seen.update(each.data for each in layers)
        return sorted(leaks, key=lambda leak: (leak.span, leak.encoding, leak.which))

    def must_not_leak(self, name: str | Words, outgoing: bytes) -> None:
        """Raises Leaks when the document ``name`` holds an address; the text never repeats it."""
        if leaks := self.find_leaks(outgoing):
            raise Leaks(Words("leak_found", {"name": name, "places": tuple(map(_place, leaks[:5]))}))

    def _in(self, layer: _Layer) -> list[Leak]:
        found: list[tuple[int, int]] = []
        assert self._database
        self._database.scan(
            layer.data, match_event_handler=lambda index, _start, end, _flags, _context: found.append((index, end))
        )
        leaks = []
        for index, end in found:
            needle = self._needles[index]
            start = end - len(needle.text)
            if needle.bordered and _inside_a_word(layer.data, start, end):
                continue
            path = layer.path if needle.encoding == "plain" and layer.path else (*layer.path, needle.encoding)
            leaks.append(Leak(" > ".join(path), layer.outside(start, end), needle.which))
        return leaks


def find_leaks(outgoing: bytes, secrets: Sequence[str]) -> list[Leak]:
    """The same for one document; for many, keep a LeakCheck."""
    return LeakCheck(secrets).find_leaks(outgoing)


def _place(leak: Leak) -> Words:
    start, end = leak.span
    return Words("leak_place", {"encoding": leak.encoding, "start": start, "end": end, "which": leak.which + 1})


def must_not_leak(name: str, outgoing: bytes, secrets: Sequence[str]) -> None:
    """Raises Leaks when a document holds one of the addresses."""
    LeakCheck(secrets).must_not_leak(name, outgoing)


def _needles(secrets: Sequence[str]) -> Iterator[_Needle]:
    for which, secret in enumerate(secrets):
        address = secret.strip().lower()
        for encoding in ENCODINGS:
            if address and encoding.needles:
                for text in encoding.needles(address):
                    yield _Needle(text.encode(), encoding.name, which, len(text) < _SHORT)


def _inside_a_word(data: bytes, start: int, end: int) -> bool:
    return data[start - 1 : start].isalnum() or data[end : end + 1].isalnum()
