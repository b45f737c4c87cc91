"""The order in which wrappings are tried: read it top to bottom. The first that answers has the originals.

At a monitor nothing is unwrapped: what arrived is the message. At the chain door the letter itself counts. At the door
``forward`` a letter in which no wrapping is found is never taken for the spam itself (its sender is the reporter): it is
unrecovered and waits for a person. A forward inside a forward is followed to the innermost.
"""

from dataclasses import replace

from tsuho.engine.parse.body import Body
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mime import Mail
from tsuho.engine.unwrap.archive import why_not_opened
from tsuho.engine.unwrap.arf import arf
from tsuho.engine.unwrap.attached import MAX_ORIGINALS
from tsuho.engine.unwrap.bounce import bounce
from tsuho.engine.unwrap.enclosed import enclosed
from tsuho.engine.unwrap.form_fields import form_fields
from tsuho.engine.unwrap.inline import inline
from tsuho.engine.unwrap.notice import notice
from tsuho.engine.unwrap.original import Original, Wrapping
from tsuho.engine.unwrap.passed_on import passed_on
from tsuho.engine.unwrap.pasted_source import pasted_source
from tsuho.engine.unwrap.redirected import redirected
from tsuho.engine.unwrap.reporter import REPORTERS_WRITE
from tsuho.engine.unwrap.sms_fields import sms_fields
from tsuho.engine.unwrap.typed_preamble import typed_preamble
from tsuho.engine.unwrap.within import innermost
from tsuho.words.vocabulary import Door, Form

WRAPPINGS: tuple[Wrapping, ...] = (
    arf,
    bounce,
    notice,
    enclosed,
    sms_fields,
    form_fields,
    typed_preamble,
    pasted_source,
    inline,
    redirected,
)


def unwrap(mail: Mail, body: Body, door: Door) -> tuple[Original, ...]:
    """The originals that an arrival holds; always at least one, if only to say that it was not recovered."""
    if door is Door.MONITOR:
        return (Original(Form.DIRECT, 0, mail, mail=mail),)
    if door is Door.CHAIN:
        return (passed_on(mail, body, header_text(mail.root.value("subject"))),)
    for wrapping in WRAPPINGS:
        if found := wrapping(mail, body, door):
            return tuple(inner for each in found for inner in _followed(each))[:MAX_ORIGINALS]
    if door in REPORTERS_WRITE:
        return (Original(Form.UNRECOVERED, 0, mail, why_unrecovered=_why(mail, body)),)
    return (Original(Form.DIRECT, 0, mail, mail=mail),)


def unwrap_as(form: Form, mail: Mail, body: Body, door: Door) -> tuple[Original, ...]:
    """The originals in the one form that a person states; where nothing has it, one that was not recovered."""
    if form is Form.DIRECT:
        return (Original(Form.DIRECT, 0, mail, mail=mail),)
    for wrapping in WRAPPINGS:
        if found := tuple(each for each in wrapping(mail, body, door) if each.form is form):
            return tuple(inner for each in found for inner in _followed(each))[:MAX_ORIGINALS]
    return (Original(Form.UNRECOVERED, 0, mail, why_unrecovered="no_forward_found"),)


def _followed(found: Original) -> tuple[Original, ...]:
    """The innermost originals of one that was found; where none was recovered, a shut archive says better why."""
    if found.form is Form.UNRECOVERED and (why := _why_shut(found.carrier)):
        return (replace(found, why_unrecovered=why),)
    return innermost(found)


def _why(mail: Mail, body: Body) -> str:
    """Why nothing was recovered: a file is shut, nothing was sent, a picture was, or a letter without a forward in it."""
    if shut := _why_shut(mail):
        return shut
    if body.text.chars.strip():
        return "no_forward_found"
    pictures = body.images or any(each.content_type.startswith("image/") for each in body.attachments)
    return "only_a_picture" if pictures else "no_forward_found" if body.attachments else "empty_arrival"


_OF_OUTLOOK = {"application/vnd.ms-outlook", "application/ms-tnef", "application/vnd.ms-tnef"}


def _why_shut(mail: Mail) -> str:
    """The message key of a file that may hold the original and that we cannot open; empty where there is none."""
    for part in mail.parts:
        name = part.type.file_name.lower()
        if name.endswith((".msg", "winmail.dat")) or part.type.full in _OF_OUTLOOK:
            return "outlook_file"
        if name.endswith((".lzh", ".7z", ".rar", ".cab")):
            return "archive_unknown_kind"
    return why_not_opened(mail)
