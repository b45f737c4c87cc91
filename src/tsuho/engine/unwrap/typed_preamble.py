"""A report from a phone: 受信日 and 送信者アドレス typed at the top of the letter, the body below left as it came (C5).

The subject is the original's where forwarding put its prefix before it; a reporter's own subject says nothing of it.
"""

from collections.abc import Sequence

from tsuho.engine.parse.body import Body
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mime import Mail
from tsuho.engine.unwrap.forward_marks import Separator, says_reply, separator, without_forward_prefix
from tsuho.engine.unwrap.lines import Line, lines_of
from tsuho.engine.unwrap.original import Original
from tsuho.engine.unwrap.quotation import has_pictures, lifted, text_from
from tsuho.engine.unwrap.quoted_header import QuotedHeader, read_header
from tsuho.engine.unwrap.reporter import reporter_of, reporter_wrote
from tsuho.engine.unwrap.typed_lines import TypedLines, read_typed_lines
from tsuho.words.vocabulary import Door, Form

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
    reported = {"subject": subject} if forwarded and subject else {}
    reported |= typed.reported
    text = lifted(body, text_from(typed.after, 0, lines, len(lines), reporter))
    comment = body.text.chars[: lines[typed.first].start].strip()
    if text.chars.strip() or has_pictures(body):
        return (Original(Form.TYPED_PREAMBLE, 1, mail, text=text, reported=reported, comment=comment),)
    why = "nothing_below_typed_lines"
    return (Original(Form.UNRECOVERED, 0, mail, reported=reported, comment=comment, why_unrecovered=why),)


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
