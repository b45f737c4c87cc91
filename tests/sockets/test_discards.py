"""The port Discards on each implementation: a proof stands once, for ever, and holds nothing of the mail."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest

from tsuho.casework.discard_ports import DiscardProof
from tsuho.words.vocabulary import ChainClass, Door, Source

AT = datetime(2015, 3, 10, 3, 0, 0, 250_000, tzinfo=UTC)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def discards(request, databases):
    if request.param == "memory":
        from tsuho.store.records.memory_discards import DiscardsInMemory

        return DiscardsInMemory()
    databases(request.param)
    from tsuho.store.records.discards import DiscardsInDatabase

    return DiscardsInDatabase()


def proof(key, at=AT, chain_class=ChainClass.FORTUNE, door=Door.CHAIN, source=Source.COUNTED):
    return DiscardProof(key, at, chain_class, door, source)


def test_a_proof_comes_back_as_it_was_written(discards):
    written = proof("7/0/chain_mail", chain_class=ChainClass.SLANDER, door=Door.FORWARD, source=Source.SIMULATED)
    assert discards.prove([written]) == 1
    assert discards.between(AT, AT + timedelta(microseconds=1)) == [written]


def test_a_repeated_batch_proves_nothing_twice_and_changes_no_time(discards):
    discards.prove([proof("1"), proof("2")])
    assert discards.prove([proof("2", AT + timedelta(hours=1)), proof("3", AT - timedelta(hours=1))]) == 1
    found = discards.between(AT - timedelta(days=1), AT + timedelta(days=1))
    assert [(each.key, each.at) for each in found] == [("3", AT - timedelta(hours=1)), ("1", AT), ("2", AT)]
    assert discards.prove([]) == 0


def test_the_end_of_the_time_is_not_part_of_it(discards):
    discards.prove([proof("1"), proof("2", AT + timedelta(hours=1))])
    assert [each.key for each in discards.between(AT, AT + timedelta(hours=1))] == ["1"]


@pytest.mark.parametrize("change", ["UPDATE {} SET door = 'forward'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_delete_a_proof(database, change):
    from django.db import DatabaseError, connection

    from tsuho.store.records.discards import DiscardsInDatabase

    DiscardsInDatabase().prove([proof("1")])
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(change.format("records_discardproof"))
    assert len(DiscardsInDatabase().between(AT, AT + timedelta(days=1))) == 1


def test_no_column_could_hold_a_word_of_the_mail(database):
    from tsuho.store.records.models import DiscardProof as Row

    assert {each.name for each in Row._meta.fields} - {"id"} == {each.name for each in fields(DiscardProof)}
    assert {each.name for each in fields(DiscardProof)} == {"key", "at", "chain_class", "door", "source"}
