"""One invented arrival: the bytes, what a door sees of them, and beside it the truth that no reader may see."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from tsuho.words.arrival import Peer
from tsuho.words.vocabulary import Door, Form, Outcome

MARK = ("X-Tsuho-Simulated", "yes")  # a label for people; nothing may trust it


@dataclass(frozen=True, slots=True)
class ReportTruth:
    """What a perfect reader finds in one report.

    ``outcome`` None: not asserted (the bytes are broken on purpose). ``rules`` are the provisions breached or, where
    the outcome is hold, suspected. ``reason`` is one of I1 to I9 where the outcome is incomplete. ``origin_ip`` is
    what may be named as origin, None where nothing that a trusted host wrote says it; ``sent_from`` is where it came
    from in truth.
    """

    form: Form
    outcome: Outcome | None
    rules: tuple[str, ...] = ()
    reason: str = ""
    category: str = ""
    language: str = ""
    campaign: str = ""
    sent_from: str = ""
    origin_ip: str | None = None


@dataclass(frozen=True, slots=True)
class Truth:
    """What an arrival is: ``kind`` report, monitor_hit, association, chain_mail or odd, and the reports it holds.

    ``client`` names the program that wrote a forward, ``defect`` what is broken in an odd mail.
    """

    kind: str
    reports: tuple[ReportTruth, ...] = ()
    client: str = ""
    chain_class: str = ""
    prefecture: str = ""
    defect: str = ""

    def as_json(self) -> Mapping[str, Any]:
        """The truth as it stands beside the mails that ``tsuho simulate`` writes."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented arrival. ``received_at`` is aware, UTC; ``mail_from`` the envelope's sender, empty for the null one."""

    raw: bytes
    door: Door
    recipient: str
    received_at: datetime
    peer: Peer
    mail_from: str
    truth: Truth

    @property
    def as_taken(self) -> bytes:
        """The bytes as a door takes them: SMTP ends the last line where it is not ended."""
        return self.raw if self.raw.endswith(b"\r\n") else self.raw + b"\r\n"

    def stated(self) -> Mapping[str, Any]:
        """What its door sees of it, in the words of a sidecar of `tsuho take`, and its truth under ``truth``.

        ``sha256`` is of the bytes as taken.
        """
        return {
            "simulated": True,
            "door": self.door.value,
            "received_at": self.received_at.isoformat(),
            "peer": {"ip": self.peer.ip, "port": self.peer.port, "helo": self.peer.helo},
            "mail_from": self.mail_from,
            "rcpt_to": [self.recipient],
            "sha256": sha256(self.as_taken).hexdigest(),
            "truth": self.truth.as_json(),
        }
