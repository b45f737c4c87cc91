"""Receive: the one verb every door ends in. The bytes go to the spool and get a number; nothing is parsed here."""

from collections.abc import Sequence
from concurrent.futures import Future

from tsuho.casework.ports import Spool
from tsuho.words.arrival import Letter


def receive(spool: Spool, letters: Sequence[Letter]) -> list[int]:
    """Store letters durably and number them (0: known from before). Only after this returns may a door say 250."""
    return spool.put(letters)


def receive_later(spool: Spool, letters: Sequence[Letter]) -> "Future[list[int]]":
    """The same for a door that serves many sessions at once: the future is done when the letters are durable."""
    return spool.put_later(letters)
