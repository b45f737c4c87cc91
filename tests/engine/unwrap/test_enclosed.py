"""Enclosed mails and one quoted in the letter beside them: all are originals, and what is both is one."""

import pytest

from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.mime import scan
from tsuho.engine.unwrap.enclosed import enclosed
from tsuho.words.vocabulary import Door, Form

QUOTED = "---------- Forwarded message ---------\r\nFrom: a@spam.example\r\nDate: 2015/3/9\r\nSubject: SALE\r\n\r\nbuy now\r\n"


def letter(text: str, sender: str, subject: str) -> tuple:
    raw = (
        "From: sato@home.example\r\nSubject: two\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
        f"From: {sender}\r\nSubject: {subject}\r\n\r\nhello\r\n--b--\r\n"
    )
    mail = scan(raw.encode())
    return mail, read_body(mail)


@pytest.mark.parametrize(
    ("sender", "subject", "forms"),
    [
        ("b@spam.example", "SALE", [Form.INLINE, Form.ATTACHED]),
        ("a@spam.example", "Other", [Form.INLINE, Form.ATTACHED]),
        ("A@spam.example", "Fwd: sale", [Form.ATTACHED]),
    ],
)
def test_what_is_quoted_beside_a_file_is_another_mail_unless_both_are_alike(sender, subject, forms):
    assert [each.form for each in enclosed(*letter(QUOTED, sender, subject), Door.FORWARD)] == forms


def test_a_letter_without_a_quotation_adds_nothing_nor_does_one_that_no_reporter_wrote():
    assert [each.form for each in enclosed(*letter("please", "b@spam.example", "x"), Door.FORWARD)] == [Form.ATTACHED]
    assert [each.form for each in enclosed(*letter(QUOTED, "b@spam.example", "x"), Door.BULK)] == [Form.ATTACHED]
    assert (
        enclosed(scan(b"From: a@b.example\r\n\r\nx"), read_body(scan(b"From: a@b.example\r\n\r\nx")), Door.FORWARD)
        == ()
    )
