"""How what is searched is written into the index, and what is searched for: masked, folded, addresses in their order.

The index holds no address but the sender's own, no name that is greeted and no code of a link, since whoever searches has not
asked to see them (unmask.py does that, one field at a time, audited).
"""

import re
from collections.abc import Collection
from hashlib import sha256
from ipaddress import ip_address

from tsuho.engine.parse.domains import registered_domain
from tsuho.engine.parse.folded import fold
from tsuho.referral.mask import GONE
from tsuho.referral.recipient_codes import ADDRESS, without_codes
from tsuho.words.judged import MessageFacts

MAX_CHARS = 4_000  # of one text: what a caller reads out stands in the first pages
MIN_CHARS = 2  # 無料, 当選: the shortest words that people search for
_SHORTEST_LOCAL = 5  # "info" and "ai" are words of every text


def search_fold(text: str) -> str:
    """A text as it is compared: NFKC, small letters, without white space, since lines break anywhere in Japanese."""
    return "".join(fold(text).text.casefold().split())


def text_digest(text: str) -> str:
    """What tells two variants of a text apart."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def address_in_order(ip: str) -> str:
    """An IP address as text that sorts as addresses do: ``4:c0000219``; empty for what is none."""
    try:
        found = ip_address(ip)
    except ValueError:
        return ""
    return f"{found.version}:{int(found):0{8 if found.version == 4 else 32}x}"


def masked_for_index(text: str, message: MessageFacts, secrets: Collection[str]) -> str:
    """The first 4,000 characters, without any address that is not of the sender's own domains.

    ``secrets`` are the reporter's, recipients' and monitors' addresses: they go even where the sender writes from the same
    domain, and their local parts with them.
    """
    own, hidden = own_domains(message), {each.strip().lower() for each in secrets if each.strip()}
    masked = without_codes(text[:MAX_CHARS])
    masked = ADDRESS.sub(lambda found: found[0] if is_senders(found[0].lower(), own, hidden) else GONE, masked)
    words = secret_words(hidden)
    return words.sub(GONE, masked) if words else masked


def own_domains(message: MessageFacts | None) -> frozenset[str]:
    """The registered domains that are the sender's: of its From field and of its links."""
    if message is None:
        return frozenset()
    found = {registered_domain(message.from_address.rpartition("@")[2]), *(each.domain for each in message.links)}
    return frozenset(found - {""})


def is_senders(address: str, own: Collection[str], hidden: Collection[str]) -> bool:
    """Whether an address (small letters) may be shown: it is of the sender's domains and nobody's to be hidden."""
    return address not in hidden and registered_domain(address.rpartition("@")[2]) in own


def secret_words(hidden: Collection[str]) -> "re.Pattern[str] | None":
    """A pattern of the local parts of hidden addresses, as words by themselves; None where all are too short to be told."""
    words = sorted({re.escape(word) for each in hidden if len(word := each.rpartition("@")[0]) >= _SHORTEST_LOCAL})
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(words)})(?![^\W_])", re.IGNORECASE) if words else None
