"""Byte-exact MIME: every part, header field and inner mail is a range of the bytes that arrived.

An own scanner, since evidence must point at bytes and an inner mail must be a slice, never a re-serialisation (RFC 2045,
2046, 5322). It never raises; what a broken mail lacks is simply not there. Why not a library's parser: see
docs/decisions/0003-own-mime-scanner.md.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from tsuho.engine.parse.content_type import ContentType, content_type
from tsuho.engine.parse.transfer import transfer_decode

MAX_HEADER = 1_000_000  # bytes of one header block; a library fed 50 MB of header took 1 GB of memory
MAX_FIELDS = 5_000
MAX_PARTS = 4_000
MAX_DEPTH = 30
MAX_LOOKALIKES = 40_000  # lines of one part that begin like its delimiter and are none

# A field: a name of printable characters, a colon, and the value with its folded lines (RFC 5322 section 2.2); or, with no
# groups, the blank line that ends a header.
_FIELD = re.compile(rb"^(?:([!-9;-~]{1,200})[ \t]*:([^\n]*+(?:\n[ \t][^\n]*+)*+)\n?|\r?\n)", re.MULTILINE)
_CR = 13
_FROM_LINE = re.compile(rb">?From [^\n]*\n")


class Field(NamedTuple):
    """One header field: its lower-case name and the byte ranges of the whole field and of its value.

    A tuple, since a mail has fifty of them and a dataclass takes four times as long to make.
    """

    name: str
    start: int
    value_start: int
    end: int


@dataclass
class Part:
    """One MIME entity: header block ``start`` to ``body_start``, body to ``end``, all offsets into ``source``.

    ``number`` counts the parts of one mail in reading order, containers included, from 0. Inside a message/rfc822
    part the inner mail begins anew.
    """

    source: bytes
    start: int
    body_start: int
    end: int
    fields: tuple[Field, ...]
    depth: int
    number: int = 0
    children: list["Part"] = field(default_factory=list)
    capped: str = ""

    def values(self, name: str) -> list[bytes]:
        """The raw values of all fields of a name, top to bottom, folding still in them."""
        return [self.source[f.value_start : f.end] for f in self.fields if f.name == name]

    def value(self, name: str) -> bytes:
        """The first value of a name, stripped; empty if there is none."""
        found = self._first.get(name)
        return self.source[found.value_start : found.end].strip() if found else b""

    @cached_property
    def _first(self) -> dict[str, Field]:
        return {found.name: found for found in reversed(self.fields)}

    @cached_property
    def type(self) -> ContentType:
        """The content type; text/plain where none is said (RFC 2045 section 5.2)."""
        return content_type(self.value("content-type"), self.value("content-disposition"))

    @property
    def raw_body(self) -> bytes:
        """The body as transferred."""
        return self.source[self.body_start : self.end]

    @cached_property
    def body(self) -> bytes:
        """The transfer-decoded body; this is what ``part:<n>`` spans count in."""
        return transfer_decode(self.raw_body, self.encoding)

    @cached_property
    def encoding(self) -> str:
        """The content transfer encoding, lower case; empty for identity."""
        name = self.value("content-transfer-encoding").decode("ascii", "replace").strip().strip('"').lower()
        return "" if name in {"7bit", "8bit", "binary"} else name

    @cached_property
    def inner_mail(self) -> "Mail | None":
        """The mail inside a message/rfc822 part (or an .eml that says octet-stream): a slice wherever possible."""
        if self.depth >= MAX_DEPTH:
            return None
        if self.encoding:
            return scan(self.body, depth=self.depth + 1)
        return scan(self.source, self.body_start, self.end, depth=self.depth + 1)

    def walk(self) -> Iterator["Part"]:
        """This part and all below it in reading order, inner mails not entered."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Mail:
    """One mail: its root part and all its parts by number."""

    root: Part
    parts: tuple[Part, ...]

    @property
    def raw(self) -> bytes:
        """The mail's exact bytes."""
        return self.root.source[self.root.start : self.root.end]

    @property
    def capped(self) -> str:
        """Which cap cut this mail short (header, parts, depth), or empty."""
        return next((part.capped for part in self.parts if part.capped), "")


