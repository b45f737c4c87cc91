"""Counting distinct reporters without keeping who they are: HMAC of the normalised address, one key a retention period.

The period is a fiscal year of the centre (April to March). When its key is destroyed nobody can tell any more who it was.
Where they write from (the domain) is hashed apart, so that reporters of one place can be counted as such.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo


def normalised(address: str) -> str:
    """Lower case, without a +tag, so that one person writing in two ways is one reporter."""
    local, at, domain = address.strip().lower().rpartition("@")
    return f"{local.split('+', 1)[0]}{at}{domain}"


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """``key_of`` gives the secret key (bytes) of a fiscal year."""

    key_of: Callable[[int], bytes]
    timezone: ZoneInfo

    def of(self, address: str, at: datetime) -> str:
        """``who@where``: 32 and 12 hexadecimal characters that mean this reporter in this fiscal year, and nothing outside it."""
        local = at.astimezone(self.timezone)
        key = self.key_of(local.year if local.month >= 4 else local.year - 1)
        whole = normalised(address)
        return f"{_hashed(key, whole)[:32]}@{_hashed(key, '@' + whole.rpartition('@')[2])[:12]}"


def _hashed(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode("utf-8", "surrogateescape"), sha256).hexdigest()
