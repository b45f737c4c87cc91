"""The trust boundary: walk the Received lines from the top, believe only what a trusted host wrote, stop at the rest.

A line's ``by`` is believed only while the hop above it had a trusted peer. A peer is trusted by its address, or by the
reverse name that its receiver recorded and checked; never by HELO. A line that a trusted host wrote about itself (loopback, a content
filter, a local hand-over) continues the chain. The first peer that is not trusted is the origin, unless its address can
name nobody: behind a private one may stand a customer of the trusted host as well as another of its machines, so its
lines are believed only when that network is named as trusted. A large mail service is no exception: its inner hops count
while its hosts and networks are named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tsuho.engine.origin.addresses import never_an_origin, normal_ip
from tsuho.engine.origin.received import Hop
from tsuho.engine.origin.trust import Trust
from tsuho.words.arrival import Peer
from tsuho.words.vocabulary import Confidence

# Mail fetched from a mailbox: the peer is the mailbox's server, never the one that sent the mail.
_FETCHED = ("POP", "IMAP", "SDPS", "ETRN")
# Ways by which a host takes mail from a program on the same machine; LMTP is no protocol for the open network (RFC 2033).
_LOCAL = ("LOCAL", "LMTP", "MAPI")


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where the chain leaves what we trust.

    ``ip`` is empty where no origin can be named; ``why_key`` and ``why_details`` say why either way. ``hop`` counts Received
    lines from the top, None for our own session. ``sent_at`` is when a host we trust took the message over, aware.
    """

    ip: str
    port: int | None
    helo: str
    hop: int | None
    sent_at: datetime | None
    confidence: Confidence
    why_key: str
    why_details: Mapping[str, str] = field(default_factory=dict)


def find_boundary(
    hops: Iterable[Hop],
    trust: Trust,
    *,
    session: Peer | None,
    received_at: datetime | None,
    confidence: Confidence,
) -> Boundary:
    """The boundary of one message; ``hops`` are its Received lines from the top, and only those needed are read.

    ``session`` is the peer of our own SMTP session when the message itself came through it; an untrusted one is the
    origin. ``confidence`` is that of the header lines: carried, or reported for pasted ones.
    """
    if session is not None and not trust.address(normal_ip(session.ip)):
        return _of_session(session, received_at)
    sent_at, index = received_at, -1
    above: Hop | None = None
    inside = session is not None  # a front of ours took it over, and the next line is the front's own
    for index, hop in enumerate(hops):
        if not inside and hop.from_network:
            continue  # qmail: this line names nobody, the peer stands in the next one
        if why := _why_not_believed(hop, above, trust, inside=inside):
            return _unknown(why, sent_at, confidence, hop=str(index + 1), by=hop.by or "?")
        inside = True
        sent_at = hop.time or sent_at
        if _of_itself(hop) or trust.address(hop.from_ip) or trust.host(hop.from_name):
            above = hop if _is_the_next(hop, above, trust) else above
            continue
        if trust.host(hop.from_unchecked_name):
            return _unknown("origin_name_unchecked", sent_at, confidence, hop=str(index + 1), by=hop.by, ip=hop.from_ip)
        if why := _why_no_origin(hop):
            return _unknown(why, sent_at, confidence, hop=str(index + 1), by=hop.by, ip=hop.from_ip)
        details = {"hop": str(index + 1), "by": hop.by, "ip": hop.from_ip}
        return Boundary(hop.from_ip, hop.from_port, hop.from_helo, index, sent_at, confidence, "origin_chain", details)
    if index < 0:
        return _unknown("origin_no_received", received_at, confidence)
    return _unknown("origin_all_trusted" if inside else "origin_no_trusted_line", sent_at, confidence, by="?")


def _of_session(session: Peer, received_at: datetime | None) -> Boundary:
    ip = normal_ip(session.ip)
    kind = never_an_origin(ip) if ip else "unspecified"
    details = {"ip": ip or session.ip, "stated_by": session.stated_by}
    if kind:
        return Boundary("", None, "", None, received_at, Confidence.OBSERVED, f"origin_is_{kind}", details)
    key = "origin_session" if session.stated_by == "session" else "origin_front"
    return Boundary(ip, session.port, session.helo, None, received_at, Confidence.OBSERVED, key, details)


def _why_not_believed(hop: Hop, above: Hop | None, trust: Trust, *, inside: bool) -> str:
    """The reason why a line proves nothing; empty if a trusted host wrote it."""
    if hop.broken:
        return "origin_line_broken" if inside else "origin_no_trusted_line"
    if not inside:
        return "" if _is_trusted(hop, trust) else "origin_no_trusted_line"
    # A filter that hands on to another machine, and qmail's "(invoked by uid 80)", sign with no name by which to know them.
    of_nobody = not hop.by or (_of_itself(hop) and _no_public_name(hop.by))
    return "" if of_nobody or _is_the_next(hop, above, trust) else "origin_chain_broken"


def _is_trusted(hop: Hop, trust: Trust) -> bool:
    return trust.host(hop.by) and not _every_host_has(hop.by)


def _is_the_next(hop: Hop, above: Hop | None, trust: Trust) -> bool:
    """Whether the writer is known: a trusted host, the peer of the line above, or a program beside the one that wrote it."""
    if not hop.by:
        return False
    if above is None or _is_trusted(hop, trust):
        return True
    if hop.by in {above.by, above.from_helo, above.from_name, above.from_ip}:
        return True
    return _of_itself(above) and _no_public_name(hop.by)


def _every_host_has(by: str) -> bool:
    """127.0.0.1 is ours in a line that our host wrote, and a stranger's in a stranger's: trusting it names nobody."""
    return bool(normal_ip(by)) and never_an_origin(by) in {"loopback", "link_local"}


def _no_public_name(by: str) -> bool:
    """``localhost``, ``store2``, ``10.1.2.3``: so a content filter on the machine that wrote the line above may call itself.

    Any other writer must be trusted itself, or be what the line above calls its peer. Else a trusted peer that hands on
    without a line of its own would lend its good name to whatever the sender forged below.
    """
    if normal_ip(by):
        return bool(never_an_origin(by))
    return "." not in by.removesuffix(".local").removesuffix(".localdomain")


def _of_itself(hop: Hop) -> bool:
    """Whether the writer speaks of a hand-over inside itself: no peer, a local one, the loopback or its own address."""
    if not hop.has_from or hop.local:
        return True
    kind = never_an_origin(hop.from_ip) if hop.from_ip else "no address"
    return kind == "loopback" or (bool(kind) and (hop.with_.startswith(_LOCAL) or hop.from_ip == hop.by_ip != ""))


def _why_no_origin(hop: Hop) -> str:
    """The reason why the untrusted peer of a believed line is no origin; empty if it is."""
    if any(protocol in hop.with_ for protocol in _FETCHED):
        return "origin_fetched"
    if not hop.from_ip:
        return "origin_line_without_address"
    kind = never_an_origin(hop.from_ip)
    return f"origin_is_{kind}" if kind else ""


def _unknown(key: str, sent_at: datetime | None, confidence: Confidence, **details: str) -> Boundary:
    return Boundary("", None, "", None, sent_at, confidence, key, details)
