"""The original attached as a mail: its exact bytes, however it was attached, and up to fifty of them."""

import base64

import pytest

from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.mime import scan
from tsuho.engine.unwrap.attached import attached
from tsuho.words.vocabulary import Door, Form

INNER = b"From: =?utf-8?B?5bqD5ZGK?= <ad@spam.example>\r\nSubject: x\r\nTo: someone@home.example\r\n\r\nhttp://spam.example/\r\n"


def report_with(*parts: bytes) -> bytes:
    head = b"From: reporter@home.example\r\nContent-Type: multipart/mixed; boundary=zz\r\n\r\n"
    return head + b"".join(b"--zz\r\n" + part + b"\r\n" for part in parts) + b"--zz--\r\n"


NOTE = b"Content-Type: text/plain\r\n\r\nplease look"
AS_RFC822 = b"Content-Type: message/rfc822\r\n\r\n" + INNER
AS_BASE64 = b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(INNER)
AS_FILE = (
    b'Content-Type: application/octet-stream; name="mail.EML"\r\nContent-Transfer-Encoding: base64\r\n'
    b"Content-Disposition: attachment\r\n\r\n" + base64.encodebytes(INNER)
)


def unwrapped(raw: bytes):
    mail = scan(raw)
    return attached(mail, read_body(mail), Door.FORWARD)


@pytest.mark.parametrize("part", [AS_RFC822, AS_BASE64, AS_FILE])
def test_the_exact_bytes_are_recovered(part):
    (original,) = unwrapped(report_with(NOTE, part))
    assert (original.form, original.depth) == (Form.ATTACHED, 1)
    assert original.mail.raw.rstrip(b"\r\n") == INNER.rstrip(b"\r\n")


def test_several_originals_keep_their_order():
    others = [INNER.replace(b"Subject: x", b"Subject: n%d" % number) for number in range(3)]
    found = unwrapped(report_with(*(b"Content-Type: message/rfc822\r\n\r\n" + other for other in others)))
    assert [original.mail.root.value("subject") for original in found] == [b"n0", b"n1", b"n2"]


def test_no_more_than_fifty_are_taken():
    assert len(unwrapped(report_with(*[AS_RFC822] * 60))) == 50


def test_a_file_that_is_no_mail_is_not_an_original():
    assert unwrapped(report_with(NOTE, b'Content-Type: application/pdf; name="mail.pdf"\r\n\r\n%PDF')) == ()
    assert unwrapped(report_with(b"Content-Type: message/rfc822\r\n\r\n")) == ()


def test_the_parts_of_a_digest_are_mails_without_saying_so():
    raw = report_with(b"\r\n" + INNER, b"Content-Type: text/plain\r\n\r\nnot a mail").replace(
        b"multipart/mixed", b"multipart/digest"
    )
    (original,) = unwrapped(raw)
    assert original.mail.raw.rstrip(b"\r\n") == INNER.rstrip(b"\r\n")
    assert unwrapped(raw.replace(b"multipart/digest", b"multipart/mixed")) == ()
