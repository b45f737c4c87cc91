"""Examining a batch: kept, counted, filed, acknowledged; one bad mail costs one mail; chain mail leaves nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tsuho.casework.examine import examine
from tsuho.casework.ports import Batch
from tsuho.simulation.partners import sample_monitors
from tsuho.words.arrival import Envelope, Letter, Peer
from tsuho.words.vocabulary import Door

NOW = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
SPAM = "From: りさ <risa@k7x2q.example>\r\nSubject: s\r\n\r\n直アド交換しませんか？今なら男性も完全無料だよ\r\nhttp://k7x2q.example/m/\r\n".encode()
FORWARD = (
    b"From: r@home.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
    + SPAM
    + b"\r\n--b--\r\n"
)
CHAIN = "From: x@home.example\r\nSubject: Fw\r\n\r\n東京都\r\nこのメールを7人に送ると願いが叶います。止めると不幸が訪れます。\r\n".encode()


def letter(raw=FORWARD, door=Door.FORWARD, to="meiwaku@centre.example", sender="r@home.example"):
    return Letter(door, NOW, raw, Peer("203.0.113.9", 4711, "bot.example"), Envelope(sender, (to,)), simulated=True)


def taken(examiner, *letters) -> Batch:
    examiner.spool.put(letters)
    return examiner.spool.take("test", NOW, 60)


def test_evidence_count_record_and_acknowledgement(examiner, records, counted):
    batch = taken(examiner, letter(), letter(SPAM, Door.MONITOR, sample_monitors()[0].address, ""))
    done = examine(batch, examiner)
    assert (done.kept, done.discarded, done.set_aside) == (2, 0, 0)
    assert examiner.lake.raw(1, NOW) == FORWARD and examiner.lake.raw(2, NOW) == SPAM
    assert counted("series", "outcome") == {("report", "violation"): 1, ("monitor_hit", "violation"): 1}
    assert [each.arrival.number for each in records.filed] == [1, 2]
    assert list(records.reporters) == [1] and "home.example" not in records.reporters[1]
    assert examiner.spool.waiting().arrivals == 0
    hit = records.filed[1].judged.reports[0]
    assert (hit.origin.ip, hit.origin.port, hit.origin.confidence, hit.origin.network.country) == (
        "203.0.113.9",
        4711,
        "observed",
        "US",
    )


def test_a_repeated_batch_changes_nothing(examiner, counted):
    batch = taken(examiner, letter(), letter(sender="other@home.example"))
    examine(batch, examiner)
    before = counted("series", "outcome")
    again = replace(batch, attempt=2)
    examine(again, replace(examiner, spool=_Forgiving()))
    assert counted("series", "outcome") == before == {("report", "violation"): 2}


def test_one_bad_mail_costs_one_mail_and_its_reason_holds_no_word_of_it(breaking, counted):
    done = examine(taken(breaking, letter(FORWARD.replace(b"Subject: s", b"Subject: BREAK")), letter()), breaking)
    assert (done.kept, done.set_aside) == (1, 1)
    (poison,) = breaking.spool.poisoned()
    assert poison.number == 1 and "ZeroDivisionError" in poison.reason
    assert "words of the mail" not in poison.reason and "BREAK" not in poison.reason
    assert counted() == {"report": 1}


def test_a_mail_that_killed_its_reader_is_not_read_again(examiner):
    batch = taken(examiner, letter(), letter())
    done = examine(replace(batch, attempt=3, in_hand=1), examiner)
    assert (done.kept, done.set_aside) == (1, 1)
    assert [each.number for each in examiner.spool.poisoned()] == [1]


def test_a_crash_while_storing_is_laid_to_no_mail(examiner):
    held = []

    class Watching(_Forgiving):
        def hold_in_hand(self, batch, number):
            held.append(number)

    batch = taken(examiner, letter(), letter(sender="other@home.example"))
    examine(replace(batch, attempt=2), replace(examiner, spool=Watching()))
    assert held == [1, 2, None]


def test_chain_mail_is_counted_and_nothing_else_is_done(examiner, records, counted):
    done = examine(taken(examiner, letter(CHAIN, Door.CHAIN, "chain@centre.example")), examiner)
    assert (done.kept, done.discarded) == (0, 1)
    assert counted("series", "kind", "region", "medium") == {("chain_mail", "fortune", "東京都", "mail"): 1}
    assert records.filed == [] and examiner.lake.raw(1, NOW) is None


def test_unreadable_chain_mail_is_counted_as_other_and_goes(breaking, counted):
    done = examine(
        taken(breaking, letter(CHAIN + b"BREAK", Door.CHAIN, "chain@centre.example")), _always_breaking(breaking)
    )
    assert (done.discarded, done.set_aside) == (1, 0)
    assert counted("series", "kind") == {("chain_mail", "other"): 1}
    assert breaking.spool.poisoned() == []


def test_a_chain_letter_at_another_door_goes_only_if_its_form_is_certain(examiner, counted):
    certain = (
        b"From: r@home.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
        + CHAIN
        + b"\r\n--b--\r\n"
    )
    advert = CHAIN.replace(
        "止めると不幸が訪れます。".encode(), "抽選で10人に送料無料クーポン http://shop.example/ 株式会社みほん".encode()
    )
    uncertain = certain.replace(CHAIN, advert)
    done = examine(taken(examiner, letter(certain), letter(uncertain)), examiner)
    assert (done.kept, done.discarded) == (1, 1)
    assert counted()["chain_mail"] == 1 and counted()["report"] == 1


def test_a_certain_letter_beside_one_that_is_not_takes_nothing_away(examiner, counted):
    """Several originals in one arrival: its bytes hold them all, so one that may be evidence keeps them all."""
    part = b"--b\r\nContent-Type: message/rfc822\r\n\r\n%s\r\n"
    both = b"From: r@home.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n%s%s--b--\r\n" % (
        part % CHAIN, part % SPAM,
    )  # fmt: skip
    done = examine(taken(examiner, letter(both)), examiner)
    assert (done.kept, done.discarded) == (1, 0)
    assert examiner.lake.raw(1, NOW) == both and proofs(examiner) == []
    assert counted() == {"report": 2}


# --- the proof of discard
def proofs(examiner):
    return examiner.discards.between(NOW - timedelta(days=1), NOW + timedelta(days=1))


def test_a_discard_is_proved_by_time_class_and_door_alone(examiner, counted):
    forwarded = (
        b"From: r@home.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
        + CHAIN
        + b"\r\n--b--\r\n"
    )
    examine(
        taken(examiner, letter(CHAIN, Door.CHAIN, "chain@centre.example"), letter(forwarded), letter()),
        replace(examiner, now=lambda: NOW + timedelta(hours=2)),
    )
    at = NOW + timedelta(hours=2)
    assert [(each.at, each.chain_class, each.door, each.source) for each in proofs(examiner)] == [
        (at, "fortune", "chain", "simulated"),
        (at, "fortune", "forward", "simulated"),
    ]
    assert counted() == {"chain_mail": 2, "report": 1}


def test_chain_mail_that_nobody_could_read_is_proved_discarded_too(breaking, counted):
    examine(taken(breaking, letter(CHAIN + b"BREAK", Door.CHAIN, "chain@centre.example")), _always_breaking(breaking))
    assert [(each.chain_class, each.door) for each in proofs(breaking)] == [("other", "chain")]
    assert counted() == {"chain_mail": 1}


def test_a_batch_that_a_crash_repeats_is_proved_once_and_only_then_forgotten(examiner, counted):
    """Killed between the count and the acknowledgement: the bytes are still there, so the batch comes again."""

    class Dies(_Forgiving):
        def acknowledge(self, batch, *, traceless=False):
            assert len(proofs(examiner)) == 1, "the proof is there before the bytes go"
            raise KeyboardInterrupt

    batch = taken(examiner, letter(CHAIN, Door.CHAIN, "chain@centre.example"))
    with pytest.raises(KeyboardInterrupt):
        examine(batch, replace(examiner, spool=Dies()))
    again = replace(batch, attempt=2)
    examine(again, replace(examiner, spool=_Forgiving(), now=lambda: NOW + timedelta(minutes=2)))
    assert [each.at for each in proofs(examiner)] == [NOW]
    assert counted() == {"chain_mail": 1}


def test_a_mail_at_a_retired_monitor_proves_nothing(examiner, records):
    retired = next(sheet for sheet in sample_monitors() if sheet.retired_at)
    examine(taken(examiner, letter(SPAM, Door.MONITOR, retired.address, "")), examiner)
    findings = {finding.rule: finding for finding in records.filed[0].judged.reports[0].findings}
    assert (findings["V31"].verdict, findings["V31"].why_key) == ("cannot_tell", "monitor_retired")
    assert findings["V41"].standing == "face"


def test_the_same_mail_within_the_hour_is_a_repeat_and_still_counts(examiner, records, counted):
    late = replace(letter(), received_at=NOW + timedelta(minutes=59))
    too_late = replace(letter(), received_at=NOW + timedelta(minutes=121))
    examine(taken(examiner, letter(), letter(), letter(sender="other@home.example")), examiner)
    examine(taken(examiner, late, too_late), examiner)
    outcomes = [(each.judged.reports[0].outcome, each.judged.reports[0].reasons[:1]) for each in records.filed]
    repeat = ("incomplete", ("I9d",))
    assert outcomes == [("violation", ()), repeat, ("violation", ()), repeat, ("violation", ())]
    assert counted("series", "outcome", "reason") == {
        ("report", "violation", ""): 3,
        ("report", "incomplete", "I9d"): 2,
    }


def test_files_without_an_envelope_are_no_repeats(examiner, records):
    plain = replace(letter(), door=Door.BULK, envelope=Envelope())
    examine(taken(examiner, plain, plain), examiner)
    assert [each.judged.reports[0].outcome for each in records.filed] == ["violation", "violation"]


class _Forgiving:
    """A spool that takes what it is told, for a batch that it has forgotten."""

    def hold_in_hand(self, batch, number): ...
    def set_aside(self, batch, number, reason): ...
    def acknowledge(self, batch, *, traceless=False): ...


def _always_breaking(examiner):
    """Chain mail asks no outside question, so the reading itself must break."""

    def gather(_questions, _raw):
        raise ZeroDivisionError

    return replace(examiner, gather=gather)


# --- what comes back on our own letters
def test_a_reply_is_no_report_no_evidence_and_leaves_no_trace(examiner, records, counted):
    seen = []
    acknowledged = []

    class Spool:
        def acknowledge(self, batch, *, traceless=False):
            acknowledged.append(traceless)

        def set_aside(self, batch, number, reason):
            raise AssertionError(reason)

    def take_reply(letter):
        seen.append(letter.raw)
        return ""

    batch = taken(
        examiner, letter(b"Subject: Re: [20150310-000001]\r\n\r\nsuspended\r\n", Door.REPLIES, "desk@centre.example")
    )
    done = examine(batch, replace(examiner, spool=Spool(), take_reply=take_reply))
    assert (done.kept, done.set_aside, done.replies) == (0, 0, 1) and len(seen) == 1
    assert acknowledged == [True], "its text may name a subscriber"
    assert counted() == {} and records.filed == [] and examiner.lake.raw(1, NOW) is None


def test_a_reply_that_is_not_clear_or_cannot_be_entered_waits_for_a_person(examiner, counted):
    def breaks(_letter):
        raise ZeroDivisionError("with words of the mail in it")

    examine(taken(examiner, letter(FORWARD, Door.REPLIES)), examiner)
    examine(taken(examiner, letter(FORWARD, Door.REPLIES)), replace(examiner, take_reply=breaks))
    first, second = examiner.spool.poisoned()
    assert first.reason == "a person must read this reply"
    assert "ZeroDivisionError" in second.reason and "words of the mail" not in second.reason
    assert counted() == {}
