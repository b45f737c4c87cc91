"""Feedback reports, bounces and notices: what they state, without any recipient, and the mail they enclose."""

import pytest

from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.mime import scan
from tsuho.engine.unwrap.arf import arf
from tsuho.engine.unwrap.bounce import bounce
from tsuho.engine.unwrap.event_table import first_event
from tsuho.engine.unwrap.notice import notice
from tsuho.words.vocabulary import Door, Form

INNER = b"Received: from a ([203.0.113.7]) by b\r\nFrom: ad@spam.example\r\nSubject: x\r\n\r\nhttp://spam.example/\r\n"
RECIPIENT = "victim@home.example"
FIELDS = f"Feedback-Type: abuse\r\nSource-IP: 203.0.113.7\r\nReceived-Date: Mon, 9 Mar 2015 20:15:00 +0900\r\nOriginal-Rcpt-To: <{RECIPIENT}>\r\nRedacted-Address: {RECIPIENT}\r\nReported-URI: mailto:{RECIPIENT}\r\n"
STATUS = f"Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; {RECIPIENT}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 <{RECIPIENT}> unknown\r\n"


def report(kind: str, middle: str, *parts: bytes, sender: str = "fbl@mailbox.example", subject: str = "report"):
    head = f"From: {sender}\r\nTo: desk@centre.example\r\nSubject: {subject}\r\nContent-Type: multipart/report; report-type={kind}; boundary=zz\r\n\r\n"
    first = (
        b"--zz\r\nContent-Type: text/plain\r\n\r\nsee below\r\n--zz\r\nContent-Type: message/"
        + f"{kind}\r\n\r\n{middle}\r\n".encode()
    )
    mail = scan(head.encode() + first + b"".join(b"--zz\r\n" + part + b"\r\n" for part in parts) + b"--zz--\r\n")
    return mail, read_body(mail)


RFC822 = b"Content-Type: message/rfc822\r\n\r\n" + INNER
HEADERS = b"Content-Type: text/rfc822-headers\r\n\r\n" + INNER.split(b"\r\n\r\n")[0] + b"\r\n"


def test_a_feedback_report_states_everything_but_the_recipient():
    (original,) = arf(*report("feedback-report", FIELDS, RFC822), Door.BULK)
    assert (original.form, original.mail.raw) == (Form.ARF, INNER)
    assert original.reported == {
        "feedback_type": "abuse",
        "source_ip": "203.0.113.7",
        "arrival_date": "Mon, 9 Mar 2015 20:15:00 +0900",
    }


@pytest.mark.parametrize("part", [HEADERS, HEADERS.replace(b"text/", b"message/")])
def test_the_header_alone_is_an_original_without_text(part):
    (original,) = arf(*report("feedback-report", FIELDS, part), Door.BULK)
    assert original.mail.root.value("subject") == b"x"
    assert read_body(original.mail).text.chars.strip() == ""


def test_a_blacked_out_original_is_not_recovered():
    (original,) = arf(*report("feedback-report", FIELDS, b"Content-Type: message/rfc822\r\n\r\nREDACTED"), Door.BULK)
    assert (original.mail, original.why_unrecovered) == (None, "arf_without_original")
    assert original.reported["source_ip"] == "203.0.113.7"


def test_a_bounce_names_no_recipient():
    (original,) = bounce(*report("delivery-status", STATUS, RFC822), Door.BULK)
    assert (original.form, original.mail.raw) == (Form.BOUNCE, INNER)
    assert original.reported["status"] == "5.1.1"
    assert "victim" not in str(original.reported)


def test_old_mac_line_ends_are_read_alike():
    mail, _ = report("delivery-status", STATUS, RFC822)
    mail = scan(mail.raw.replace(b"\r\n", b"\r"))
    (original,) = bounce(mail, read_body(mail), Door.BULK)
    assert (original.reported["action"], original.mail.root.value("subject")) == ("failed", b"x")


def test_a_bounce_to_the_sender_shown_names_no_sender():
    forged = RFC822.replace(b"ad@spam.example", b"Desk <DESK@centre.example>")
    (original,) = bounce(*report("delivery-status", STATUS, forged), Door.BULK)
    assert original.reported["from_is_reporter"] == "yes"


