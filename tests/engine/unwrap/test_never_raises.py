"""Whatever arrives: no wrapping raises, what is lifted out stands in the letter, and the reporter is never the sender."""

import base64
import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.mime import scan
from tsuho.engine.unwrap.lines import lines_of
from tsuho.engine.unwrap.table import unwrap
from tsuho.words.vocabulary import Door, Form

from .test_unpacking import MAIL, tarred, zipped

REPORTER = "sato@home.example"
PIECES = [
    "From: ", "差出人：", "To: ", "Date: ", "件名: ", "*Subject:* ", "De : ", "X-Mailer: ", "受信日：", "送信者アドレス ",
    "---------- Forwarded message ---------", "-----Original Message-----", "転送されたメッセージ:", "-- ", "----", "____________",
    "Original Message Ends", "On 2015/3/9 20:15, A <a@spam.example> wrote:", "Received: from a by b", "MIME-Version: 1.0",
    REPORTER, f"Sato <{REPORTER}>", "a@spam.example", "<", ">", "> ", ">> ", "| ", "[mailto:", "2/9 20:15", "Fwd: ", "Re: ",
    "=?UTF-8?B?", "?=", "\n", "\r\n", "\n\n", "\r", " ", "\t", "　", "\ufeff", "\u202e", "\x0b", "\u2028", "\x00", "本文です", "x" * 70,
    "本文：", "【本文】", "送信元番号：", "090-0000-1234", "ヘッダー：", "--- ここまで ---", "Return-Path: <", "Received: from x by y\n",
    "Content-Transfer-Encoding: base64\n", "Content-Type: multipart/mixed; boundary=b\n", "--b\n", "--b--\n", "QUJDREVGR0g=\n",
    "<div class=gmail_quote>", "</div>", "<blockquote>", "<br>", "<img>", "&nbsp;",
]  # fmt: skip
letters = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=60).map("".join)


def check(raw: bytes) -> None:
    mail = scan(raw)
    body = read_body(mail)
    for door in (Door.FORWARD, Door.BULK, Door.API):
        originals = unwrap(mail, body, door)
        assert 1 <= len(originals) <= 50
        for original in originals:
            held = [original.mail is not None, original.text is not None, bool(original.why_unrecovered)]
            assert sum(held) == 1
            for key in ("from", "sender_address"):
                assert original.reported.get(key, "").casefold() != REPORTER
            if original.text is not None:
                check_text(original.text, (original.inside or body).text.chars)
            if original.mail is not None:
                root = original.mail.root
                assert 0 <= root.start <= root.body_start <= root.end <= len(root.source)


def check_text(text, carrier: str) -> None:
    assert len(text.chars) <= len(carrier)
    end = 0
    for run in text.runs:
        assert end <= run.start <= run.end <= len(text.chars)
        assert 0 <= run.source_start <= run.source_end <= len(run.source.text)
        end = run.end
    rest = iter(carrier)
    assert all(char in rest for char in text.chars)  # the original is the letter with parts left out, in order


@settings(max_examples=200, deadline=None)
@given(letters, st.sampled_from(["Fwd: x", "Re: x", "迷惑メール", ""]), st.sampled_from(["plain", "html"]))
def test_letters_made_of_the_pieces_of_forwards(text, subject, sub):
    head = f"From: Sato <{REPORTER}>\nSubject: {subject}\nContent-Type: text/{sub}; charset=utf-8\n\n"
    check((head + text).encode("utf-8", "surrogatepass"))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"From: Sato <sato@home.example>\nSubject: Fwd: x\n\n"]))
def test_any_bytes(raw, head):
    check(head + raw)


FIELDS = [
    "Feedback-Type: abuse", "Source-IP: 203.0.113.7", "Source-IP: ", "Arrival-Date: x", "Original-Rcpt-To: <v@home.example>",
    "Final-Recipient: rfc822; v@home.example", "Status: 5.1.1", "Diagnostic-Code: smtp; <v@home.example>", "Reported-From: a@b.example",
    "Source: 203.0.113.7", "Source: http://x", "Report-Type: spam", "", " ", "\x00", "--zz", "--zz--", "Content-Type: message/rfc822",
    "Content-Type: message/feedback-report", "Content-Type: message/delivery-status", "Content-Type: text/rfc822-headers",
    "Content-Transfer-Encoding: base64", "From: a@spam.example", "Subject: Fwd: x", "--- Below this line is a copy of the message.",
    '{"xarf_version": 4, "source_identifier": [1]}', '"ip","time"', "Content-Type: application/json", 'Content-Type: text/csv; name="a.csv"',
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(FIELDS), max_size=40),
    st.sampled_from(["MAILER-DAEMON@x.example", "abuse@x.example", REPORTER]),
)
def test_reports_of_machines_made_of_their_pieces(fields, sender):
    head = f"From: {sender}\r\nSubject: abuse report\r\nContent-Type: multipart/report; boundary=zz\r\n\r\n--zz\r\n"
    raw = (head + "\r\n".join(fields)).encode()
    check(raw)
    mail = scan(raw)
    for original in unwrap(mail, read_body(mail), Door.BULK):
        if original.form in {Form.ARF, Form.BOUNCE}:
            assert "v@home" not in str(original.reported)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["zip", "tar", "tgz", "stored"]), st.data())
def test_archives_with_bytes_changed(kind, data):
    files = (("a.eml", MAIL), ("in.zip", b"PK\x03\x04"), ("box.mbox", b"From a\n" + MAIL))
    whole = {
        "zip": zipped(*files), "stored": zipped(*files, method=0), "tar": tarred(*files), "tgz": gzip.compress(tarred(*files)),
    }[kind]  # fmt: skip
    raw = bytearray(whole)
    for _ in range(data.draw(st.integers(0, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    raw = raw[: data.draw(st.integers(0, len(raw)))]
    head = b'From: x@home.example\r\nContent-Type: application/zip; name="a.tar"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    check(head + base64.encodebytes(bytes(raw)))


@given(st.text())
def test_lines_are_the_text(text):
    lines = lines_of(text)
    assert "".join(text[line.start : line.end] for line in lines) == text
    assert all(line.start <= line.begin(depth) <= line.end for line in lines for depth in range(4))


@pytest.mark.parametrize(
    "line",
    [
        "From: a@spam.example\n",
        "> " * 30 + "\n",
        "-- \nx\n",
        "----- Forwarded message -----\n",
        "To: a\n b\n",
        "Received: from a by b\n",
        "Received: from a by b\n\n",
        "件名：x\n",
        "差出人：a\n件名：x\n",
        "送信元番号：1\n本文：\n",
        "-- Original message\n\n",
    ],
)
def test_a_line_repeated_for_ever_is_read_in_one_go(line):
    check(f"From: {REPORTER}\nSubject: Fwd: x\n\n{line * 20_000}".encode())
