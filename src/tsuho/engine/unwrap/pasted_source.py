"""The source of a mail pasted into the letter: its header with Received lines, then its text, quoted or not.

Of several sources one below another each is a mail of its own. What was pasted is reported, never carried: anybody can type it. Where the text below the header reads as text, it is cut
out of the letter. Where it is still encoded and stands unharmed in one plain part, that slice is the original's source.
"""

import re
from collections.abc import Sequence

from tsuho.engine.parse.body import Body
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mime import Mail, scan
from tsuho.engine.unwrap.attached import MAX_ORIGINALS
from tsuho.engine.unwrap.forward_marks import Separator, without_forward_prefix
from tsuho.engine.unwrap.forwarded_block import Letter, find_block
from tsuho.engine.unwrap.lines import Line, lines_of
from tsuho.engine.unwrap.original import Original
from tsuho.engine.unwrap.pasted_header import pasted_facts
from tsuho.engine.unwrap.quotation import Quotation, lifted, quotation_below, text_from
from tsuho.engine.unwrap.reporter import Reporter, reporter_of, reporter_wrote
from tsuho.engine.unwrap.source_lines import SourceLines, find_source, may_hold_source
from tsuho.words.vocabulary import Door, Form

_NEAR = 6  # written lines below a header in which a forward's own block may stand
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)")
_FULL_BASE64 = 40  # letters from which a line of base64 is no word
_QP = re.compile(r"=[0-9A-F]{2}|=$", re.MULTILINE)
_TAG = re.compile(r"<(?:!doctype|html|head|body|div|p|br|table|a|span|font|meta)\b", re.IGNORECASE)
_JIS_LEFT = re.compile(r"\x1b?\$[@B][!-~]{4,}\x1b?\([BJ]")


def pasted_source(mail: Mail, body: Body, door: Door) -> tuple[Original, ...]:
    """The mails whose source was pasted, in order; empty where none was, or where a forward above says more."""
    if not may_hold_source(body.text.chars) or not (reporter_wrote(mail, door) or _says_forward(mail)):
        return ()
    lines = lines_of(body.text.chars)
    source = find_source(lines)
    if source is None or _forward_above(lines, source):
        return ()
    found: list[Original] = []
    begin, following = 0, _next_source(lines, source)
    while True:
        end = following.first if following else len(lines)
        comment = body.text.chars[lines[begin].start : lines[source.first].start].strip()
        found.append(_original(mail, body, lines, source, end, comment))
        if following is None or len(found) == MAX_ORIGINALS:
            break
        begin, source, following = end, following, _next_source(lines, following)
    return tuple(found)


def _original(mail: Mail, body: Body, lines: Sequence[Line], source: SourceLines, end: int, comment: str) -> Original:
    """The mail of one source, which goes on to the line ``end`` at the longest."""
    reporter = reporter_of(mail)
    reported = pasted_facts(source.header, reporter)
    if _still_encoded(source.header, lines[source.below : min(end, source.below + 400)]):
        if inner := _slice(mail, body, lines[:end], source):
            return Original(Form.PASTED_SOURCE, 1, mail, mail=inner, reported=reported, comment=comment)
        why = "pasted_source_encoded"
    else:
        text = lifted(body, _quotation(lines, source, end, reporter))
        if text.chars.strip():
            return Original(
                Form.PASTED_SOURCE, 1, mail, text=text, reported=reported, comment=comment, pasted=source.header
            )
        why = "only_header_pasted"
    return Original(Form.UNRECOVERED, 0, mail, reported=reported, comment=comment, why_unrecovered=why)


def _next_source(lines: Sequence[Line], above: SourceLines) -> SourceLines | None:
    """The source of another mail below one: of another sender, subject or date, and not enclosed in that one."""
    at = _end_of_code(lines, above) if above.header.root.type.main == "multipart" else above.below
    while found := find_source(lines, at):
        written = any(not line.blank for line in lines[above.below : found.first])
        if written and found.depth == above.depth and _is_another(above.header, found.header):
            return found
        at = found.below
    return None


