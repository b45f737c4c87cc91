"""The ministry asks something of the centre (調査の求め): kept as it was written, with who asked and when."""

from datetime import datetime

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Audit
from tsuho.casework.window_ports import MinistryRequest, MinistryRequests

MOST = 4_000  # characters


def ask_centre(requests: MinistryRequests, audit: Audit, text: str, *, by: str, at: datetime) -> int:
    """Keep a request; its number. Raises CannotDo for one that says nothing or is longer than a letter."""
    text = text.strip()
    if not text or len(text) > MOST:
        raise CannotDo("cannot_ask", most=f"{MOST:,}")
    number = requests.enter(MinistryRequest(text, by, at))
    audit.write(at, by, "ministry_request", f"request {number}", {"characters": str(len(text))})
    return number
