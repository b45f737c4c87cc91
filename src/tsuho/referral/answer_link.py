"""The link to the answer form of one notice: signed, for one ticket and party, until a day; it opens nothing else.

The form asks what was done and when, and has no field in which a subscriber could be named (通信の秘密).
"""

import base64
import hmac
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

_SIGNATURE = 16  # bytes


@dataclass(frozen=True, slots=True)
class MayAnswer:
    """Who may answer what: the party, the ticket, and the last day on which the link works."""

    party: str
    ticket: str
    until: date


def link_token(key: bytes, may: MayAnswer) -> str:
    """The token of a link, in letters that every mail program leaves whole."""
    said = f"{may.party}|{may.ticket}|{may.until.isoformat()}".encode()
    return base64.urlsafe_b64encode(_signature(key, said) + said).decode().rstrip("=")


def read_token(key: bytes, token: str, today: date) -> MayAnswer | None:
    """What a token allows; None if it was not signed by us, was changed, or is over. Never raises."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        signature, said = raw[:_SIGNATURE], raw[_SIGNATURE:]
        if not hmac.compare_digest(signature, _signature(key, said)):
            return None
        party, ticket, until = said.decode().split("|")
        may = MayAnswer(party, ticket, date.fromisoformat(until))
    except ValueError:
        return None
    return may if today <= may.until else None


def _signature(key: bytes, said: bytes) -> bytes:
    return hmac.new(key, b"answer link|" + said, sha256).digest()[:_SIGNATURE]
