"""Delivery: one ladder, temporary and permanent told apart, nothing sent twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tsuho.casework.deliver import LADDER, TOO_OLD, deliver
from tsuho.casework.errors import PermanentFailure, TemporaryFailure
from tsuho.casework.ports import OutboxLetter, Queued

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def queued(number, attempts=0):
    letter = OutboxLetter(
        f"k{number}",
        "provider_notice",
        f"t{number}",
        "one",
        "abuse@one.example",
        f"<{number}@c.example>",
        "s",
        b"m",
        (),
        (),
        False,
    )
    return Queued(number, letter, attempts, "queued", NOW)


class Outbox:
    def __init__(self, *letters):
        self.letters = list(letters)
        self.happened = []
        self.claimed = set()

    def due(self, now):
        return self.letters

    def claim(self, row, now, until):
        return row not in self.claimed

    def sent(self, row, at, receipt):
        self.happened.append(("sent", row, receipt))

    def failed(self, row, at, why, retry_at, *, refused=False):
        self.happened.append(("refused" if refused else "failed", row, retry_at and retry_at - at))
        self.why = why


class WayOut:
    def __init__(self, answer):
        self.answer = answer

    def send(self, letter, mail_from):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def test_a_receipt_is_kept_and_audited(audit):
    outbox = Outbox(queued(1))
    assert deliver(outbox, WayOut("250 ok"), audit, now=NOW, mail_from="n@c.example").sent == 1
    assert outbox.happened == [("sent", 1, "250 ok")]
    assert audit.entries == [("tsuho", "send", "t1", {"party": "one", "kind": "provider_notice"})]


def test_temporary_failures_climb_the_ladder_and_end(audit):
    for attempts, wait in [*enumerate(LADDER), (len(LADDER), None)]:
        outbox = Outbox(queued(1, attempts))
        done = deliver(outbox, WayOut(TemporaryFailure("later")), audit, now=NOW, mail_from="n@c.example")
        assert outbox.happened == [("failed", 1, wait)]
        assert (done.put_off, done.given_up) == ((1, 0) if wait else (0, 1))


def test_a_permanent_failure_is_never_tried_again(audit):
    outbox = Outbox(queued(1), queued(2))
    assert deliver(outbox, WayOut(PermanentFailure("no")), audit, now=NOW, mail_from="n@c.example").given_up == 2
    assert outbox.happened == [("refused", 1, None), ("refused", 2, None)]
    assert audit.entries == []


def test_what_somebody_else_has_in_hand_is_left_to_him(audit):
    outbox = Outbox(queued(1), queued(2))
    outbox.claimed = {1}
    assert deliver(outbox, WayOut("250 ok"), audit, now=NOW, mail_from="n@c.example").sent == 1
    assert outbox.happened == [("sent", 2, "250 ok")]


def test_what_grew_too_old_while_it_waited_is_given_up_and_nobody_is_blamed(audit):
    def due_until(leave_by):
        one = queued(1)
        return Outbox(replace(one, letter=replace(one.letter, leave_by=leave_by)))

    late = due_until(NOW - timedelta(seconds=1))
    assert deliver(late, WayOut("250 ok"), audit, now=NOW, mail_from="n@c.example").given_up == 1
    assert (late.happened, late.why) == ([("failed", 1, None)], TOO_OLD)
    assert [entry[1] for entry in audit.entries] == ["give_up"]
    assert deliver(due_until(NOW), WayOut("250 ok"), audit, now=NOW, mail_from="n@c.example").sent == 1
