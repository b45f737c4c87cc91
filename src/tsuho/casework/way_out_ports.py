"""The socket of the ways out: by mail, over HTTPS, into a folder."""

from typing import Protocol

from tsuho.casework.ports import OutboxLetter


class WayOut(Protocol):
    """How a letter leaves. Raises TemporaryFailure or PermanentFailure of casework.errors."""

    def send(self, letter: OutboxLetter, mail_from: str) -> str:
        """Hand the letter over; what the other side answered."""
