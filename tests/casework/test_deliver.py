"""Delivery: one ladder, temporary and permanent told apart, nothing sent twice."""

from datetime import UTC, datetime

from tsuho.casework.deliver import LADDER, deliver
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

    def due(self, now):
        return self.letters

    def sent(self, row, at, receipt):
        self.happened.append(("sent", row, receipt))

    def failed(self, row, at, why, retry_at):
        self.happened.append(("failed", row, retry_at and retry_at - at))


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
    assert outbox.happened == [("failed", 1, None), ("failed", 2, None)]
    assert audit.entries == []
