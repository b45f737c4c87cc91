"""Read what a mail server says of a letter of ours that it could not deliver (不達通知): which letter, and whether for good.

RFC 3464 where the server keeps to it; else the returned letter itself names its Message-ID, which we fixed before sending.
"""

import re
from dataclasses import dataclass

from tsuho.engine.parse.mime import Mail, scan

_STATUS = re.compile(rb"(?im)^status:\s*([245]\.\d{1,3}\.\d{1,3})")
_ACTION = re.compile(rb"(?im)^action:\s*([a-z]+)")
_MESSAGE_ID = re.compile(rb"(?im)^message-id:[ \t]*(?:\r?\n[ \t]+)?(<[^<>\s]{3,250}>)")
_IN_TEXT = re.compile(rb"(?<![\d.])([45])\d\d[ -][45]\.\d{1,3}\.\d{1,3}|(?<![\d.])(5)(?:5\d) ")


@dataclass(frozen=True, slots=True)
class Bounced:
    """A bounce: the Message-ID of our letter, whether it is for good, and the enhanced status code (RFC 3463), if any."""

    message_id: str
    permanent: bool
    status: str


def read_bounce(raw: bytes, our_domain: str) -> Bounced | None:
    """What a bounce says of a letter of ours; None where it names none, or none of our own domain."""
    mail = scan(raw)
    ours = f"@{our_domain.lower()}>".encode()
    named = [found for found in _MESSAGE_ID.findall(_returned(mail)) if found.lower().endswith(ours)]
    if not named:
        return None
    machine = b"".join(part.body for part in mail.parts if part.type.full == "message/delivery-status")
    if status := _STATUS.search(machine):
        action = _ACTION.search(machine)
        code = status.group(1).decode()
        delayed = action is not None and action.group(1).lower() in {b"delayed", b"delivered", b"relayed", b"expanded"}
        return Bounced(named[0].decode("ascii", "replace"), code.startswith("5") and not delayed, code)
    text = b"".join(part.body for part in mail.parts if part.type.full == "text/plain")[:100_000]
    found = _IN_TEXT.search(text)
    permanent = found is not None and (found.group(1) or found.group(2)) == b"5"
    return Bounced(named[0].decode("ascii", "replace"), permanent, "")


def _returned(mail: Mail) -> bytes:
    """Everything below the bounce's own head: the returned letter, as a part of its own or pasted into the text."""
    return b"\n".join(part.body for part in mail.parts if not part.children)
