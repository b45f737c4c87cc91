"""Letters the way that each partner wants them: posted to the window that the register names, or else the usual way."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tsuho.casework.ports import OutboxLetter
from tsuho.casework.way_out_ports import WayOut
from tsuho.delivery.by_https import ByHttps


@dataclass(frozen=True, slots=True)
class Window:
    """Where a partner takes letters by HTTPS, and our key there (empty: none is wanted)."""

    url: str
    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ByWish:
    """``window_of`` tells a letter's window, None where it is mailed as usual; it is asked anew for each letter."""

    usual: WayOut
    window_of: Callable[[OutboxLetter], Window | None]
    timeout_seconds: float
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)

    def send(self, letter: OutboxLetter, mail_from: str) -> str:
        """Hand one letter over; what the other side answered."""
        window = self.window_of(letter)
        if window is None:
            return self.usual.send(letter, mail_from)
        by_https = ByHttps(self.timeout_seconds, window.token, self.context)
        return by_https.send(replace(letter, recipient=window.url), mail_from)
