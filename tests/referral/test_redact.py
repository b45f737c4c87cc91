"""The redacted copy shows what was sent and never to whom."""

import email
from email.utils import parseaddr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tsuho.referral.leak_check import find_leaks
from tsuho.referral.mask import Mask
from tsuho.referral.redact import redact


@pytest.fixture
def redacted(hit):
    return hit.redacted


def test_what_proves_stays_and_who_received_goes(redacted):
    mail = email.message_from_bytes(redacted.mail)
    text = mail.get_payload(decode=True).decode()
    assert "当選おめでとうございます" in text
    assert "http://win.example/r?redacted" in text
    assert mail.get_all("Received") == [
        "from bulk.win.example ([203.0.113.5]:40211) by [receiving side]; Tue, 10 Mar 2015 03:00:01 +0000"
    ], "our own line, which names host and queue id, is replaced by what it saw"
    assert not {"To", "Delivered-To", "X-Original-To", "X-Rcpt"} & set(mail.keys())
    assert "derived" in mail["X-Redacted"]
    assert redacted.sender == "当選事務局 <info@win.example>"
    assert "ご当選" in redacted.subject


def test_nothing_of_the_monitor_is_left(redacted):
    secret = "kx7trap42q@mobile-a.example"
    for document in (
        redacted.mail,
        redacted.sender.encode(),
        redacted.subject.encode(),
        " ".join(redacted.links).encode(),
    ):
        assert find_leaks(document, [secret]) == []


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.binary(max_size=400))
def test_any_bytes_are_redacted(handed_over, raw):
    mask = Mask(b"k", monitors=["kx7trap42q@mobile-a.example"])
    redact(raw, handed_over, mask)
    hidden = redact(
        b"Subject: kx7trap42q@mobile-a.example\r\n\r\n" + raw + b" kx7trap42q@mobile-a.example " + raw,
        handed_over,
        mask,
    )
    assert find_leaks(hidden.mail, ["kx7trap42q@mobile-a.example"]) == []


RECEIVED = (
    b"Received: from mx.mobile-a.example (mx.mobile-a.example [198.51.100.1]) by trap.centre.example with LMTP id OURS1; "
    b"Tue, 10 Mar 2015 12:00:03 +0900\r\n"
    b"Received: from bulk.win.example (HELO x) (203.0.113.5) by mx.mobile-a.example with SMTP id OURS2 for <a@b.example>; "
    b"Tue, 10 Mar 2015 12:00:01 +0900\r\n"
    b"Received: from pc (192.0.2.77) by bulk.win.example id THEIRS for <someone@else.example>; "
    b"Tue, 10 Mar 2015 11:59:00 +0900\r\n"
)


def test_lines_of_the_receiving_side_go_and_the_senders_stay(handed_over, mask):
    mail = email.message_from_bytes(redact(RECEIVED + b"\r\nx", handed_over, mask).mail)
    boundary, theirs = mail.get_all("Received")
    assert boundary.startswith("from bulk.win.example ([203.0.113.5]:40211) by [receiving side];")
    assert (
        " ".join(theirs.split())
        == "from pc (192.0.2.77) by bulk.win.example id THEIRS ; Tue, 10 Mar 2015 11:59:00 +0900"
    )
    assert b"OURS" not in bytes(mail) and b"else.example" not in bytes(mail)


def test_a_senders_name_is_read_by_programs_and_the_text_is_mime(redacted):
    mail = email.message_from_bytes(redacted.mail)
    assert parseaddr(mail["From"])[1] == "info@win.example"
    assert mail["MIME-Version"] == "1.0"


def test_what_a_sender_calls_an_attachment_is_masked_too(handed_over, mask):
    raw = (
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n"
        b"--b\r\nContent-Type: image/kx7trap42q\r\nContent-Disposition: attachment; filename=kx7trap42q.gif\r\n\r\nG\r\n--b--\r\n"
    )
    copy = email.message_from_bytes(redact(raw, handed_over, mask).mail).get_payload(decode=True)
    assert b"attachment removed" in copy and b"kx7trap42q" not in copy
