"""Counting distinct reporters without keeping who they are: HMAC of the normalised address, one key a retention period.

The period is a fiscal year of the centre (April to March). When its key is destroyed nobody can tell any more who it was.
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
        """32 hexadecimal characters that mean this reporter in this fiscal year, and nothing outside it."""
        local = at.astimezone(self.timezone)
        year = local.year if local.month >= 4 else local.year - 1
        return hmac.new(self.key_of(year), normalised(address).encode("utf-8", "surrogateescape"), sha256).hexdigest()[
            :32
        ]
