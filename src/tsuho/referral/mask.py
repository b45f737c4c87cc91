"""The two masks: a reporter's and a monitor's address become tokens wherever they stand, in whatever encoding.

The token is RFC 6590's: a keyed HMAC of the address, so that one address reads the same all through a letter and
nobody without the key can go back. Give each letter a key of its own: tokens that stayed the same over years would
let a sender intersect his lists and find the monitor.
"""

import hmac
import re
from collections.abc import Sequence
from hashlib import sha256

from tsuho.referral.leak_check import Leak, LeakCheck

GONE = "[redacted]"
# Controls, bidirectional marks, zero-width characters and lone surrogates: they hide or reorder what a person reads.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_ROUNDS = 8  # a mask may uncover what stood inside another encoding; after this the whole text goes


def token(key: bytes, text: str) -> str:
    """``redacted-`` and ten hexadecimal characters that mean this text under this key (RFC 6590 section 3)."""
    return f"redacted-{hmac.new(key, text.strip().lower().encode('utf-8', 'replace'), sha256).hexdigest()[:10]}"


class Mask:
    """Both masks over the texts of one letter; the leak check itself finds what must go, so that nothing is found after."""

    def __init__(self, key: bytes, *, reporters: Sequence[str] = (), monitors: Sequence[str] = ()) -> None:
        """``key`` is secret; ``monitors`` are all registered addresses, not only the one that was hit."""
        self.key = key
        self.secrets = tuple(dict.fromkeys(each.strip().lower() for each in (*reporters, *monitors) if each.strip()))
        self._check = LeakCheck(self.secrets)

    def address(self, address: str) -> str:
        """The token of an address, in the form of an address that cannot exist (RFC 2606)."""
        return f"{token(self.key, address)}@redacted.invalid"

    def text(self, text: str) -> str:
        """The text without controls and without either mask's addresses, in any encoding."""
        raw = _UNSEEN.sub("", text).encode("utf-8")
        for _ in range(_ROUNDS):
            leaks = self._check.find_leaks(raw)
            if not leaks:
                return raw.decode("utf-8", "replace")
            raw = self._without(raw, leaks)
        return GONE

    def line(self, text: str, limit: int = 300) -> str:
        """The same on one line of at most ``limit`` characters: a subject, a host name, a table's cell."""
        return self.text(" ".join(text.split())[:limit])

    def _without(self, raw: bytes, leaks: Sequence[Leak]) -> bytes:
        pieces: list[bytes] = []
        done = 0
        # the longest first where several begin at one place: the address before its local part
        for leak in sorted(leaks, key=lambda each: (each.span[0], -each.span[1])):
            start, end = leak.span
            if end <= done:
                continue
            whole_address = leak.encoding == "plain" and start >= done and b"@" in raw[start:end]
            replacement = self.address(self.secrets[leak.which]) if whole_address else GONE
            pieces += (raw[done : max(start, done)], replacement.encode())
            done = end
        return b"".join((*pieces, raw[done:]))
