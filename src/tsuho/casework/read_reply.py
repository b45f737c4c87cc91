"""Read one mail that came back to the centre, and enter what it says: a bounce, an answer, an acknowledgement."""

from datetime import datetime

from tsuho.casework.move_referral import Moving
from tsuho.casework.ports import Outbox
from tsuho.casework.take_answer import take_reply
from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mailbox import mailbox
from tsuho.engine.parse.mime import scan
from tsuho.referral.answers import ticket_in


def read_reply(
    moving: Moving, outbox: Outbox, raw: bytes, *, domain: str, at: datetime, only_from_party: bool = False
) -> str:
    """How it was taken, as `take_reply` says it; empty: a person must read it. The text is kept nowhere.

    ``only_from_party``: tickets can be guessed, so what nobody has looked at is taken only from the domain that we wrote to.
    """
    mail = scan(raw)
    subject = header_text(mail.root.value("subject"))
    sender = mailbox(header_text(mail.root.value("from")))[0]
    text = read_body(mail).text.chars
    if only_from_party and not _from_party(moving, outbox, subject, sender):
        # a bounce comes from whatever host returned it, and names the Message-ID of our letter
        subject = text = ""
    return take_reply(moving, outbox, raw, subject, text, domain=domain, by=sender, at=at)


def _from_party(moving: Moving, outbox: Outbox, subject: str, sender: str) -> bool:
    """Whether a reply comes from the domain of the address that the letter with its ticket went to, or from below it."""
    referral = moving.referrals.by_ticket(ticket_in(subject))
    letter = outbox.letter(referral.key) if referral else None
    if letter is None:
        return False
    wrote_to = letter.letter.recipient.rpartition("@")[2].lower()
    from_ = sender.rpartition("@")[2].lower()
    return bool(wrote_to) and (from_ == wrote_to or from_.endswith(f".{wrote_to}"))