def _is_another(one: Mail, other: Mail) -> bool:
    if not other.root.value("received") or not other.root.value("from"):
        return False
    return any(
        _squeezed(one.root.value(name)) != _squeezed(other.root.value(name)) for name in ("from", "subject", "date")
    )


def _says_forward(mail: Mail) -> bool:
    """Whether the subject says that the letter forwards: needed where it is not known that a reporter wrote it."""
    return without_forward_prefix(header_text(mail.root.value("subject")))[1]


def _forward_above(lines: Sequence[Line], source: SourceLines) -> bool:
    """Whether a mail program's forward begins above the source: then the source is part of what it forwards."""
    block = find_block(lines, Letter(reporter_wrote=True, forward_subject=True), 0, source.first)
    return block is not None


def _quotation(lines: Sequence[Line], source: SourceLines, end: int, reporter: Reporter) -> Quotation:
    """The text below the header; where a mail program's block follows there, the text below that."""
    letter = Letter(reporter_wrote=True, forward_subject=True)
    block = find_block(lines, letter, source.below, min(end, source.below + 40))
    if block is not None and block.separator is not Separator.NONE:
        between = sum(1 for line in lines[source.below : block.top] if not line.blank)
        if between <= _NEAR:
            return quotation_below(block.header, lines, end, reporter)
    return text_from(source.below, source.depth, lines, end, reporter)


def _still_encoded(header: Mail, below: Sequence[Line]) -> bool:
    """Whether the text was pasted as it was sent, not as a reader sees it."""
    root = header.root
    written = [line.content.strip() for line in below if not line.blank]
    if not written:
        return False
    text = "\n".join(written[:200])
    boundary = root.type.boundary.decode("ascii", "replace")
    if root.type.main == "multipart":
        return bool(boundary) and any(line.startswith(f"--{boundary}") for line in written)
    if root.encoding == "base64":
        first = written[0]
        is_code = len(first) >= _FULL_BASE64 or first.endswith("=") or any(map(str.isdigit, first))
        return is_code and _BASE64.fullmatch(first) is not None
    if root.encoding == "quoted-printable" and text.isascii() and _QP.search(text):
        return True
    return bool(_JIS_LEFT.search(text)) or (root.type.sub == "html" and _TAG.search(text) is not None)


def _slice(mail: Mail, body: Body, lines: Sequence[Line], source: SourceLines) -> Mail | None:
    """The source as a slice of the plain part it was pasted into; None where marks or broken lines run through it."""
    start, end = lines[source.first].start, lines[_end_of_code(lines, source) - 1].end
    run = next((run for run in body.text.runs if run.start <= start and end <= run.end), None)
    if run is None or source.depth or run.end - run.start != run.source_end - run.source_start:
        return None
    part = mail.parts[run.part]
    if part.type.sub == "html":
        return None
    a, b = run.source.byte_span(run.source_start + start - run.start, run.source_start + end - run.start)
    inner = scan(part.body, a, b)
    same = ("from", "subject", "content-type", "content-transfer-encoding")
    if any(_squeezed(inner.root.value(name)) != _squeezed(source.header.root.value(name)) for name in same):
        return None
    return inner


def _squeezed(value: bytes) -> bytes:
    return b"".join(value.split())


def _end_of_code(lines: Sequence[Line], source: SourceLines) -> int:
    """The line behind the encoded text: what a reporter wrote below it does not belong to the source."""
    root = source.header.root
    closing = f"--{root.type.boundary.decode('ascii', 'replace')}--"
    if root.type.main == "multipart":
        closed = (at + 1 for at in range(source.below, len(lines)) if lines[at].content.strip() == closing)
        return next(closed, len(lines))
    if root.encoding == "base64":
        at = source.below
        while at < len(lines) and (lines[at].blank or _BASE64.fullmatch(lines[at].content.strip())):
            at += 1
        return at
    return len(lines)
