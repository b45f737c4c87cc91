"""What a check of a mail's sender starts from: the peer of our own session, the envelope, and the From field's one domain."""

import re
from collections.abc import Sequence

from tsuho.engine.authentication.alignment import domain_of
from tsuho.engine.origin.boundary import Boundary
from tsuho.engine.parse.header_text import MAX_VALUE, header_text
from tsuho.engine.parse.mailbox import mailbox
from tsuho.words.arrival import Arrival
from tsuho.words.authentication import Handover
from tsuho.words.vocabulary import Confidence

_QUOTED = re.compile(rb'"(?:[^"\\]|\\.){0,998}"', re.DOTALL)
_MAX_AUTHORS = 20


def handover_of(arrival: Arrival, boundary: Boundary, from_fields: Sequence[bytes]) -> Handover | None:
    """How a mail that is itself the arrival was handed to us; None where no session of ours, or of a front, saw it.

    A peer that is a host of ours says nothing of the sender: then only what the mail itself proves can be checked.
    """
    if arrival.peer is None:
        return None
    observed = boundary.hop is None and boundary.confidence is Confidence.OBSERVED and boundary.ip
    return Handover(
        ip=boundary.ip if observed else "",
        helo=arrival.peer.helo.strip()[:255],
        mail_from=arrival.envelope.mail_from,
        from_domain=_only_domain(from_fields),
    )


def _only_domain(from_fields: Sequence[bytes]) -> str:
    """The domain that the From field names; several fields, or several domains, name nobody (RFC 7489 section 6.6.1)."""
    if len(from_fields) != 1:
        return ""
    bare = _QUOTED.sub(b"", from_fields[0][:MAX_VALUE])
    if b"," not in bare:
        return domain_of(mailbox(header_text(from_fields[0]))[0])
    addresses = [mailbox(header_text(each))[0] for each in bare.split(b",", _MAX_AUTHORS)]
    domains = {domain_of(address) for address in addresses if address}
    return domains.pop() if len(domains) == 1 else ""
