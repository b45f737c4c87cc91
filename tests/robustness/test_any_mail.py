"""Whatever arrives at whatever door: it is read and judged without an exception, and what is said of it can be written.

The pieces are those of real mails and of the forwards of people; golden mails are cut, joined and littered as well.
"""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.parse.mime import scan
from tsuho.engine.read_one import judge, look
from tsuho.terminal.as_json import arrival_json
from tsuho.wiring.reading import reading_for
from tsuho.words.arrival import Arrival, Peer
from tsuho.words.facts import NO_FACTS
from tsuho.words.vocabulary import Confidence, Door, Form, Outcome, Verdict

MAILS = sorted((Path(__file__).parents[1] / "mail").rglob("*.eml"))
READING = reading_for("jp", ["mx.centre.example", "192.0.2.0/28"])
DOORS = [Door.FORWARD, Door.BULK, Door.MONITOR, Door.CHAIN]
INNOCENT = "198.51.100.9"
PIECES = [
    b"\r\n", b"\n", b"\r", b"\r\n\r\n", b" ", b"\t", b"From: a@spam.example\r\n", b"Subject: Fwd: x\r\n", b"Subject: =?iso-2022-jp?b?GyRC?=\r\n",
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n', b"--b\r\n", b"--b--\r\n", b"Content-Type: message/rfc822\r\n\r\n",
    b"Content-Type: message/feedback-report\r\n\r\n", b"Content-Type: application/zip; name=a.zip\r\n", b"Content-Type: text/html; charset=shift_jis\r\n",
    b"Content-Type: text/plain; charset=iso-2022-jp\r\n", b"Content-Transfer-Encoding: base64\r\n", b"Content-Transfer-Encoding: quoted-printable\r\n",
    b"Received: from x (unknown [203.0.113.5]) by mx.centre.example; Tue, 3 Mar 2015 12:34:56 +0900\r\n",
    f"Received: from y (victim.example [{INNOCENT}]) by ".encode(), b"PK\x03\x04", b"\x1b$B", b"\x1b(B", b"\x00", b"\xff\xfe", b"=", b"=E3=81",
    "広告 株式会社見本 配信停止 http://c.example/ 03-0000-1234 〒100-0000\r\n".encode(), "件名: x\r\n差出人: a@spam.example\r\n".encode(),
    "受信日：2/9 20:15\r\n".encode(), b"---------- Forwarded message ---------\r\n", b"> ", b"<div class=gmail_quote>", b"<p style='display:none'>",
    b"<table><tr><td>", b"</", b"<!--", b"&#x110000;", b"&nbsp", b"begin 644 a\r\n", b"#0V%T\r\n",
]  # fmt: skip
made = st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=12)), max_size=60).map(b"".join)


@st.composite
def damaged(draw) -> bytes:
    """A golden mail with ranges of it cut out, repeated, or replaced by pieces and by ranges of another."""
    data = bytearray(draw(st.sampled_from(MAILS)).read_bytes()[:20_000])
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 300)))
        how = draw(st.integers(0, 3))
        if how == 0:
            del data[at:end]
        elif how == 1:
            data[at:at] = data[at:end] * draw(st.integers(1, 20))
        elif how == 2:
            data[at:end] = draw(st.sampled_from(PIECES))
        else:
            other = draw(st.sampled_from(MAILS)).read_bytes()
            data[at:end] = other[at : at + 500]
    return bytes(data)


def check(raw: bytes, door: Door) -> None:
    peer = Peer("203.0.113.5", 40125, "x") if door is Door.MONITOR else None
    seen = look(Arrival(1, door, None, raw, peer), READING)
    judged = judge(seen, NO_FACTS, READING)
    assert judged.size == len(raw)
    json.dumps(arrival_json("x.eml", judged, "ja"), ensure_ascii=False).encode()  # no lone surrogate, nothing unsayable
    assert 1 <= len(judged.reports) <= 50
    for own, report in zip(seen.reports, judged.reports, strict=True):
        assert report.outcome in Outcome and report.form in Form
        if report.outcome is Outcome.INCOMPLETE:
            assert report.reasons or any(finding.verdict is Verdict.CANNOT_TELL for finding in report.findings)
        if own.original.mail is not None and report.form not in {Form.ARCHIVE, Form.PASTED_SOURCE}:
            assert own.original.mail.raw in raw or any(own.original.mail.raw in part.body for part in _all(raw))
        if report.origin is not None:
            session = report.origin.confidence is Confidence.OBSERVED
            assert session == (door is Door.MONITOR)
            assert not session or report.origin.ip == "203.0.113.5"


def _all(raw: bytes):
    mails = [scan(raw)]
    while mails:
        mail = mails.pop()
        for part in mail.parts:
            yield part
            if not part.children and (inner := part.inner_mail) is not None and len(mails) < 200:
                mails.append(inner)


@settings(max_examples=150)
@given(made, st.sampled_from(DOORS))
def test_mails_made_of_pieces(raw, door):
    check(raw, door)


@settings(max_examples=150)
@given(damaged(), st.sampled_from(DOORS))
def test_damaged_mails(raw, door):
    check(raw, door)


@settings(max_examples=100)
@given(st.binary(max_size=600), st.sampled_from(DOORS))
def test_any_bytes(raw, door):
    check(raw, door)


@pytest.mark.parametrize("door", DOORS)
def test_nothing_at_all(door):
    check(b"", door)
