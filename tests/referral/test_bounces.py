"""A bounce is known by the Message-ID that we gave our letter, whatever else the server writes; and it never raises."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.referral.bounces import Bounced, read_bounce

ID = "<20150310-000001.abcdef012345@centre.example>"
RETURNED = f"From: <desk@centre.example>\r\nMessage-ID: {ID}\r\nSubject: x\r\n\r\nbody\r\n"


def dsn(action, status, returned=RETURNED, encoding="7bit"):
    content = base64.encodebytes(returned.encode()).decode() if encoding == "base64" else returned
    return (
        "From: MAILER-DAEMON@mx.isp.example\r\nMessage-ID: <other@mx.isp.example>\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nsorry\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; mx.isp.example\r\n\r\nFinal-Recipient: rfc822; abuse@isp.example\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{content}\r\n--b--\r\n"
    ).encode()


@pytest.mark.parametrize(
    ("action", "status", "permanent"),
    [("failed", "5.1.1", True), ("delayed", "4.4.1", False), ("failed", "4.4.7", False), ("delayed", "5.0.0", False)],
)
@pytest.mark.parametrize("encoding", ["7bit", "base64"])
def test_a_bounce_by_the_standard(action, status, permanent, encoding):
    assert read_bounce(dsn(action, status, encoding=encoding), "centre.example") == Bounced(ID, permanent, status)


def test_a_bounce_in_a_text_alone():
    raw = f"From: MAILER-DAEMON@isp.example\r\n\r\nHi. This is the mail program.\r\n<abuse@isp.example>:\r\n550 5.1.1 no such user\r\n\r\n--- Below is a copy.\r\n\r\n{RETURNED}"
    assert read_bounce(raw.encode(), "centre.example") == Bounced(ID, permanent=True, status="")


def test_a_bounce_of_somebody_elses_letter_is_none_of_ours():
    other = RETURNED.replace("centre.example>", "elsewhere.example>")
    assert read_bounce(dsn("failed", "5.1.1", other), "centre.example") is None
    assert read_bounce(dsn("failed", "5.1.1", RETURNED.replace("@centre", "@evilcentre")), "centre.example") is None


@given(st.binary(max_size=3_000))
def test_it_never_raises(raw):
    read_bounce(raw, "centre.example")
    read_bounce(
        b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n" + raw,
        "centre.example",
    )
