"""DKIM (RFC 6376): whether a domain publishes a key at a selector that we know.

Selectors cannot be listed, so without a known one the domain is unknown, unless the DNS denies everything below ``_domainkey``.
A revoked key (``p=`` empty) is none.
"""

import base64
import binascii
from collections.abc import Iterator

from tsuho.statistics.adoption.agreement import agreed
from tsuho.statistics.adoption.tags import tags_of
from tsuho.words.surveys import Asked, Note, Presence, Published, Subject

_WEAK_BITS = 1024


def is_key(record: str) -> bool:
    """Whether a TXT record is a DKIM key, revoked or not."""
    tags = tags_of(record)
    return "p" in tags and tags.get("v", "DKIM1") == "DKIM1"


def wanted(subject: Subject, _asked: Asked) -> Iterator[tuple[str, str]]:
    """The key of each known selector; without one, whether anything stands below ``_domainkey``."""
    if not subject.selectors:
        yield f"_domainkey.{subject.domain}", "TXT"
    for selector in subject.selectors:
        yield _key_name(subject, selector), "TXT"


def _key_name(subject: Subject, selector: str) -> str:
    return f"{selector.lower()}._domainkey.{subject.domain}"


def judge(subject: Subject, asked: Asked) -> Published:
    """What the domain publishes; one key that works is enough."""
    if not subject.selectors:
        return _without_selectors(subject, asked)
    keys: list[tuple[str, str]] = []
    notes: list[Note] = []
    unknown: list[Note] = []
    revoked = False
    for selector in subject.selectors:
        found = agreed(asked, _key_name(subject, selector), "TXT", is_key)
        if found.presence is Presence.UNKNOWN and found.why:
            unknown.append(found.why)
        for record in found.records:
            if tags_of(record)["p"]:
                keys.append((selector, record))
            else:
                revoked = True
                notes.append(Note("dkim_revoked", {"selector": selector}))
    if keys:
        notes += [note for selector, record in keys for note in _weaknesses(selector, record)]
        return Published(Presence.PRESENT, full=False, record=keys[0][1], notes=tuple(notes))
    if unknown:
        return Published(Presence.UNKNOWN, why=unknown[0], notes=tuple(notes))
    why = Note("dkim_only_revoked" if revoked else "dkim_no_key", {"selectors": " ".join(subject.selectors)})
    return Published(Presence.ABSENT, why=why, notes=tuple(notes))


def _without_selectors(subject: Subject, asked: Asked) -> Published:
    found = agreed(asked, f"_domainkey.{subject.domain}", "TXT")
    if found.no_such_name or found.presence is Presence.UNKNOWN:
        return found.unsettled()
    return Published(Presence.UNKNOWN, why=Note("dkim_no_selector", {}))


def _weaknesses(selector: str, record: str) -> Iterator[Note]:
    tags = tags_of(record)
    if "y" in tags.get("t", "").replace(" ", "").split(":"):
        yield Note("dkim_testing", {"selector": selector})
    if tags.get("k", "rsa").lower() != "rsa":
        return
    bits = rsa_bits(tags["p"])
    if bits == 0:
        yield Note("dkim_unreadable", {"selector": selector})
    elif bits < _WEAK_BITS:
        yield Note("dkim_weak", {"selector": selector, "bits": str(bits)})


def rsa_bits(key: str) -> int:
    """How many bits an RSA key has, from its base64 (SubjectPublicKeyInfo, or the bare key as some publish it); 0: it is none."""
    try:
        der = base64.b64decode("".join(key.split()), validate=True)
        outer = _element(der, 0x30)
        if outer[:1] == b"\x30":  # an algorithm stands first, and the key in a bit string behind it
            outer = _element(_element(_behind(outer), 0x03)[1:], 0x30)
        return int.from_bytes(_element(outer, 0x02), "big").bit_length()
    except (binascii.Error, ValueError, IndexError):
        return 0


def _size(der: bytes) -> tuple[int, int]:
    """(where the content of the first element begins, where it ends)."""
    size, begins = der[1], 2
    if size & 0x80:
        begins = 2 + (size & 0x7F)
        size = int.from_bytes(der[2:begins], "big")
    if begins + size > len(der):
        raise ValueError("an element is cut off")
    return begins, begins + size


def _element(der: bytes, tag: int) -> bytes:
    if der[0] != tag:
        raise ValueError("another element was expected")
    begins, ends = _size(der)
    return der[begins:ends]


def _behind(der: bytes) -> bytes:
    return der[_size(der)[1] :]
