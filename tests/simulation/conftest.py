"""One invented day for all tests of the simulation, and its mails as a plain reader sees them."""

from base64 import b64decode
from collections.abc import Callable, Iterator
from datetime import date
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message

import pytest

from tsuho.simulation.day import invent_day
from tsuho.simulation.invented import Invented

DAY = date(2015, 3, 10)


@pytest.fixture(scope="session")
def day() -> list[Invented]:
    return list(invent_day(DAY, seed=7))


def _mails(raw: bytes) -> Iterator[Message]:
    """A mail and every mail inside it, also those attached as files."""
    mail = message_from_bytes(raw)
    yield mail
    for part in mail.walk():
        payload = part.get_payload(decode=True)
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            inner = part.get_payload(0)
            # The standard library does not decode an attached mail that is base64: its text is the body it sees.
            if part.get("Content-Transfer-Encoding", "").lower() == "base64":
                yield from _mails(b64decode("".join(inner.get_payload().split())))
            else:
                yield inner
        elif (part.get_filename() or "").endswith(".eml") and isinstance(payload, bytes):
            yield from _mails(payload)


@pytest.fixture(scope="session")
def mails_in() -> Callable[[bytes], list[Message]]:
    """Function: a mail and every mail inside it."""
    return lambda raw: list(_mails(raw))


@pytest.fixture(scope="session")
def text_of() -> Callable[[bytes], str]:
    """Function: all text parts of a mail and of the mails in it, with LF line ends."""

    def read(raw: bytes) -> str:
        texts = []
        for mail in _mails(raw):
            for part in mail.walk():
                if part.get_content_maintype() == "text" and isinstance(
                    payload := part.get_payload(decode=True), bytes
                ):
                    charset = part.get_content_charset() or "us-ascii"
                    texts.append(payload.decode("utf-8" if charset.startswith("x-") else charset, "replace"))
        return "\n".join(texts).replace("\r\n", "\n")

    return read


@pytest.fixture(scope="session")
def header_text() -> Callable[[Message, str], str]:
    """Function: one header field of a mail, decoded."""
    return lambda mail, name: str(make_header(decode_header(mail[name])))
