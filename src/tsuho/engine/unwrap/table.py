"""The order in which wrappings are tried: read it top to bottom. The first that answers has the originals.

At a monitor nothing is unwrapped: what arrived is the message. At the chain door the letter itself counts. At the door ``forward`` a letter in which no wrapping is
found is never taken for the spam itself (its sender is the reporter): it is unrecovered and waits for a person.
"""

from tsuho.engine.parse.body import Body
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mime import Mail
from tsuho.engine.unwrap.attached import attached
from tsuho.engine.unwrap.inline import inline
from tsuho.engine.unwrap.original import Original, Wrapping
from tsuho.engine.unwrap.passed_on import passed_on
from tsuho.engine.unwrap.redirected import redirected
from tsuho.engine.unwrap.reporter import REPORTERS_WRITE
from tsuho.engine.unwrap.typed_preamble import typed_preamble
from tsuho.words.vocabulary import Door, Form

WRAPPINGS: tuple[Wrapping, ...] = (
    attached,
    typed_preamble,
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
            return found
    if door in REPORTERS_WRITE:
        return (Original(Form.UNRECOVERED, 0, mail, why_unrecovered=_why(body)),)
    return (Original(Form.DIRECT, 0, mail, mail=mail),)


def _why(body: Body) -> str:
    """Why nothing was recovered: nothing was sent, a picture was, or a letter without a forward in it."""
    if body.text.chars.strip():
        return "no_forward_found"
    pictures = body.images or any(each.content_type.startswith("image/") for each in body.attachments)
    return "only_a_picture" if pictures else "no_forward_found" if body.attachments else "empty_arrival"
