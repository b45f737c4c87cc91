"""The clues of one message, as grouping wants them: what joins it, what may be the second of two, what its text is like.

A text is like another by its sketch or, where it is too short for one, by being the same. Either is looked up by places:
numbers that two texts of one template nearly always share at least one of.
"""

from base64 import b64decode
from binascii import Error
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from tsuho.engine.campaigns.sharing import shared_kind
from tsuho.engine.campaigns.sketch import BANDS, VALUES, VERSION, bands, similarity
from tsuho.words.judged import CampaignKey

_SECONDS = frozenset({"dkim", "from", "name", "origin", "path", "subject"})
_SHORT_BYTES = 16
_SHORT_PLACE = BANDS << 40


@dataclass(frozen=True, slots=True)
class Clues:
    """``strong`` keys join alone, ``weak`` ones only beside a text that is alike.

    ``likeness`` is a sketch (128 bytes), the hash of a short text (16 bytes), or empty: like no other.
    """

    strong: tuple[str, ...]
    weak: frozenset[str] = frozenset()
    likeness: bytes = b""


def clues_of(keys: Iterable[CampaignKey], text: Callable[[CampaignKey], str] = str) -> Clues:
    """The clues in a message's keys; ``text`` writes a key as it is stored."""
    strong: list[str] = []
    weak: set[str] = set()
    likeness = b""
    for key in keys:
        if key.strong:
            strong.append(text(key))
        elif key.kind in _SECONDS or (key.kind == "landing" and not _listed(key.value)):
            weak.add(text(key))
        elif key.kind in {"sketch", "short"}:
            likeness = likeness or _likeness(key)
    return Clues(tuple(strong), frozenset(weak), likeness)


def _listed(domain: str) -> bool:
    return bool(shared_kind(domain))


def _likeness(key: CampaignKey) -> bytes:
    """The bytes behind a key; empty for a sketch of another version, which can be compared with none of today's."""
    try:
        if key.kind == "short":
            found = bytes.fromhex(key.value)
            return found if len(found) == _SHORT_BYTES else b""
        version, _, written = key.value.rpartition(".")
        found = b64decode(written, validate=True)
    except (ValueError, Error):
        return b""
    return found if version == VERSION and len(found) == VALUES else b""


@lru_cache(maxsize=4_096)
def places(likeness: bytes) -> tuple[int, ...]:
    """Where to look for texts that are alike: 25 numbers of a sketch, one of a short text; at most 45 bits each."""
    if len(likeness) == _SHORT_BYTES:
        return (_SHORT_PLACE | int.from_bytes(likeness[:5], "big"),)
    return bands(likeness)


def alike(one: bytes, other: bytes) -> float:
    """How much of two texts is the same, 0 to 1: estimated for sketches, all or nothing for short texts."""
    if len(one) == _SHORT_BYTES:
        return float(one == other)
    return similarity(one, other)
