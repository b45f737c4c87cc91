"""The ports Decisions and Messages on every implementation: nothing is lost, nothing is changed, the last judgement stands."""

from datetime import UTC, datetime, timedelta

import pytest

from tsuho.casework.decision_ports import DecisionKind, ReportDecided
from tsuho.casework.rebuild_ports import Rejudged
from tsuho.words.vocabulary import Outcome

AT = datetime(2015, 3, 31, 16, 30, tzinfo=UTC)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def decisions(request, databases):
    if request.param == "memory":
        from tsuho.store.records.memory_decisions import MemoryDecisions

        return MemoryDecisions()
    databases(request.param)
    from tsuho.store.records.decisions import DecisionsInDatabase

    return DecisionsInDatabase()


def decided(arrival, number=0, kind=DecisionKind.NOT_A_VIOLATION, at=AT, **more):
    return ReportDecided(arrival, number, kind, "甲", "表示あり", at, **more)


def test_every_word_of_a_decision_comes_back(decisions):
    one = decided(7, 1, rules=("V43", "V44"), outcome_before="violation", outcome_after="no_violation")
    two = decided(7, 1, DecisionKind.READ_AGAIN, AT + timedelta(days=1), stated={"charset": "shift_jis"})
    assert [decisions.append(each) for each in (one, decided(7, 0), two)] == [1, 1, 2]
    assert decisions.of_report(7, 1) == [one, two]
    assert decisions.of_report(8, 0) == []
    assert decisions.keys() == {(7, 0), (7, 1)}


def test_decisions_of_a_kind_from_a_time_on(decisions):
    for arrival, at in ((1, AT - timedelta(seconds=1)), (2, AT), (3, AT + timedelta(days=1))):
        decisions.append(decided(arrival, at=at))
    decisions.append(decided(4, kind=DecisionKind.READ_AGAIN))
    assert [each.arrival for each in decisions.of_kind(DecisionKind.NOT_A_VIOLATION, AT)] == [2, 3]


def test_the_database_refuses_to_change_a_decision(database):
    from django.db import DatabaseError, transaction

    from tsuho.store.records.decisions import DecisionsInDatabase
    from tsuho.store.records.models import ReportDecision

    DecisionsInDatabase().append(decided(1))
    for change in (lambda: ReportDecision.objects.update(reason=""), lambda: ReportDecision.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert [each.reason for each in DecisionsInDatabase().of_report(1, 0)] == ["表示あり"]


@pytest.fixture(params=["memory", "delta"])
def evidence(request, tmp_path):
    """(lake, archive, messages)"""
    from tsuho.store.lake.archive import ArchiveInMemory, DeltaArchive
    from tsuho.store.lake.delta import DeltaLake
    from tsuho.store.lake.kept import MessagesInLake, MessagesInMemory
    from tsuho.store.lake.memory import LakeInMemory

    if request.param == "memory":
        lake = LakeInMemory()
        archive = ArchiveInMemory(lake)
        return lake, archive, MessagesInMemory(lake, archive)
    lake = DeltaLake(tmp_path)
    return lake, DeltaArchive(tmp_path), MessagesInLake(lake, tmp_path)


def test_a_report_comes_with_its_bytes_its_facts_and_all_its_judgements(evidence, judged_report, evidenced):
    lake, archive, messages = evidence
    first, second = judged_report(), judged_report(outcome=Outcome.HOLD)
    whole = evidenced(5, first, second, received_at=AT)
    lake.append(0, 1, [whole, evidenced(6, second, received_at=AT)])
    kept = messages.kept(5, 1, AT)
    assert (kept.arrival, kept.facts, kept.standing) == (whole.arrival, whole.facts, second)
    later = judged_report(outcome=Outcome.NO_VIOLATION, rules=())
    archive.append([Rejudged(5, 0, AT, later, "r", AT + timedelta(days=2))])
    archive.append([Rejudged(5, 0, AT, None, "r", AT + timedelta(days=1))])
    assert [each.judged for each in messages.kept(5, 0, AT).judgements] == [first, None, later]
    assert messages.kept(5, 0, AT).standing == later
    assert messages.kept(5, 1, AT).standing == second
    assert messages.kept(7, 0, AT) is None
