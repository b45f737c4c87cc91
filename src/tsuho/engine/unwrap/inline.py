"""The original quoted inside the letter's own text, as mail programs forward it.

Only text survives, and what the program wrote above it: sender, date and subject are reported, never proven. A forward
inside the forward is followed to the innermost one that names a sender; forwards one below another are one original each.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tsuho.engine.parse.body import Body
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mailbox import mailbox
from tsuho.engine.parse.mime import Mail
from tsuho.engine.unwrap.attached import MAX_ORIGINALS
from tsuho.engine.unwrap.forward_marks import Separator, says_reply, separator, without_forward_prefix
from tsuho.engine.unwrap.forwarded_block import ForwardedBlock, Letter, find_block, is_pasted_source
from tsuho.engine.unwrap.lines import Line, lines_of
from tsuho.engine.unwrap.next_forward import begins_inside, next_forward, own_words_above
from tsuho.engine.unwrap.original import Original
from tsuho.engine.unwrap.quotation import Quotation, has_pictures, lifted, quotation_below, text_from
from tsuho.engine.unwrap.quote_element import end_of_quote_element
from tsuho.engine.unwrap.quoted_header import QuotedHeader
from tsuho.engine.unwrap.reporter import Reporter, reporter_of, reporter_wrote
from tsuho.engine.unwrap.source_lines import SourceLines, find_source, may_hold_source
from tsuho.engine.unwrap.typed_lines import read_typed_lines
from tsuho.words.vocabulary import Door, Form

MAX_FORWARDS = 20  # forwards inside forwards that are followed
_SEARCHED = 5_000  # lines of a letter in which a forward may begin
_ASKED_FOR = re.compile(r"受\s*信|着\s*信")  # in each label that the centre asks for and no program writes
_TOP = 3_000  # characters in which typed lines stand
_SHORT = 200  # characters of a letter that can hold a remark but hardly an original


@dataclass(frozen=True, slots=True)
class _Carrier:
    """The letter that may hold a forward: its lines, and what its own header says."""

    mail: Mail
    body: Body
    lines: Sequence[Line]
    letter: Letter
    reporter: Reporter
    subject: str


def inline(mail: Mail, body: Body, door: Door) -> tuple[Original, ...]:
    """The forwarded originals, in order; empty where the letter forwards nothing."""
    carrier = _carrier(mail, body, door)
    end = min(len(carrier.lines), _SEARCHED)
    block = find_block(carrier.lines, carrier.letter, _below_typed_lines(carrier), end)
    if block is not None and not is_pasted_source(carrier.lines, block):
        return tuple(_one_below_another(carrier, block, end))
    if not carrier.letter.reporter_wrote:
        return ()
    if block is not None:  # its encodings are another wrapping's business; as plain text it would be misread
        return (Original(Form.UNRECOVERED, 0, mail, why_unrecovered="pasted_source"),)
    return _without_header(carrier)


def _carrier(mail: Mail, body: Body, door: Door) -> _Carrier:
    written = header_text(mail.root.value("subject"))
    subject, forwarded = without_forward_prefix(written)
    letter = Letter(reporter_wrote(mail, door) and not says_reply(written), forwarded)
    lines = lines_of(body.text.chars)
    return _Carrier(mail, body, lines, letter, reporter_of(mail), subject if forwarded else "")


def _below_typed_lines(carrier: _Carrier) -> int:
    """The line to search from: lines typed above a program's separator are themselves no quoted header."""
    if not _ASKED_FOR.search(carrier.body.text.chars, 0, _TOP):
        return 0
    typed = read_typed_lines(carrier.lines, carrier.reporter)
    below = next((line for line in carrier.lines[typed.after :] if not line.blank), None)
    typed_above = typed.asked_for and below is not None and separator(below) is not Separator.NONE
    return typed.after if typed_above else 0


def _one_below_another(carrier: _Carrier, block: ForwardedBlock, end: int) -> Iterator[Original]:
    """The original of each forward; what the reporter wrote above one ends the one before it."""
    lines, reporter, begin = carrier.lines, carrier.reporter, 0
    following: ForwardedBlock | None = block
    for _ in range(MAX_ORIGINALS):
        if following is None:
            return
        block, following = following, next_forward(lines, following, carrier.letter, reporter, end)
        stop = own_words_above(lines, block.header.after, following, reporter) if following else len(lines)
        original, begin = _from_block(carrier, block, begin, stop)
        yield original


