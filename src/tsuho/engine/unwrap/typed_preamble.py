"""A report from a phone: 受信日 and 送信者アドレス typed at the top of the letter, the body below left as it came (C5).

The subject is the original's where forwarding put its prefix before it; a reporter's own subject says nothing of it. Who
pastes several mails into one letter types both lines, under their labels, above each.
"""

from collections.abc import Mapping, Sequence

from tsuho.engine.parse.body import Body
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mime import Mail
from tsuho.engine.parse.text import Text
from tsuho.engine.unwrap.attached import MAX_ORIGINALS
from tsuho.engine.unwrap.forward_marks import Separator, is_rule, says_reply, separator, without_forward_prefix
from tsuho.engine.unwrap.lines import Line, lines_of
from tsuho.engine.unwrap.next_forward import without_count
from tsuho.engine.unwrap.original import Original
from tsuho.engine.unwrap.quotation import has_pictures, lifted, text_from
from tsuho.engine.unwrap.quoted_header import QuotedHeader, read_header
from tsuho.engine.unwrap.reporter import Reporter, reporter_of, reporter_wrote
from tsuho.engine.unwrap.typed_lines import TypedLines, read_typed_lines
from tsuho.words.vocabulary import Door, Form

_BOTH = {"received_date", "sender_address"}
_LABEL = 3  # letters of the first typed line by which it is known again
_TYPED = 6  # lines within which both stand
_NEAR = 4  # written lines below the typed ones in which a mail program's own mark would stand


def typed_preamble(mail: Mail, body: Body, door: Door) -> tuple[Original, ...]:
    """The original below the typed lines; empty where none were typed, or a mail program's block says more."""
    written = header_text(mail.root.value("subject"))
    if not reporter_wrote(mail, door) or says_reply(written):
        return ()
    lines, reporter = lines_of(body.text.chars), reporter_of(mail)
    typed = read_typed_lines(lines, reporter)
    if not typed.reported or _program_wrote(lines, typed):
        return ()
    subject, forwarded = without_forward_prefix(written)
    of_letter = {"subject": subject} if forwarded and subject else {}
    found: list[Original] = []
    begin, at, here = 0, 0, typed
    while len(found) < MAX_ORIGINALS:
        below, again = at + here.after, _typed_again(lines, at, here, reporter)
        stop = _own_lines_above(lines, below, again[0]) if again else len(lines)
        text = lifted(body, text_from(below, 0, lines, stop, reporter))
        reported = {**(of_letter if not found else {}), **here.reported}
        comment = body.text.chars[lines[begin].start : lines[at + here.first].start].strip()
        found.append(_original(mail, body, text, reported, comment))
        if not again:
            break
        begin, (at, here) = stop, again
    return tuple(found)


def _original(mail: Mail, body: Body, text: Text, reported: Mapping[str, str], comment: str) -> Original:
    if text.chars.strip() or has_pictures(body):
        return Original(Form.TYPED_PREAMBLE, 1, mail, text=text, reported=reported, comment=comment)
    why = "nothing_below_typed_lines"
    return Original(Form.UNRECOVERED, 0, mail, reported=reported, comment=comment, why_unrecovered=why)


def _typed_again(
    lines: Sequence[Line], at: int, typed: TypedLines, reporter: Reporter
) -> tuple[int, TypedLines] | None:
    """Where the same lines are typed for the next mail: both, under the same label, below an empty or a ruled line."""
    label = lines[at + typed.first].content[:_LABEL]
    if not typed.asked_for or not typed.reported.keys() >= _BOTH:
        return None
    for again in range(at + typed.after + 1, len(lines)):
        if not lines[again].content.startswith(label):
            continue
        found = read_typed_lines(lines[again : again + _TYPED], reporter)
        both = found.asked_for and not found.first and found.reported.keys() >= _BOTH
        if both and _own_lines_above(lines, at + typed.after, again) < again:
            return again, found
    return None


def _own_lines_above(lines: Sequence[Line], start: int, top: int) -> int:
    """The line above which nothing but empty and ruled lines and a count (「2通目」) stand."""
    top = without_count(lines, start, top)
    while top > start and (lines[top - 1].blank or is_rule(lines[top - 1])):
        top -= 1
    return top


def _program_wrote(lines: Sequence[Line], typed: TypedLines) -> bool:
    """Whether the lines are a mail program's own header block, or one follows: then it is an inline forward."""
    written = 0
    for at, line in enumerate(lines):
        written += at >= typed.after and not line.blank
        if written > _NEAR:
            return False
        if separator(line) is not Separator.NONE or _is_block(read_header(lines, at), typed):
            return True
    return False


def _is_block(header: QuotedHeader | None, typed: TypedLines) -> bool:
    if header is None or "from" not in header.kinds:
        return False
    if header.first >= typed.after:
        return len(header.kinds) >= 2
    # a program's block names the recipient, or says nothing of when the mail was received
    return header.after > typed.first and len(header.kinds) >= 3 and ("to" in header.kinds or not typed.asked_for)