@pytest.mark.parametrize(
    "line",
    [
        "--- Below this line is a copy of the message.",
        "--- Original message follows.",
        "------ This is a copy of the message, including all the headers. ------",
        "------ This is a copy of your message, including all the headers. ------",
        "-------original mail info",
        "   ----- Original message -----",
    ],
)
def test_the_copy_in_a_text_is_a_slice(line):
    raw = (
        f"From: MAILER-DAEMON@mx.example\r\nSubject: failure notice\r\n\r\nSorry.\r\n\r\n{line}\r\n\r\n".encode()
        + INNER
    )
    mail = scan(raw)
    (original,) = bounce(mail, read_body(mail), Door.BULK)
    assert original.mail.raw == INNER


@pytest.mark.parametrize(
    ("sender", "subject"),
    [
        ("Daemon Tools <shop@daemon.example>", "sale"),
        ("MAILER-DAEMON@mx.example", "hello"),
        ("postmaster@x.example", "monthly letter"),
    ],
)
def test_other_letters_are_no_bounces(sender, subject):
    mail = scan(f"From: {sender}\r\nSubject: {subject}\r\n\r\n{INNER.decode()}".encode())
    assert bounce(mail, read_body(mail), Door.BULK) == ()


XARF = "---\r\nReported-From: a@b.example\r\nReport-Type: spam\r\nSource: 203.0.113.7\r\nDate: Mon, 9 Mar 2015 20:15:00 +0900\r\n"


def plain(text: str, *, sender: str = "abuse@isp.example", subject: str = "abuse report", name: str = ""):
    mail = scan(
        f"From: {sender}\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8{name}\r\n\r\n{text}".encode()
    )
    return mail, read_body(mail)


def test_a_notice_states_address_and_time():
    (original,) = notice(*plain(XARF, name='; name="report.txt"'), Door.BULK)
    assert original.reported == {
        "source_ip": "203.0.113.7",
        "report_type": "spam",
        "date": "Mon, 9 Mar 2015 20:15:00 +0900",
    }
    assert (original.form, original.why_unrecovered) == (Form.NOTICE, "notice_without_original")


@pytest.mark.parametrize(
    ("text", "ip"),
    [
        ("Offending IP: 203.0.113.7", "203.0.113.7"),
        ("Offending/Source IP:  2001:db8::7", "2001:db8::7"),
        ("Infringers IP Address: 203.0.113.7\nPort: 1", "203.0.113.7"),
        ("source-ip: 203.0.113.7", "203.0.113.7"),
        ("with the IP: *203.0.113.7* has attacked", "203.0.113.7"),
        ("発信元IPアドレス：203.0.113.7", "203.0.113.7"),
    ],
)
def test_letters_that_label_an_address_are_notices(text, ip):
    (original,) = notice(*plain(text), Door.BULK)
    assert original.reported["source_ip"] == ip


@pytest.mark.parametrize(
    ("text", "sender", "subject"),
    [
        ("Offending IP: 203.0.113.7", "friend@home.example", "lunch"),
        ("nothing is stated", "abuse@isp.example", "abuse report"),
        ("version 1.2.3.4 is out: http://x.example/", "news@shop.example", "news"),
    ],
)
def test_other_letters_are_no_notices(text, sender, subject):
    assert notice(*plain(text, sender=sender, subject=subject), Door.BULK) == ()


def test_a_table_says_its_first_row_and_how_many():
    table = b'\xef\xbb\xbf"timestamp","ip","port"\r\n"2015-03-09 11:15:00","203.0.113.7","25"\r\n\r\n"x","203.0.113.8","25"\r\n'
    assert first_event(table) == {
        "date": "2015-03-09 11:15:00",
        "source_ip": "203.0.113.7",
        "source_port": "25",
        "events": "2",
    }


@pytest.mark.parametrize("table", [b"", b"\0", b'"ip', b"ip\r\n", b"name,age\r\nx,1\r\n", b"ip,url\r\n-,\r\n"])
def test_a_table_of_something_else_says_nothing(table):
    assert first_event(table) == {}