def scan(source: bytes, start: int = 0, end: int | None = None, *, depth: int = 0) -> Mail:
    """Find the structure of the mail that stands at ``start`` (where a line begins) to ``end`` of ``source``."""
    stop = len(source) if end is None else end
    from_line = _FROM_LINE.match(source, start, stop)
    if from_line:  # the line an mbox puts before a mail is not part of it
        start = from_line.end()
    lines = source
    if source.find(b"\n", start, stop) < 0 and source.find(b"\r", start, stop) >= 0:
        lines = source.replace(b"\r", b"\n")  # a mail of old Mac line ends: same length, so every offset stays true
    parts: list[Part] = []
    root = _scan_part(source, lines, start, stop, depth, parts)
    return Mail(root, tuple(parts))


def _scan_part(source: bytes, lines: bytes, start: int, end: int, depth: int, parts: list[Part]) -> Part:
    fields, body_start, capped = _scan_header(lines, start, end)
    part = Part(source, start, body_start, end, fields, depth, len(parts), capped=capped)
    parts.append(part)
    boundary = part.type.boundary if part.type.main == "multipart" else b""
    if not boundary:
        return part
    if depth >= MAX_DEPTH:
        part.capped = "depth"
        return part
    for child_start, child_end in _between_boundaries(lines, boundary, body_start, end):
        if len(parts) >= MAX_PARTS:
            part.capped = "parts"
            break
        part.children.append(_scan_part(source, lines, child_start, child_end, depth + 1, parts))
    return part


def _scan_header(lines: bytes, start: int, end: int) -> tuple[tuple[Field, ...], int, str]:
    """The fields, where the body begins, and the cap that was hit."""
    limit = min(end, start + MAX_HEADER)
    fields: list[Field] = []
    at = start
    for found in _FIELD.finditer(lines, start, limit):
        begun, stop = found.span()
        if begun != at or found.lastindex is None or len(fields) >= MAX_FIELDS:
            break  # a blank line, or something that is no field: the body has begun
        value_start, value_end = found.span(2)
        if lines[value_end - 1] == _CR:
            value_end -= 1
        fields.append(Field(_name(found[1]), at, value_start, value_end))
        at = stop
    capped = "header" if at >= limit < end or len(fields) >= MAX_FIELDS else ""
    if capped:
        at = _blank_line(lines, at, end)  # what is left of the header is no text
    if lines.startswith(b"\n", at, end):
        at += 1
    elif lines.startswith(b"\r\n", at, end):
        at += 2
    return tuple(fields), min(at, end), capped


def _blank_line(lines: bytes, start: int, end: int) -> int:
    """Where the first blank line at or behind ``start`` begins, or ``end``."""
    if lines.startswith((b"\n", b"\r\n"), start, end) and lines[start - 1 : start] == b"\n":
        return start
    blank = lines.find(b"\n\n", start, end)
    of_crlf = lines.find(b"\n\r\n", start, end if blank < 0 else blank + 1)
    first = blank if of_crlf < 0 else of_crlf
    return end if first < 0 else first + 1


@lru_cache(maxsize=4_096)
def _name(raw: bytes) -> str:
    return raw.decode("ascii").lower()


def _between_boundaries(lines: bytes, boundary: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges between delimiter lines (RFC 2046 section 5.1.1); a missing close delimiter means to the end."""
    delimiter = b"--" + boundary
    begun = -1
    alike = 0
    at = lines.find(delimiter, start, end)
    while at >= 0 and alike < MAX_LOOKALIKES:
        after = at + len(delimiter)
        line_end = lines.find(b"\n", after, end)
        line_end = end if line_end < 0 else line_end
        rest = lines[after:line_end].strip()
        starts_line = at == start or lines[at - 1 : at] == b"\n"
        # the same text with more behind it is another boundary that only begins alike
        if starts_line and rest in (b"", b"--"):
            if begun >= 0:
                yield begun, _before_line_end(lines, begun, at)
            if rest:
                return
            begun = min(line_end + 1, end)
        else:
            alike += 1
        at = lines.find(delimiter, line_end, end)
    if begun >= 0:
        yield begun, end


def _before_line_end(lines: bytes, start: int, at: int) -> int:
    """The line end before a delimiter belongs to the delimiter."""
    if at > start and lines[at - 1 : at] == b"\n":
        at -= 1
        if at > start and lines[at - 1 : at] == b"\r":
            at -= 1
    return at
