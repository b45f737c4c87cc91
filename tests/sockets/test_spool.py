"""What every spool promises, on every implementation."""

from datetime import UTC, datetime, timedelta

import pytest

from tsuho.store.spool.memory import MemorySpool
from tsuho.store.spool.sqlite import SqliteSpool
from tsuho.words.arrival import Envelope, Letter, Peer
from tsuho.words.vocabulary import Door

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
SIMULATED = datetime(2015, 3, 10, 1, 2, 3, tzinfo=UTC)


def letter(text: str, door: Door = Door.FORWARD, key: str = "") -> Letter:
    peer = Peer("203.0.113.5", 4711, "helo.example", "TLSv1.3", "xforward")
    return Letter(
        door,
        SIMULATED,
        text.encode() + b"\x00\xff",
        peer,
        Envelope("a@one.example", ("b@two.example",)),
        "f.eml",
        True,
        key,
    )


@pytest.fixture(params=["sqlite", "memory"])
def spool(request, tmp_path):
    made = (
        SqliteSpool(tmp_path / "spool", clock=lambda: NOW, lanes=2, batch_letters=3, linger_seconds=0)
        if request.param == "sqlite"
        else MemorySpool(clock=lambda: NOW, lanes=2, batch_letters=3)
    )
    yield made
    if request.param == "sqlite":
        made.close()


def test_a_letter_comes_back_as_it_went_in(spool):
    (number,) = spool.put([letter("one")])
    batch = spool.take("w", NOW, 60)
    assert [(each.number, each.letter) for each in batch.letters] == [(number, letter("one"))]


def test_batches_are_numbered_upwards_one_a_lane(spool):
    spool.put([letter(str(index)) for index in range(8)])
    first, second = spool.take("a", NOW, 60), spool.take("b", NOW, 60)
    assert [each.letter.raw[:1] for each in first.letters] == [b"0", b"1", b"2"]
    assert first.lane != second.lane and first.number < second.number
    assert spool.take("c", NOW, 60) is None, "both lanes are busy"
    spool.acknowledge(first.number)
    third = spool.take("c", NOW, 60)
    assert third.lane == first.lane and third.number > second.number
    assert [each.letter.raw[:1] for each in third.letters] == [b"6", b"7"]


def test_a_lease_that_ran_out_is_taken_again_with_what_was_in_hand(spool):
    numbers = spool.put([letter("x"), letter("y")])
    first = spool.take("a", NOW, 60)
    spool.hold_in_hand(first.number, numbers[1])
    assert spool.take("b", NOW + timedelta(seconds=59), 60) is None
    again = spool.take("b", NOW + timedelta(seconds=60), 60)
    assert (again.number, again.lane, again.attempt, again.in_hand) == (first.number, first.lane, 2, numbers[1])
    assert again.letters == first.letters


def test_acknowledged_letters_are_gone_and_numbers_never_come_back(spool):
    (number,) = spool.put([letter("x")])
    batch = spool.take("a", NOW, 60)
    spool.acknowledge(batch.number)
    assert spool.waiting().arrivals == 0
    (later,) = spool.put([letter("y")])
    assert later > number
    assert spool.take("a", NOW, 60).number > batch.number


def test_what_was_set_aside_waits_and_is_replayed_under_its_number(spool):
    good, bad = spool.put([letter("good"), letter("bad")])
    batch = spool.take("a", NOW, 60)
    spool.set_aside(batch.number, bad, "why")
    spool.acknowledge(batch.number)
    assert spool.waiting().arrivals == 0
    assert [(each.number, each.reason, each.size) for each in spool.poisoned()] == [(bad, "why", 5)]
    assert spool.replay([bad, good]) == 1
    assert spool.poisoned() == []
    assert [(each.number, each.letter.raw) for each in spool.take("a", NOW, 60).letters] == [(bad, letter("bad").raw)]


def test_what_was_set_aside_can_be_looked_at_and_discarded_and_nothing_else_can(spool, tmp_path):
    good, bad = spool.put([letter("good"), letter("qzbadqz")])
    batch = spool.take("a", NOW, 60)
    spool.set_aside(batch.number, bad, "why")
    assert (spool.set_aside_letter(bad), spool.set_aside_letter(good)) == (letter("qzbadqz"), None)
    assert not spool.discard(good)
    assert spool.discard(bad) and not spool.discard(bad)
    assert spool.poisoned() == [] and spool.set_aside_letter(bad) is None
    assert spool.replay([bad]) == 0
    assert not [file for file in tmp_path.iterdir() if b"qzbadqz" in file.read_bytes()], "not a byte is left"


def test_a_known_key_is_not_stored_again(spool):
    first = spool.put([letter("x", key="file#1"), letter("y", key="file#2")])
    spool.acknowledge(spool.take("a", NOW, 60).number)
    assert spool.put([letter("x", key="file#1"), letter("z", key="file#3")])[0] == 0
    assert all(first)
    assert spool.waiting().arrivals == 1


def test_waiting_counts_what_is_in_hand_too(spool):
    spool.put([letter("x"), letter("y")])
    assert spool.waiting().oldest == NOW
    batch = spool.take("a", NOW, 60)
    assert (spool.waiting().arrivals, spool.waiting().oldest) == (2, NOW)
    spool.acknowledge(batch.number)
    assert spool.waiting().oldest is None


def test_a_door_that_waits_no_longer_does_not_hinder_the_others(spool):
    spool.put_later([letter("its peer hung up")]).cancel()
    assert spool.put_later([letter("x")]).result(10) == [2]
    assert spool.waiting().arrivals == 2


def test_put_later_is_done_when_it_is_kept(spool):
    assert spool.put_later([letter("x")]).result(10) == [1]


def test_what_was_acknowledged_leaves_no_trace_once_that_is_asked_for(spool, tmp_path):
    spool.put([letter("zq7-marker")])
    spool.acknowledge(spool.take("w", NOW, 60).number)
    spool.leave_no_trace()
    assert spool.waiting().arrivals == 0
    for file in (each for each in tmp_path.rglob("*") if each.is_file()):
        assert b"zq7-marker" not in file.read_bytes(), file.name
