"""An arrival (受信): the bytes that came through one door, and what we saw of them."""

from dataclasses import dataclass, field
from datetime import datetime

from tsuho.words.vocabulary import Door, Medium


@dataclass(frozen=True, slots=True)
class Peer:
    """The host that handed us the bytes, as our session or a front that we run saw it; never from a header.

    ``ip`` is textual, without brackets; ``port`` 1 to 65535; ``stated_by`` one of session, xforward, xclient,
    proxy, sidecar.
    """

    ip: str
    port: int | None = None
    helo: str = ""
    tls: str = ""
    stated_by: str = "session"


@dataclass(frozen=True, slots=True)
class Envelope:
    """MAIL FROM (empty string: the null sender; None: no SMTP session) and the recipients that we accepted."""

    mail_from: str | None = None
    rcpt_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MonitorSheet:
    """A monitor's provenance sheet: what makes an advertisement arriving there a proof (モニター受信機).

    The four ``excludes_*`` say which lawful bases of Article 3(1)(i) to (iv) the sheet rules out;
    ``partners`` are registered domains that do have a dealing with the line (its carrier, its group, its
    free-mail provider), whose mail is never an opt-in breach. Mail at or after ``retired_at`` proves nothing.
    """

    address: str
    medium: Medium
    carrier: str
    since: datetime
    retired_at: datetime | None = None
    excludes_consent: bool = True
    excludes_notified_address: bool = True
    excludes_dealing: bool = True
    excludes_published_address: bool = True
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """One accepted transaction on its way into the spool: the exact bytes and what the door saw.

    ``received_at`` is aware, UTC. ``key`` is set by doors that can repeat themselves (``take``): a second letter
    with the same key is not stored again.
    """

    door: Door
    received_at: datetime
    raw: bytes
    peer: Peer | None = None
    envelope: Envelope = field(default_factory=Envelope)
    file_name: str = ""
    simulated: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A letter that is durably ours and has its number; ``monitor`` is the sheet of the address it came to.

    ``received_at`` is None only for ``tsuho read`` of a file whose time of receipt nobody states.
    """

    number: int
    door: Door
    received_at: datetime | None
    raw: bytes
    peer: Peer | None = None
    envelope: Envelope = field(default_factory=Envelope)
    monitor: MonitorSheet | None = None
    file_name: str = ""
    simulated: bool = False
