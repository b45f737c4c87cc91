"""Doubt a reply that came by itself: whoever knows a ticket can write a provider's address into From.

It is taken only where our own check, at our own session, shows that the From field's domain is the sender's: a DKIM signature
that verified, or an envelope that SPF lets pass, of the same owner as that domain (RFC 7489 section 3.1). What did not answer
shows nothing. Else it waits for a person; the signed link in our letter needs none of this.
"""

from collections.abc import Callable

from tsuho.engine.authentication.alignment import aligned
from tsuho.engine.authentication.handover import handover_of
from tsuho.engine.origin.boundary import find_boundary
from tsuho.engine.origin.received import parse_received
from tsuho.engine.origin.trust import Trust
from tsuho.engine.parse.mime import scan
from tsuho.words.arrival import Arrival, Letter
from tsuho.words.authentication import Authentication, Handover
from tsuho.words.vocabulary import Confidence

CheckSender = Callable[[Handover, bytes], Authentication]
_MOST_HOPS = 50


def doubt_reply(letter: Letter, trust: Trust, check_sender: CheckSender | None) -> str:
    """Why it is not shown to be from whom it says; empty: it is."""
    if check_sender is None:
        return "nobody checks senders here ([resolver] enabled = false)"
    root = scan(letter.raw).root
    boundary = find_boundary(
        map(parse_received, root.values("received")[:_MOST_HOPS]), trust, session=letter.peer,
        received_at=letter.received_at, confidence=Confidence.CARRIED,
    )  # fmt: skip
    arrival = Arrival(0, letter.door, letter.received_at, letter.raw, letter.peer, letter.envelope)
    handover = handover_of(arrival, boundary, root.values("from"))
    if handover is None:
        return "it came through no session of ours, so its sender cannot be checked"
    if not handover.from_domain:
        return "its From field names no domain, or more than one"
    return _doubt(handover.from_domain, check_sender(handover, letter.raw))


def _doubt(domain: str, checked: Authentication) -> str:
    if checked.dmarc == "fail":
        return "its From domain's own policy (DMARC) disowns it"
    signed = any(each.result == "pass" and aligned(each.domain, domain, strict=False) for each in checked.dkim)
    sent = checked.spf == "pass" and aligned(checked.spf_domain, domain, strict=False)
    if signed or sent:
        return ""
    if checked.unanswered:
        return "the DNS did not answer, so nothing shows that it is from its From domain"
    return "neither DKIM nor SPF shows that it is from its From domain"
