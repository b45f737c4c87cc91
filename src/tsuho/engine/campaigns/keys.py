"""The keys of a message: nameable things that it shares with others of the same sender.

Strong keys join by themselves: the one landing domain of a mail, a telephone number, the exact text of a long mail. Weak
ones join only as the second of two, beside a text that is nearly or exactly the same: a subject's skeleton, a display name,
the domain of From or of an unverified DKIM signature, the path of a landing page, the network and HELO it came from. What
many unrelated people share, the reporter's own provider among them, is never either.
"""

import re
from base64 import b64encode
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import ip_network

from tsuho.engine.campaigns.sharing import shared_kind
from tsuho.engine.campaigns.sketch import MIN_CHARS, VERSION, skeleton, sketch
from tsuho.engine.parse.domains import registered_domain
from tsuho.engine.parse.folded import fold
from tsuho.words.judged import CampaignKey, Link

MIN_SHORT = 10  # letters of a short text: fewer are a greeting
MIN_SUBJECT = 6  # "Re: 123" is everybody's subject
MIN_NAME = 3
MIN_PATH = 8
_MAX_LANDINGS = 10
_MAX_PATHS = 3
_OWN_TO_ONE_MAIL = re.compile(r"=[^&]*|[^/?&=;.]*[\d@%][^/?&=;.]*")  # values of a query, and steps that hold a number
_ANSWER = re.compile(r"(?:\s*(?:re|fwd?)\s*:)++", re.IGNORECASE)
_ADDRESSED = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,12}?(?:様|さま|さん|殿)")
_VIA_LIST = re.compile(r"['\"]?\s+(?:via|経由|par|über)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KeySources:
    """What keys are made of.

    ``origin_ip`` and ``helo`` are those of the named origin, empty where none is. ``reporter_domains`` are the registered
    domains of who forwarded it: what his webmail adds says nothing of the sender.
    """

    folded_text: str
    subject: str = ""
    links: Sequence[Link] = ()
    phones: Sequence[str] = ()
    dkim_domains: Sequence[str] = ()
    from_address: str = ""
    from_name: str = ""
    origin_ip: str = ""
    helo: str = ""
    reporter_domains: Collection[str] = ()


def campaign_keys(sources: KeySources) -> tuple[CampaignKey, ...]:
    """All keys of one message, strong ones first, each once."""
    bones = skeleton(sources.folded_text)
    found = (*_landings(sources), *_texts(bones), *_weak(sources))
    return (*[key for key in found if key.strong], *[key for key in found if not key.strong])


def _landings(sources: KeySources) -> Iterator[CampaignKey]:
    landings = dict.fromkeys(link.domain for link in sources.links if link.domain and link.url[:7].lower() != "mailto:")
    owned = {domain for domain in landings if domain not in sources.reporter_domains and not shared_kind(domain)}
    # Frauds link to the true site of whom they imitate beside their own, and newsletters to everybody's: only the one
    # domain that stands for somebody names the sender. Of several each may be the second of two.
    sole = len(owned) == 1 and len(landings) <= _MAX_LANDINGS
    for domain in landings:
        if domain not in sources.reporter_domains:
            yield CampaignKey("landing", domain, strong=sole and domain in owned)
    for phone in dict.fromkeys(sources.phones):
        yield CampaignKey("phone", phone, strong=True)
    of_owned = dict.fromkeys(link.url for link in sources.links if link.domain in owned)
    for path in dict.fromkeys(map(path_skeleton, list(of_owned)[:_MAX_PATHS])):
        if path:
            yield CampaignKey("path", path, strong=False)


def _texts(bones: str) -> Iterator[CampaignKey]:
    if len(bones) < MIN_SHORT:
        return
    digest = sha256(bones.encode("utf-8", "replace")).hexdigest()[:32]
    if len(bones) < MIN_CHARS:
        yield CampaignKey("short", digest, strong=False)
        return
    yield CampaignKey("text", digest, strong=True)
    yield CampaignKey("sketch", f"{VERSION}.{b64encode(sketch(bones)).decode('ascii')}", strong=False)


def _weak(sources: KeySources) -> Iterator[CampaignKey]:
    for domain in dict.fromkeys(_own_domain(host, sources) for host in sources.dkim_domains):
        if domain:
            yield CampaignKey("dkim", domain, strong=False)
    if own := _own_domain(sources.from_address.rpartition("@")[2], sources):
        yield CampaignKey("from", own, strong=False)
    if name := name_skeleton(sources.from_name):
        yield CampaignKey("name", name, strong=False)
    if words := subject_skeleton(sources.subject):
        yield CampaignKey("subject", words, strong=False)
    if place := _network_and_helo(sources):
        yield CampaignKey("origin", place, strong=False)


def _own_domain(host: str, sources: KeySources) -> str:
    """The registered domain of a host where it stands for somebody; empty for what many share."""
    domain = registered_domain(host) if host else ""
    return "" if domain in sources.reporter_domains or shared_kind(domain) else domain


def _network_and_helo(sources: KeySources) -> str:
    """The /24 (IPv6: /48) of the origin with the registered domain of its HELO; empty where either is missing."""
    domain = _own_domain(sources.helo, sources)
    if not sources.origin_ip or not domain or domain == sources.origin_ip:
        return ""
    if ":" in sources.origin_ip:
        return f"{ip_network((sources.origin_ip, 48), strict=False)} {domain}"
    return f"{sources.origin_ip.rpartition('.')[0]}.0/24 {domain}"


def subject_skeleton(subject: str) -> str:
    """What of a subject stays the same between two recipients: no numbers, no mailbox, no name that is addressed.

    Empty for fewer than 6 letters.
    """
    folded = _ANSWER.sub("", fold(subject[:500]).text, count=1)
    words = skeleton(_ADDRESSED.sub("", folded))[:60]
    return words if len(words) >= MIN_SUBJECT else ""


def path_skeleton(url: str) -> str:
    """What of a landing page's address stays when its domain changes: the named steps of its path and the names in its query.

    Empty for fewer than 8 letters.
    """
    path = url.partition("://")[2].partition("#")[0][:500].lower()
    path = _OWN_TO_ONE_MAIL.sub("", path[len(path.partition("/")[0]) :])
    return path[:100] if len(skeleton(path)) >= MIN_PATH else ""


def name_skeleton(name: str) -> str:
    """The letters of a display name without what a mailing list appended ("via …"); empty for fewer than 3 letters."""
    words = skeleton(_VIA_LIST.split(fold(name[:200]).text, maxsplit=1)[0])[:40]
    return words if len(words) >= MIN_NAME else ""