def _from_block(carrier: _Carrier, outermost: ForwardedBlock, begin: int, end: int) -> tuple[Original, int]:
    """The original of a forward whose wrapper stands between two lines of the letter, and the line behind it."""
    block, depth = outermost, 1
    source = _source_below(carrier, block, end)
    stop = source.first if source else _last_line(carrier, block, end)
    quotation = quotation_below(block.header, carrier.lines, stop, carrier.reporter)
    while depth < MAX_FORWARDS and (inner := _forward_inside(carrier, block, quotation)):
        block, depth = inner, depth + 1
        quotation = quotation_below(block.header, carrier.lines, quotation.after, carrier.reporter)
    typed = read_typed_lines(carrier.lines[begin : outermost.top], carrier.reporter)
    reported = {**typed.reported, **_reported(carrier, block.header)}
    comment = _comment(carrier, begin, outermost.top)
    found = _original(carrier, quotation, depth, reported, comment)
    return replace(found, pasted=source.header) if source else found, quotation.after


def _source_below(carrier: _Carrier, block: ForwardedBlock, end: int) -> SourceLines | None:
    """The header that the reporter pasted below the forward: it is the original's where it names the same sender."""
    sender = block.header.sender[0].casefold()
    if not sender or not carrier.letter.reporter_wrote or not may_hold_source(carrier.body.text.chars):
        return None
    source = find_source(carrier.lines, block.header.after)
    same = (
        source and source.first < end and mailbox(header_text(source.header.root.value("from")))[0].casefold() == sender
    )
    return source if same else None


def _last_line(carrier: _Carrier, block: ForwardedBlock, end: int) -> int:
    """The line at which the quotation ends at the latest: ``end``, or behind the element that quotes it."""
    lines = carrier.lines
    behind = end_of_quote_element(carrier.mail, carrier.body.text, lines[block.header.first].start)
    stop = next((at for at in range(block.header.after, end) if lines[at].start >= behind), end)
    return max(stop, block.header.after)


def _forward_inside(carrier: _Carrier, outer: ForwardedBlock, quotation: Quotation) -> ForwardedBlock | None:
    """The forward that an original is itself: it begins near its top, under a subject that says so.

    A thread of replies stays the original's text, and so does a spammer's imitation of a forward.
    """
    inner = find_block(carrier.lines, Letter(False, True), outer.header.after, quotation.after)
    if inner is None or not begins_inside(carrier.lines, outer.header, inner, carrier.reporter):
        return None
    return inner


def _reported(carrier: _Carrier, header: QuotedHeader) -> dict[str, str]:
    address, name = header.sender
    if carrier.reporter.has_address(address):
        said = {"from_is_reporter": "yes"}
    else:
        said = {"from": address, "from_name": name}
    said |= {
        "subject": header.values.get("subject", carrier.subject),
        "date": header.values.get("date", ""),
        "to_present": "yes" if header.values.get("to") else "",
    }
    return {key: value for key, value in said.items() if value}


def _comment(carrier: _Carrier, begin: int, top: int) -> str:
    lines = carrier.lines
    return carrier.body.text.chars[lines[begin].start : lines[top].start].strip() if begin < top else ""


def _original(carrier: _Carrier, quotation: Quotation, depth: int, reported: dict[str, str], comment: str) -> Original:
    text = lifted(carrier.body, quotation)
    if text.chars.strip() or has_pictures(carrier.body):
        return Original(Form.INLINE, depth, carrier.mail, text=text, reported=reported, comment=comment)
    if (
        quotation.marked and reported.get("from") and reported.get("subject")
    ):  # quoted to its end: a mail without a text
        text = text.marked("no_text")
        return Original(Form.INLINE, depth, carrier.mail, text=text, reported=reported, comment=comment)
    why = "nothing_below_header" if reported else "empty_forward"
    return Original(Form.UNRECOVERED, 0, carrier.mail, reported=reported, comment=comment, why_unrecovered=why)


def _without_header(carrier: _Carrier) -> tuple[Original, ...]:
    """A letter without a quoted header: below a separator the text may stand alone, as some phones leave it."""
    for at, line in enumerate(carrier.lines[:_SEARCHED]):
        if separator(line) is not Separator.NONE:
            quotation = text_from(at + 1, line.depth, carrier.lines, len(carrier.lines), carrier.reporter)
            reported = dict(read_typed_lines(carrier.lines[:at], carrier.reporter).reported)
            reported |= {"subject": carrier.subject} if carrier.subject else {}
            return (_original(carrier, quotation, 1, reported, _comment(carrier, 0, at)),)
    text = carrier.body.text.chars.strip()
    if not carrier.letter.forward_subject or not text:
        return ()
    why = "only_comment" if len(text) <= _SHORT and not carrier.body.links else "forward_without_header"
    reported = {"subject": carrier.subject} if carrier.subject else {}
    return (Original(Form.UNRECOVERED, 0, carrier.mail, reported=reported, why_unrecovered=why),)
