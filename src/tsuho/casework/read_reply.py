"""Read one mail that came back to the centre, and enter what it says: a bounce, an answer, an acknowledgement."""

from datetime import datetime

from tsuho.casework.move_referral import Moving
from tsuho.casework.ports import Outbox
from tsuho.casework.take_answer import take_reply
from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mailbox import mailbox
from tsuho.engine.parse.mime import scan


def read_reply(moving: Moving, outbox: Outbox, raw: bytes, *, domain: str, at: datetime) -> str:
    """How it was taken, as `take_reply` says it; empty: a person must read it. The text is kept nowhere."""
    mail = scan(raw)
    subject = header_text(mail.root.value("subject"))
    sender = mailbox(header_text(mail.root.value("from")))[0]
    return take_reply(moving, outbox, raw, subject, read_body(mail).text.chars, domain=domain, by=sender, at=at)
