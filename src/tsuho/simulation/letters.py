"""The letter in which somebody sends a report to the centre, and the arrival that comes of it."""

from datetime import datetime
from random import Random

from tsuho.simulation.dates import header_date, received_date
from tsuho.simulation.encoding import charset_for, header, mailbox
from tsuho.simulation.invented import MARK, Invented, Truth
from tsuho.simulation.parameters import identifier, parameters
from tsuho.simulation.received import handed_over, way_out
from tsuho.simulation.reporters import Reporter
from tsuho.words.arrival import Peer
from tsuho.words.vocabulary import Door


def letter(
    reporter: Reporter, to: str, subject: str, content: bytes, at: datetime, rng: Random,
    *, agent: str = "", charset: str = "utf-8",
) -> bytes:  # fmt: skip
    """A mail of a reporter around some content (its content headers, an empty line, its body)."""
    charset = charset_for(subject + reporter.name, charset)
    fields = [
        header(*MARK),
        handed_over(reporter.provider, received_date(at), rng),
        header("Date", header_date(at)),
        header("From", mailbox(reporter.name, reporter.address, charset)),
        header("To", to),
        header("Subject", subject, charset),
        header("Message-ID", f"<{identifier(rng, 20)}@{reporter.provider.domain}>"),
        f"{agent}\r\n".encode("ascii") if agent else b"",
        b"MIME-Version: 1.0\r\n",
    ]
    return b"".join(fields) + content


def sent_by(reporter: Reporter, raw: bytes, door: Door, to: str, at: datetime, truth: Truth, rng: Random) -> Invented:
    """What the centre's door sees when a reporter's provider hands a mail over."""
    ip, name = way_out(reporter.provider)
    return Invented(raw, door, to, at, Peer(ip, ephemeral_port(rng), name), reporter.address, truth)


def ephemeral_port(rng: Random) -> int:
    """The port that a connecting host has for the time of one session."""
    return rng.randint(20_000, 60_999)


def comment_of(rng: Random) -> str:
    """What a reporter writes above the forwarded mail; most write nothing."""
    return str(rng.choice(parameters("people")["comments"]))
