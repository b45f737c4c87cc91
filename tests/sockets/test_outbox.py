"""The ports Outbox and Audit on each database: nothing is queued twice, nothing is forgotten, nothing rewritten."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tsuho.casework.ports import OutboxLetter
from tsuho.words.vocabulary import Confidence, Door, Kind, Standing

AT = datetime(2015, 4, 1, 9, 0, tzinfo=UTC)
LETTER = OutboxLetter(
    key="provider_notice/small/1", kind="provider_notice", ticket="20150401-000001", party="small",
    recipient="abuse@small.example", message_id="<n1@centre.example>", subject="迷惑メールについて", message=b"raw \x00\xff bytes",
    files=(("b.json", b"{}"), ("a.eml", b"\xff\x00")), reports=(), simulated=True,
)  # fmt: skip


@pytest.fixture
def outbox(database):
    from tsuho.store.records.outbox import OutboxInDatabase

    return OutboxInDatabase()


@pytest.fixture
def audit(database):
    from tsuho.store.records.audit import AuditInDatabase

    return AuditInDatabase()


def test_a_letter_comes_back_as_it_was_queued(outbox):
    (number,) = outbox.queue([LETTER], AT)
    (queued,) = outbox.due(AT)
    assert (queued.id, queued.letter, queued.attempts, queued.state, queued.queued_at) == (
        number,
        LETTER,
        0,
        "queued",
        AT,
    )


def test_the_same_key_is_never_queued_twice(outbox):
    assert outbox.queue([LETTER, LETTER], AT)[1] == 0
    assert outbox.queue([replace(LETTER, message_id="<other@centre.example>")], AT) == [0]
    assert [each.letter.message_id for each in outbox.letters()] == ["<n1@centre.example>"]


def test_what_is_sent_is_not_due_again_and_keeps_what_was_said(outbox):
    (number,) = outbox.queue([LETTER], AT)
    outbox.sent(number, AT, "250 ok")
    outbox.failed(number, AT, "late news", AT)
    assert outbox.due(AT + timedelta(days=9)) == []
    (letter,) = outbox.letters()
    assert (letter.state, letter.attempts, letter.said) == ("sent", 1, "250 ok")


def test_what_failed_for_now_is_due_again_later_and_what_failed_for_ever_is_not(outbox):
    one, two = outbox.queue([LETTER, replace(LETTER, key="other")], AT)
    outbox.failed(one, AT, "451 later", AT + timedelta(minutes=10))
    outbox.failed(two, AT, "550 no", None)
    assert outbox.due(AT + timedelta(minutes=9)) == []
    (due,) = outbox.due(AT + timedelta(minutes=10))
    assert (due.id, due.attempts, due.said) == (one, 1, "451 later")
    assert {each.id: each.state for each in outbox.letters()} == {one: "queued", two: "failed"}


def test_what_came_to_an_end_goes_again_under_its_one_message_id(outbox):
    one, two, three = outbox.queue([LETTER, replace(LETTER, key="sent"), replace(LETTER, key="waits")], AT)
    outbox.failed(one, AT, "550 no", None, refused=True)
    outbox.sent(two, AT, "250 ok")
    later = AT + timedelta(days=1)
    for number in (one, two):
        outbox.again(number, later, "mended@small.example")
    outbox.again(three, later + timedelta(days=9), "nobody@small.example")
    due = {each.id: each for each in outbox.due(later)}
    assert set(due) == {one, two, three}, "what still waits is left as it is"
    for number in (one, two):
        again = due[number]
        assert (again.attempts, again.state, again.refused, again.done_at) == (0, "queued", False, None)
        assert (again.letter.message_id, again.letter.recipient) == (LETTER.message_id, "mended@small.example")
        assert again.letter.message == LETTER.message
    assert due[three].letter.recipient == LETTER.recipient


def test_a_claimed_letter_is_nobody_elses_until_the_claim_runs_out(outbox):
    (number,) = outbox.queue([LETTER], AT)
    until = AT + timedelta(minutes=10)
    assert outbox.claim(number, AT, until)
    assert not outbox.claim(number, AT, until)
    assert outbox.due(until - timedelta(seconds=1)) == []
    assert [each.attempts for each in outbox.due(until)] == [0], "a claim is no attempt"
    assert outbox.claim(number, until, until + timedelta(minutes=10))
    outbox.sent(number, until, "250 ok")
    assert not outbox.claim(number, until + timedelta(days=1), until + timedelta(days=2))


def test_how_long_a_letter_may_wait_and_whether_it_was_refused(outbox):
    one, two = outbox.queue([replace(LETTER, leave_by=AT), replace(LETTER, key="other")], AT)
    assert [each.letter.leave_by for each in outbox.due(AT)] == [AT, None]
    outbox.failed(one, AT, "too late", None)
    outbox.failed(two, AT, "550 no", None, refused=True)
    assert [outbox.letter(key).refused for key in (LETTER.key, "other")] == [False, True]


def test_when_a_party_was_last_written_to(outbox):
    later = AT + timedelta(hours=5)
    assert outbox.last_queued("provider_notice", "small") is None
    outbox.queue([LETTER, replace(LETTER, key="p", party="large")], AT)
    (failed,) = outbox.queue([replace(LETTER, key="f")], later)
    outbox.queue([replace(LETTER, key="w", kind="warning")], later)
    assert outbox.last_queued("provider_notice", "small") == later
    outbox.failed(failed, later, "550 no", None)
    assert outbox.last_queued("provider_notice", "small") == AT, "what did not arrive was no notice"


def test_letters_are_listed_newest_first_by_kind_and_time(outbox):
    later = AT + timedelta(hours=1)
    outbox.queue([LETTER], AT)
    outbox.queue([replace(LETTER, key="w", kind="warning"), replace(LETTER, key="n2")], later)
    assert [each.letter.key for each in outbox.letters()] == ["n2", "w", LETTER.key]
    assert [each.letter.key for each in outbox.letters("provider_notice")] == ["n2", LETTER.key]
    assert [each.letter.key for each in outbox.letters(since=later)] == ["n2", "w"]
    assert [each.letter.key for each in outbox.due(later, limit=1)] == [LETTER.key], "the oldest is sent first"


def test_a_report_that_stands_in_a_notice_is_not_offered_again(outbox, judged_report, evidenced):
    from tsuho.store.records.records import RecordsInDatabase

    records = RecordsInDatabase()
    hits = [
        evidenced(
            n,
            judged_report(kind=Kind.MONITOR_HIT, confidence=Confidence.OBSERVED, standing=Standing.MONITOR),
            door=Door.MONITOR,
        )
        for n in (1, 2)
    ]
    records.file(hits, {})
    records.confirm(records.campaigns()[0].id, "V44", "official", "evidence seen", AT)
    first, second = records.confirmed_hits(AT - timedelta(days=9))
    outbox.queue([replace(LETTER, reports=(first.report,))], AT)
    assert records.confirmed_hits(AT - timedelta(days=9)) == [second]


def test_ticket_numbers_run_by_the_day_and_never_come_twice(outbox):
    assert [outbox.next_ticket(date(2015, 4, 1)) for _ in range(3)] == [
        "20150401-000001",
        "20150401-000002",
        "20150401-000003",
    ]
    assert outbox.next_ticket(date(2015, 4, 2)) == "20150402-000001"


def test_each_entry_of_the_audit_log_is_chained_to_the_one_before(audit):
    assert audit.head() == (0, "0" * 64)
    audit.write(AT, "official", "confirm", "campaign 1", {"provision": "V31", "reason": "見た"})
    first = audit.head()
    audit.write(AT, "official", "confirm", "campaign 1", {"provision": "V31", "reason": "見た"})
    assert audit.head()[0] == 2
    assert audit.head()[1] != first[1], "the same act twice is two links"
    assert all(link.holds for link in audit.links())


@pytest.mark.parametrize("change", ["UPDATE {} SET act = 'other'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_delete_an_entry(audit, change):
    from django.db import DatabaseError, connection

    audit.write(AT, "official", "confirm", "campaign 1", {})
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(change.format("records_auditentry"))
    assert audit.head()[0] == 1
