"""When a sender is checked at all: only for a mail that is itself the arrival and came through a session of ours."""

from datetime import UTC, datetime

import pytest

from tsuho.engine.read_one import judge, look
from tsuho.wiring.reading import reading_for
from tsuho.words.arrival import Arrival, Envelope, MonitorSheet, Peer
from tsuho.words.authentication import Authentication, Handover
from tsuho.words.facts import Facts
from tsuho.words.vocabulary import Door, Medium

AT = datetime(2015, 3, 10, 12, tzinfo=UTC)
SHEET = MonitorSheet("m@monitor.example", Medium.PC, "", datetime(2005, 1, 1, tzinfo=UTC))
MAIL = b"From: Shop <news@Shop.example>\r\nTo: m@monitor.example\r\nSubject: sale\r\n\r\nHello\r\n"
FORWARDED = (
    b"From: user@isp.example\r\nSubject: Fwd\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n" + MAIL
)
PEER = Peer("192.0.2.25", 4025, "mx.shop.example")


def asked(raw=MAIL, door=Door.MONITOR, peer=PEER, mail_from="b@shop.example", trust=()):
    arrival = Arrival(
        1, door, AT, raw, peer, Envelope(mail_from, ("m@monitor.example",)), SHEET if door is Door.MONITOR else None
    )
    reading = reading_for("jp", trust)
    seen = look(arrival, reading)
    return [question for question in seen.questions if question.kind == "authentication"], seen, reading


def test_a_monitors_mail_is_checked():
    (question,), seen, _ = asked()
    assert question.subject == seen.sha256
    assert question.handover == Handover("192.0.2.25", "mx.shop.example", "b@shop.example", "shop.example")


def test_without_a_session_nobody_is_checked():
    assert asked(peer=None)[0] == []


def test_a_forwarded_mail_is_not_checked_by_the_forwarders_session():
    assert asked(FORWARDED, Door.FORWARD)[0] == []


def test_a_peer_that_is_ours_says_nothing_of_the_sender():
    (question,), _, _ = asked(trust=["192.0.2.25"])
    assert question.handover.ip == ""
    (question,), _, _ = asked(peer=Peer("127.0.0.1"))
    assert question.handover.ip == ""


@pytest.mark.parametrize(
    ("header", "domain"),
    [
        (b"From: a@one.example\r\nFrom: b@two.example\r\n", ""),
        (b"", ""),
        (b"From: nobody\r\n", ""),
        (b'From: "x@two.example" <a@one.example>\r\n', "one.example"),
        (b"From: a@one.example, b@two.example\r\n", ""),
        (b"From: <a@one.example>, <b@one.example>\r\n", "one.example"),
        (b"From: =?utf-8?q?A=2C?= <a@one.example>\r\n", "one.example"),
        (b'From: "Surname, Name" <a@one.example>\r\n', "one.example"),
    ],
)
def test_the_author_is_whom_the_one_from_field_names(header, domain):
    (question,), _, _ = asked(header + b"Subject: sale\r\n\r\nHello\r\n")
    assert question.handover.from_domain == domain


def test_the_check_stands_in_the_judged_report_and_nowhere_without_one():
    _, seen, reading = asked()
    checked = Authentication(spf="pass")
    assert judge(seen, Facts(authentications={seen.sha256: checked}), reading).reports[0].authentication == checked
    assert judge(seen, Facts(), reading).reports[0].authentication is None
