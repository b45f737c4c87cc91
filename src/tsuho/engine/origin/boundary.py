"""The trust boundary: walk the Received lines from the top, believe only what a trusted host wrote, stop at the rest.

A line's ``by`` is believed only while the hop above it had a trusted peer. A peer is trusted by its address, or by the
reverse name that its receiver recorded; never by HELO. A line that a trusted host wrote about itself (loopback, a content
filter, a local hand-over) continues the chain. The first peer that is not trusted is the origin.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tsuho.engine.origin.addresses import never_an_origin
from tsuho.engine.origin.received import Hop, normal_ip
from tsuho.engine.origin.trust import Trust
from tsuho.words.arrival import Peer
from tsuho.words.vocabulary import Confidence

# Inside a trusted host's own network a private or loopback peer is the host itself, another of its machines, or a filter.
_INSIDE = frozenset({"private", "loopback", "link_local"})


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
    hops: Sequence[Hop],
    trust: Trust,
    *,
    session: Peer | None,
    received_at: datetime | None,
    confidence: Confidence,
) -> Boundary:
    """The boundary of one message.

    ``session`` is the peer of our own SMTP session when the message itself came through it; an untrusted one is the
    origin. ``confidence`` is that of the header lines: carried, or reported for pasted ones.
    """
    if session is not None and not trust.address(session.ip):
        return _of_session(session, received_at)
    if not hops:
        return _unknown("origin_no_received", received_at, confidence)
    sent_at = received_at
    above: Hop | None = None
    inside = session is not None  # a front of ours took it over, and the next line is the front's own
    for index, hop in enumerate(hops):
        if not inside and not trust.host(hop.by):
            if not hop.has_from and not hop.by:
                continue  # a line that names nobody grants nothing and takes nothing
            return _unknown("origin_no_trusted_line", received_at, confidence, by=hop.by or "?")
        if above is not None and not _continues(hop, above, trust):
            return _unknown("origin_chain_broken", sent_at, confidence, hop=str(index + 1), by=hop.by)
        inside = True
        sent_at = hop.time or sent_at
        if _writes_of_itself(hop) or trust.address(hop.from_ip) or trust.host(hop.from_name):
            above = hop
            continue
        if not hop.from_ip:
            return _unknown("origin_line_without_address", sent_at, confidence, hop=str(index + 1))
        kind = never_an_origin(hop.from_ip)
        if kind in _INSIDE and index + 1 < len(hops) and trust.host(hops[index + 1].by):
            above = hop
            continue
        if kind:
            return _unknown(f"origin_is_{kind}", sent_at, confidence, hop=str(index + 1), ip=hop.from_ip)
        details = {"hop": str(index + 1), "by": hop.by, "ip": hop.from_ip}
        return Boundary(hop.from_ip, hop.from_port, hop.from_helo, index, sent_at, confidence, "origin_chain", details)
    return _unknown("origin_all_trusted" if inside else "origin_no_trusted_line", sent_at, confidence, by="?")


def _of_session(session: Peer, received_at: datetime | None) -> Boundary:
    ip = normal_ip(session.ip)
    kind = never_an_origin(ip) if ip else "unspecified"
    if kind:
        return Boundary("", None, "", None, received_at, Confidence.OBSERVED, f"origin_is_{kind}", {"ip": session.ip, "hop": "0"})
    key = "origin_session" if session.stated_by == "session" else "origin_front"
    return Boundary(
        ip, session.port, session.helo, None, received_at, Confidence.OBSERVED, key, {"ip": ip, "stated_by": session.stated_by}
    )


def _writes_of_itself(hop: Hop) -> bool:
    """A hand-over inside one machine: no peer at all, or the loopback address."""
    return not hop.has_from or (bool(hop.from_ip) and never_an_origin(hop.from_ip) == "loopback")


def _continues(hop: Hop, above: Hop, trust: Trust) -> bool:
    """Whether a line was written by the peer of the line above it.

    A trusted peer that hands on without a line of its own would lend its good name to whatever the sender forged below,
    so the writer must be trusted by name, be what the peer called itself, or be no public name at all.
    """
    if not hop.by or "." not in hop.by.removesuffix(".local"):
        return True
    return trust.host(hop.by) or hop.by in {above.from_helo, above.from_name, above.from_ip}


def _unknown(key: str, sent_at: datetime | None, confidence: Confidence, **details: str) -> Boundary:
    return Boundary("", None, "", None, sent_at, confidence, key, details)
