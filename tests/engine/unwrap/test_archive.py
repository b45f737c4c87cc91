"""Mails in archives: a slice of the member, however it was packed; what stays shut says why."""

import base64

import pytest

from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.mime import scan
from tsuho.engine.unwrap.archive import archive, why_not_opened
from tsuho.engine.unwrap.table import unwrap
from tsuho.words.vocabulary import Door, Form

from .test_unpacking import MAIL, encrypted, zipped

MBOX = (
    b"From a Mon Mar  9 20:15:00 2015\n" + MAIL + b"\nFrom b Mon Mar  9 20:16:00 2015\n" + MAIL.replace(b": x", b": y")
)


def report(*archives: bytes, name: str = "mails.zip", subject: bytes = b"x") -> bytes:
    head = b"From: reporter@home.example\r\nSubject: %s\r\nContent-Type: multipart/mixed; boundary=zz\r\n\r\n" % subject
    part = (
        b'--zz\r\nContent-Type: application/octet-stream; name="%s"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        % name.encode()
    )
    return head + b"".join(part + base64.encodebytes(raw) + b"\r\n" for raw in archives) + b"--zz--\r\n"


def read(raw: bytes, door: Door = Door.FORWARD):
    mail = scan(raw)
    return unwrap(mail, read_body(mail), door)


def test_the_mail_is_a_slice_of_the_member():
    (original,) = read(report(zipped(("a.eml", MAIL))))
    assert (original.form, original.depth, original.mail.raw) == (Form.ARCHIVE, 1, MAIL)
    assert original.mail.root.source == MAIL


def test_each_mail_of_an_mbox_counts():
    first, second = read(report(zipped(("Junk.mbox", MBOX))))
    assert first.mail.raw.rstrip(b"\n") == MAIL.rstrip(b"\n")
    assert second.mail.root.value("subject") == b"y"


def test_fifty_over_all_archives():
    fifty = zipped(*((f"{number}.eml", MAIL) for number in range(40)))
    assert len(read(report(fifty, fifty))) == 50


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (zipped(("in.zip", b"PK\x03\x04")), "archive_in_archive"),
        (encrypted(zipped(("a.eml", MAIL))), "archive_encrypted"),
        (encrypted(zipped(("invoice.exe", b"MZ"))), "archive_encrypted"),
        (zipped(("a.eml", MAIL))[:40], "archive_damaged"),
    ],
)
@pytest.mark.parametrize("subject", [b"x", b"Fwd: x"])
def test_what_stays_shut_is_unrecovered_and_says_why(raw, why, subject):
    (original,) = read(report(raw, subject=subject))
    assert (original.form, original.why_unrecovered) == (Form.UNRECOVERED, why)


@pytest.mark.parametrize(
    ("name", "why"), [("a.msg", "outlook_file"), ("a.lzh", "archive_unknown_kind"), ("a.7z", "archive_unknown_kind")]
)
def test_files_that_we_cannot_open_are_named(name, why):
    (original,) = read(report(b"\xd0\xcf\x11\xe0", name=name))
    assert (original.form, original.why_unrecovered) == (Form.UNRECOVERED, why)


def test_an_archive_without_mails_is_no_wrapping():
    mail = scan(report(zipped(("invoice.exe", b"MZ"))))
    assert archive(mail, read_body(mail), Door.BULK) == ()
    assert why_not_opened(mail) == ""
    assert read(report(zipped(("invoice.exe", b"MZ"))), Door.BULK)[0].form is Form.DIRECT
