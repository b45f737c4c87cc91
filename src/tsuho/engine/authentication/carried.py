"""Results that other hosts wrote into a mail's header: Authentication-Results (RFC 8601), its namesakes, Received-SPF.

They are what somebody says, and a sender may have written them himself: carried, never our own finding. The parser is our
own, since it must take what real hosts write (no authserv-id, a semicolon left out, half a comment), is bounded, and never
raises.
"""

import re
from collections.abc import Iterator
from itertools import islice

from tsuho.engine.parse.mime import Field, Part
from tsuho.words.authentication import CarriedResult

_NAMES = frozenset({
    "authentication-results",
    "arc-authentication-results",  # RFC 8617 section 4.1.1
    "authentication-results-original",  # what Exchange makes of those it finds
    "original-authentication-results",
    "x-original-authentication-results",
    "x-ms-exchange-authentication-results",
})  # fmt: skip
_RECEIVED_SPF = "received-spf"  # RFC 7208 section 9.1
MAX_FIELDS = 20
MAX_VALUE = 4_096  # bytes of one field
MAX_RESULTS = 60
_MAX_PROPERTIES = 20
_MAX_TEXT = 320

_MARK = re.compile(r"\\.|[\"();]", re.DOTALL)
_PAIR = re.compile(r"([A-Za-z][A-Za-z0-9._/-]{0,60})\s*=\s*(\"(?:[^\"\\]|\\.){0,320}(?:\"[^\s;\"]*|$)|[^\s;\"]*)")
_FOLD = re.compile(r"[\r\n]+[ \t]*")
_RESULT = re.compile(r"[a-z]{2,20}")
_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:-]{0,252}")
_WORD = re.compile(r"\s*([^\s=;]{1,253})(?=\s|$)")


def carried_results(header: Part) -> tuple[CarriedResult, ...]:
    """All results that a header carries, top to bottom, at most 60 of the first 20 such fields."""
    wanted = [
        (index, field)
        for index, field in enumerate(header.fields)
        if field.name in _NAMES or field.name == _RECEIVED_SPF
    ]
    if not wanted:
        return ()
    found = (each for index, field in wanted[:MAX_FIELDS] for each in _of_field(index, field, header.source))
    return tuple(islice(found, MAX_RESULTS))


def _of_field(index: int, field: Field, source: bytes) -> Iterator[CarriedResult]:
    end = min(field.end, field.value_start + MAX_VALUE)
    text = _FOLD.sub(" ", source[field.value_start : end].decode("utf-8", "replace"))
    where = f"header:{index}"
    if field.name == _RECEIVED_SPF:
        yield from _received_spf(text, where)
    else:
        yield from _results(text, where)


def _results(text: str, where: str) -> Iterator[CarriedResult]:
    """``host; method=result (remark) property=value ...; method=result ...`` (RFC 8601 section 2.2)."""
    by, instance = "", ""
    for number, (segment, remarks) in enumerate(_segments(text)):
        pairs = _PAIR.findall(segment)
        if number < 2 and not by:
            first = _WORD.match(segment)
            if first and _HOST.fullmatch(first.group(1)):
                by = first.group(1).lower()
        if pairs and number == 0 and pairs[0][0].lower() == "i" and pairs[0][1].isdigit():
            instance = pairs[0][1]  # the place in the chain, which stands before the host (RFC 8617 section 4.1.1)
            continue
        if not pairs:
            continue
        method, result = pairs[0][0].lower().partition("/")[0], _bare(pairs[0][1]).lower()
        if not _RESULT.fullmatch(result):
            continue
        properties = [(name.lower(), _bare(value)) for name, value in pairs[1 : _MAX_PROPERTIES + 1]]
        if instance:
            properties.append(("arc.instance", instance))
        yield CarriedResult(method, result, by, (*properties, *_remarks(remarks)), where)


def _received_spf(text: str, where: str) -> Iterator[CarriedResult]:
    """``result (remark) key=value; key=value ...`` (RFC 7208 section 9.1)."""
    segments = _segments(text)
    first = _WORD.match(segments[0][0])
    if not first or not _RESULT.fullmatch(first.group(1).lower()):
        return
    remarks = [remark for _, found in segments for remark in found]
    pairs = [pair for segment, _ in segments for pair in _PAIR.findall(segment)]
    properties = tuple((name.lower(), _bare(value)) for name, value in pairs[:_MAX_PROPERTIES])
    by = dict(properties).get("receiver", "")
    if not by and remarks:  # "(mx.example.net: domain of a@b designates …)": the host speaks before the colon
        speaker, colon, _ = remarks[0].partition(": ")
        by = speaker if colon else ""
    by = by.lower() if _HOST.fullmatch(by) else ""
    yield CarriedResult("spf", first.group(1).lower(), by, (*properties, *_remarks(remarks)), where)


def _remarks(remarks: list[str]) -> Iterator[tuple[str, str]]:
    said = " ".join(" ".join(remarks).split())
    if said:
        yield "remark", said[:_MAX_TEXT]


def _bare(value: str) -> str:
    """A value without its quotes, cut where no real one reaches."""
    if value.startswith('"'):
        end = value.rfind('"')
        end = end if end > 0 else len(value)  # never closed: it goes on to the end of the line
        value = re.sub(r"\\(.)", r"\1", value[1:end]) + value[end + 1 :]
    return value[:_MAX_TEXT]


def _segments(text: str) -> list[tuple[str, list[str]]]:
    """The parts between semicolons, each with its remarks (what stood in parentheses); one pass over the text."""
    found: list[tuple[str, list[str]]] = []
    pieces: list[str] = []
    remarks: list[str] = []
    depth, begun, last, quoted = 0, 0, 0, False
    for mark in _MARK.finditer(text):
        sign = mark.group()
        if len(sign) == 2:
            continue
        if sign == '"' and not depth:
            quoted = not quoted
        elif quoted:
            continue
        elif sign == "(":
            if not depth:
                pieces.append(text[last : mark.start()])
                begun = mark.end()
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
            if not depth:
                remarks.append(text[begun : mark.start()])
                last = mark.end()
        elif sign == ";" and not depth:
            pieces.append(text[last : mark.start()])
            found.append((" ".join(pieces), remarks))
            pieces, remarks, last = [], [], mark.end()
    if not depth:
        pieces.append(text[last:])
    found.append((" ".join(pieces), remarks))
    return found
