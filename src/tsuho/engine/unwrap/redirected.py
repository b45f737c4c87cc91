"""A mail redirected by a client or a server: the original itself, with the marks of the redirect on top of it.

Resent-From (RFC 5322 section 3.6.6), X-Forwarded-To/For and their like; the carriers' サーバ転送 sets such a mark.
"""

from tsuho.engine.parse.body import Body
from tsuho.engine.parse.mime import Mail
from tsuho.engine.unwrap.original import Original
from tsuho.words.vocabulary import Door, Form

MARKS = (
    "resent-from", "resent-to", "resent-date", "resent-sender", "resent-message-id", "x-forwarded-to", "x-forwarded-for",
    "x-forwarded-by", "x-original-forwarder", "x-yahoo-forwarded", "x-sieve-redirected-from",
    "x-ms-exchange-inbox-rules-loop", "x-ms-exchange-forwardingloop",
)  # fmt: skip


def redirected(mail: Mail, _body: Body, door: Door) -> tuple[Original, ...]:
    """The mail itself where it carries a mark; at doors where mail is always direct a mark says nothing."""
    if door is Door.BULK or not any(field.name in MARKS for field in mail.root.fields):
        return ()
    return (Original(Form.SERVER_FORWARD, 1, mail, mail=mail),)
