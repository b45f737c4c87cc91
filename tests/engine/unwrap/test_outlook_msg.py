"""Outlook's own files: rebuilt as far as they hold a mail, never called exact, and never the end of the reader."""

import time
from base64 import encodebytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mime import scan
from tsuho.engine.unwrap.outlook_msg import MAX_FILE, rebuilt_mail
from tsuho.engine.unwrap.table import unwrap
from tsuho.words.vocabulary import Door, Form

from .outlook_files import outlook_msg

HEADER = (
    "Microsoft Mail Internet Headers Version 2.0\r\nReceived: from mx.sender.example (unknown [203.0.113.77])\r\n"
    "\tby mail.home.example with ESMTP id S1; Mon, 9 Mar 2015 20:15:00 +0900\r\nFrom: =?utf-8?B?6J6N6LOH?= <loan@kashi-now.example>\r\n"
    'Subject: =?utf-8?B?5Y2z5pel6J6N6LOH?=\r\nContent-Type: multipart/mixed;\r\n\tboundary="gone"\r\nMIME-Version: 1.0\r\n\r\n'
    "X-Last: yes\r\n"
)
TEXT = "即日融資OK！\r\nhttp://kashi-now.example/apply\r\n"
HTML = '<html><body>即日融資OK！<a href="http://kashi-now.example/apply">お申込み</a></body></html>'
WHOLE = outlook_msg(
    {"007D": HEADER, "0037": "即日融資", "1000": TEXT},
    raw={"1013": HTML.encode("cp932")},
    pages={0x3FDE: 932},
    files={"資料.pdf": b"%PDF" * 2000, "b.txt": b"x"},
)


def letter(*files: bytes, name: str = "x.msg") -> bytes:
    head = b"From: sato@home.example\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nplease\r\n"
    part = f"Content-Type: application/octet-stream; name={name}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode()
    return head + b"".join(b"--b\r\n" + part + encodebytes(each) + b"\r\n" for each in files) + b"--b--\r\n"


def read(raw: bytes):
    mail = scan(raw)
    return unwrap(mail, read_body(mail), Door.FORWARD)


def test_header_texts_and_attachments_are_put_together():
    rebuilt = rebuilt_mail(WHOLE)
    root, body = rebuilt.mail.root, read_body(rebuilt.mail)
    assert rebuilt.has_header
    assert root.values("received")[0].startswith(b" from mx.sender.example (unknown [203.0.113.77])")
    assert header_text(root.value("subject")) == "即日融資" and root.value("x-last").strip() == b"yes"
    assert len(root.values("content-type")) == len(root.values("mime-version")) == 1
    assert body.text.chars.strip() == "即日融資OK！お申込み" and body.other_text.chars == TEXT
    assert next(link.url for link in body.links) == "http://kashi-now.example/apply"
    assert [(each.name, each.size) for each in body.attachments] == [("資料.pdf", 8000), ("b.txt", 1)]


def test_without_its_header_the_files_own_fields_tell_and_prove_nothing():
    sent = (1425899700 + 11644473600) * 10_000_000
    raw = outlook_msg(
        {"0C1A": "見本融資", "5D01": "loan@kashi-now.example", "0037": "即日融資", "1000": TEXT, "1035": "<a@kashi-now.example>"},
        narrow="cp932",
        pages={0x3FFD: 932},
        times={0x0039: sent},
    )  # fmt: skip
    (original,) = read(letter(raw))
    root = original.mail.root
    assert (original.form, original.rebuilt, original.carried) == (Form.ATTACHED, True, False)
    assert header_text(root.value("from")) == "見本融資 <loan@kashi-now.example>"
    assert (
        root.value("date").strip() == b"Mon, 09 Mar 2015 11:15:00 +0000"
        and root.value("message-id").strip() == b"<a@kashi-now.example>"
    )
    assert not root.values("received")
    assert read_body(original.mail).text.chars == TEXT


def test_each_file_is_an_original_and_says_that_it_was_rebuilt():
    found = read(letter(WHOLE, outlook_msg({"0037": "x", "1000": "y", "5D01": "a@b.example"})))
    assert [each.reported.get("rebuilt_from") for each in found] == ["outlook_msg", "outlook_msg"]
    assert [each.carried for each in found] == [True, False]


@pytest.mark.parametrize("raw", [WHOLE[:700], WHOLE[:512] + bytes(2000), outlook_msg({"1000": "a note"}), bytes(600)])
def test_what_holds_no_mail_is_unrecovered_with_the_reason(raw):
    (original,) = read(letter(raw))
    assert (original.form, original.why_unrecovered) == (Form.UNRECOVERED, "outlook_file")


def test_a_header_cannot_end_itself_nor_bring_a_body():
    raw = outlook_msg(
        {
            "007D": "From: a@b.example\r\n\r\n\r\nContent-Type: text/html\r\n\r\n<b>x</b>\r\nSubject: y\r\n",
            "1000": "text",
        }
    )
    mail = rebuilt_mail(raw).mail
    assert mail.root.value("subject").strip() == b"y" and mail.root.type.full == "text/plain"
    assert read_body(mail).text.chars == "text"


def test_streams_that_share_their_bytes_are_no_bomb():
    raw = bytearray(outlook_msg({"0037": "x", "5D01": "a@b.example"}, files={f"{at}": b"z" * 5000 for at in range(60)}))
    big = 4_000_000
    raw += bytes(big)
    begun = time.process_time()
    at = raw.find("37010102".encode("utf-16-le"))
    while at > 0:  # each stream says that it is as long as the file
        start = at - len("__substg1.0_".encode("utf-16-le"))
        raw[start + 120 : start + 128] = big.to_bytes(8, "little")
        at = raw.find("37010102".encode("utf-16-le"), at + 1)
    assert rebuilt_mail(bytes(raw)) is None
    assert rebuilt_mail(WHOLE + bytes(MAX_FILE)) is None
    assert time.process_time() - begun < 2


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=30))
def test_a_damaged_file_is_read_or_refused_and_nothing_is_raised(changes):
    raw = bytearray(WHOLE)
    for at, byte in changes:
        raw[at] = byte
    for original in read(letter(bytes(raw))):
        assert original.rebuilt or original.why_unrecovered == "outlook_file"
