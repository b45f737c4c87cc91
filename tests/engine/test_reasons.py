"""Why a report is incomplete: each reason from the mail that has it, the primary one first."""

from datetime import UTC, datetime

import pytest

from tsuho.engine.read_one import look
from tsuho.engine.reasons import MAX_ORIGINAL, reasons_of
from tsuho.wiring.reading import reading_for
from tsuho.words.arrival import Arrival
from tsuho.words.vocabulary import Door

READING = reading_for("jp", [])
TEXT = "新作のご案内です。お店でお待ちしています。"
HEAD = "From: info@mihon.example\r\nTo: sato@home.example\r\nSubject: x\r\nDate: Tue, 10 Feb 2015 12:00:00 +0900\r\n"
PLAIN = "Content-Type: text/plain; charset=utf-8\r\n\r\n"


def reasons(raw, door=Door.BULK, virus=""):
    raw = raw if isinstance(raw, bytes) else raw.encode()
    seen = look(Arrival(1, door, datetime(2015, 2, 10, tzinfo=UTC), raw), READING)
    return [str(each) for each in reasons_of(seen.reports[0], virus=virus, expected_language="ja")]


def forwarded(comment, shown=TEXT):
    block = f"---------- Forwarded message ----------\r\nFrom: 見本 <info@mihon.example>\r\nDate: 2015年2月9日 20:15\r\nSubject: x\r\n\r\n{shown}\r\n"
    head = HEAD.replace("info@mihon.example", "sato@home.example").replace("To: sato@", "To: meiwaku@")
    return f"{head}{PLAIN}{comment}\r\n\r\n{block}"


def test_a_complete_mail_has_none():
    assert reasons(HEAD + PLAIN + TEXT) == []


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("", ["I9a", "I4a"]),
        (HEAD.replace("Subject: x\r\n", "") + "\r\n", ["I9a"]),
        (HEAD + "\r\n", ["I4c"]),
        (HEAD + 'Content-Type: image/jpeg; name="a.jpg"\r\nContent-Transfer-Encoding: base64\r\n\r\n/9j/', ["I4h"]),
        (HEAD + "Content-Type: text/html\r\n\r\n<img src='http://x.example/a.jpg'>", ["I4h"]),
        (
            HEAD + "Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\n\r\nMIIB",
            ["I9c", "I4c"],
        ),
        (HEAD + PLAIN + "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----", ["I9c", "I1"]),
        (HEAD.replace("From: info@mihon.example\r\n", "") + PLAIN + TEXT, ["I4a"]),
        (HEAD + PLAIN + TEXT + "\r\n(以下省略)", ["I4e"]),
        ("番号,値段\r\n1,200\r\n2,300\r\n", ["I9e", "I4a"]),
        (HEAD + PLAIN + "This offer ends on Sunday, order now and save twenty percent on all watches.", ["I1"]),
    ],
    ids=lambda each: "" if isinstance(each, list) else None,
)
def test_each_reason(raw, found):
    assert reasons(raw) == found


def test_a_virus_comes_first_and_all_reasons_are_kept():
    assert reasons(HEAD.replace("From: info@mihon.example\r\n", "") + PLAIN + TEXT, virus="Eicar") == ["I3", "I4a"]


def test_an_original_that_is_too_large():
    raw = (HEAD + PLAIN + TEXT + "\r\n").encode()
    raw += (TEXT + "\r\n").encode() * (MAX_ORIGINAL // len((TEXT + "\r\n").encode()) + 1)
    assert reasons(raw)[0] == "I9b"


@pytest.mark.parametrize(
    ("comment", "reason"),
    [
        ("私のアドレスが勝手に使われています。", "I4d"),
        ("なりすましメールです。", "I4d"),
        ("先月配信停止の手続きをしたのに、まだ届きます。", "I4f"),
        ("何度も解除を依頼しましたが、まだ来ます。", "I4f"),
        ("登録した覚えがありません。", None),
        ("配信停止の方法がわかりません。", None),
        ("", None),
    ],
)
def test_what_a_reporter_claims_may_need_what_a_forward_as_text_lacks(comment, reason):
    found = reasons(forwarded(comment), Door.FORWARD)
    assert found == ([reason] if reason else [])


def test_a_claim_of_forgery_with_the_header_at_hand_lacks_nothing():
    inner = HEAD + PLAIN + TEXT
    outer = (
        "From: sato@home.example\r\nTo: meiwaku@centre.example\r\nSubject: Fw\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n' + PLAIN + "なりすましメールです。\r\n"
        f"--b\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--b--\r\n"
    )
    assert reasons(outer, Door.FORWARD) == []
