"""Read one mail that came back to the centre, and enter what it says: a bounce, an answer, an acknowledgement."""

from collections.abc import Callable
from datetime import datetime

from tsuho.casework.move_referral import Moving
from tsuho.casework.ports import Outbox
from tsuho.casework.take_answer import take_reply
from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mailbox import mailbox
from tsuho.engine.parse.mime import scan
from tsuho.referral.answers import ticket_in
from tsuho.words.arrival import Letter

A_PERSON_READS = "a person must read this reply"


def read_reply(moving: Moving, outbox: Outbox, raw: bytes, *, domain: str, at: datetime) -> str:
    """How it was taken, as `take_reply` says it; empty: a person must read it. The text is kept nowhere."""
    sender, subject, text = _said(raw)
    return take_reply(moving, outbox, raw, subject, text, domain=domain, by=sender, at=at)


def read_unseen_reply(
    moving: Moving, outbox: Outbox, letter: Letter, *, domain: str, doubt: Callable[[Letter], str]
) -> str:
    """The same for one that nobody has looked at; why a person must read it, empty: it was taken.

    Tickets can be guessed, so an answer is taken only from the domain that we wrote to, and where there is no ``doubt`` that
    it is from there. A bounce comes from whatever host returned it, and names the Message-ID of our letter.
    """
    sender, subject, text = _said(letter.raw)
    why = A_PERSON_READS
    if not _from_party(moving, outbox, subject, sender):
        subject = text = ""
    elif doubted := doubt(letter):
        subject = text = ""
        why = f"{A_PERSON_READS}: {doubted}"
    taken = take_reply(moving, outbox, letter.raw, subject, text, domain=domain, by=sender, at=letter.received_at)
    return "" if taken else why


def _said(raw: bytes) -> tuple[str, str, str]:
    """(sender, subject, text)."""
    mail = scan(raw)
    subject = header_text(mail.root.value("subject"))
    return mailbox(header_text(mail.root.value("from")))[0], subject, read_body(mail).text.chars


def _from_party(moving: Moving, outbox: Outbox, subject: str, sender: str) -> bool:
    """Whether a reply comes from the domain of the address that the letter with its ticket went to, or from below it."""
    referral = moving.referrals.by_ticket(ticket_in(subject))
    letter = outbox.letter(referral.key) if referral else None
    if letter is None:
        return False
    wrote_to = letter.letter.recipient.rpartition("@")[2].lower()
    from_ = sender.rpartition("@")[2].lower()
    return bool(wrote_to) and (from_ == wrote_to or from_.endswith(f".{wrote_to}"))
