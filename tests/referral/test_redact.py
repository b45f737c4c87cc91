"""The redacted copy shows what was sent and never to whom."""

import email

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
    assert "203.0.113.5" in mail["Received"] and "2015 12:00:00 +0900" in mail["Received"]
    assert "for <" not in mail["Received"] and "mobile-a" not in mail["Received"]
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


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(st.binary(max_size=400))
def test_any_bytes_are_redacted(raw):
    mask = Mask(b"k", monitors=["kx7trap42q@mobile-a.example"])
    redact(raw, mask)
    hidden = redact(
        b"Subject: kx7trap42q@mobile-a.example\r\n\r\n" + raw + b" kx7trap42q@mobile-a.example " + raw, mask
    )
    assert find_leaks(hidden.mail, ["kx7trap42q@mobile-a.example"]) == []
