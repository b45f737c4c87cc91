"""How a letter is written into one row and read back, the bytes apart from what the door saw."""

import json
from datetime import UTC, datetime

from tsuho.words.arrival import Envelope, Letter, Peer
from tsuho.words.vocabulary import Door


def seen_of(letter: Letter) -> str:
    """What the door saw of a letter, as JSON: everything but the bytes, the door and the time."""
    peer = letter.peer
    return json.dumps(
        {
            "peer": [peer.ip, peer.port, peer.helo, peer.tls, peer.stated_by] if peer else None,
            "mail_from": letter.envelope.mail_from,
            "rcpt_to": letter.envelope.rcpt_to,
            "file_name": letter.file_name,
            "simulated": letter.simulated,
        }
    )  # in ASCII: an envelope may hold bytes that are no UTF-8, and a mail is not refused for them


def letter_of(door: str, received_at: float, raw: bytes, seen: str) -> Letter:
    """The letter of a row; ``received_at`` in seconds since 1970 UTC."""
    said = json.loads(seen)
    return Letter(
        door=Door(door),
        received_at=datetime.fromtimestamp(received_at, UTC),
        raw=bytes(raw),
        peer=Peer(*said["peer"]) if said["peer"] else None,
        envelope=Envelope(said["mail_from"], tuple(said["rcpt_to"])),
        file_name=said["file_name"],
        simulated=said["simulated"],
    )
