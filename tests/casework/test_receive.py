"""The one verb every door ends in: what it stores is what came, read by nobody."""

from datetime import UTC, datetime

from tsuho.casework.receive import receive, receive_later
from tsuho.store.spool.memory import MemorySpool
from tsuho.words.arrival import Letter
from tsuho.words.vocabulary import Door

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def test_whatever_the_bytes_are_they_are_numbered_and_kept():
    spool = MemorySpool(clock=lambda: NOW)
    letters = [Letter(door, NOW, raw, key=door) for door, raw in zip(Door, (b"", b"\x00", b"\xff" * 9), strict=False)]
    numbers = receive(spool, letters)
    assert receive(spool, letters) == [0, 0, 0], "known by their keys"
    assert receive_later(spool, [Letter(Door.CHAIN, NOW, b"later")]).result(1) == [4]
    batch = spool.take("w", NOW, 60)
    assert [each.number for each in batch.letters] == [*numbers, 4] == [1, 2, 3, 4]
    assert [each.letter.raw for each in batch.letters] == [b"", b"\x00", b"\xff" * 9, b"later"]
