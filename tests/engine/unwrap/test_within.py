"""Forwards inside forwards: followed where the reporter or a machine wrote the letter, never where the spam encloses a mail."""

import pytest

from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.mime import scan
from tsuho.engine.unwrap.table import unwrap
from tsuho.words.vocabulary import Door, Form

SPAM = b"From: ad@spam.example\r\nSubject: x\r\n\r\nhttp://spam.example/\r\n"


def around(inner: bytes, sender: str = "sato@home.example", subject: str = "Fwd: x", note: str = "look") -> bytes:
    head = f"From: {sender}\r\nSubject: {subject}\r\nContent-Type: multipart/mixed; boundary=b{len(inner)}\r\n\r\n"
    mark = b"--b%d\r\n" % len(inner)
    text = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + note.encode() + b"\r\n"
    return (
        head.encode()
        + mark
        + text
        + mark
        + b"Content-Type: message/rfc822\r\n\r\n"
        + inner
        + b"\r\n"
        + mark[:-2]
        + b"--\r\n"
    )


def read(raw: bytes):
    mail = scan(raw)
    return unwrap(mail, read_body(mail), Door.FORWARD)


@pytest.mark.parametrize("sender", ["sato@home.example", "mother@family.example"])
def test_a_forward_of_a_forward(sender):
    (original,) = read(around(around(SPAM, sender)))
    assert (original.form, original.depth, original.mail.raw) == (Form.ATTACHED, 2, SPAM)


def test_spam_that_encloses_a_mail_stays_whole():
    spam = around(SPAM, "bill@spam.example", "Fwd: invoice", "Please pay at http://spam.example/bill today. " * 3)
    (original,) = read(around(spam))
    assert (original.depth, original.mail.raw) == (1, spam)
    plain = around(SPAM, "bill@spam.example", "invoice")
    assert read(around(plain))[0].mail.raw == plain


def test_an_inline_forward_attached_keeps_its_letter_as_carrier():
    letter = "From: mother@family.example\r\nSubject: Fwd: x\r\n\r\nlook\r\n\r\n---------- Forwarded message ---------\r\nFrom: ad@spam.example\r\nSubject: x\r\nDate: today\r\n\r\nhttp://spam.example/\r\n"
    (original,) = read(around(letter.encode()))
    assert (original.form, original.depth, original.text.chars.strip()) == (Form.INLINE, 2, "http://spam.example/")
    assert original.carrier.raw == letter.encode()
    assert original.inside.text.chars.startswith("look")


def test_letters_are_followed_ten_deep_and_no_further():
    raw = SPAM
    for _ in range(14):
        raw = around(raw)
    (original,) = read(raw)
    assert original.depth == 10
    assert original.mail.root.value("from") == b"sato@home.example"
