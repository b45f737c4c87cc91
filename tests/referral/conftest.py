"""A centre that reports, a hit of it, and a mail that gives its recipient away in every way it can."""

import base64
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import md5
from urllib.parse import quote

import pytest

from tsuho.jurisdictions.jp.texts import texts
from tsuho.referral.mask import Mask
from tsuho.referral.redact import HandedOver, redact
from tsuho.referral.reported_hit import ReportedHit, Reporter

MONITOR = "kx7trap42q@mobile-a.example"


def telling_mail(monitor: str = MONITOR) -> bytes:
    """Spam that carries its recipient in headers, links, salutation and body, in many encodings."""
    encoded = base64.urlsafe_b64encode(monitor.encode()).decode().rstrip("=")
    text = (
        f"{monitor.partition('@')[0]} 様\nお客様番号: 4711{monitor}\n当選おめでとうございます {monitor}\n"
        f"http://win.example/r?u={quote(monitor)}&h={md5(monitor.encode()).hexdigest()}\n"
        f"http://win.example/t/{encoded}/open.gif\nmailto:{monitor}\n"
    )
    head = (
        f"Received: from spam.example (HELO bulk.win.example) (203.0.113.5) by mx.mobile-a.example with SMTP id q1 for <{monitor}>; "
        f"Tue, 10 Mar 2015 12:00:00 +0900\r\n"
        f"Delivered-To: {monitor}\r\nX-Original-To: {monitor}\r\nTo: <{monitor}>\r\nX-Rcpt: {monitor.encode().hex()}\r\n"
        f"Return-Path: <bounce+{monitor.replace('@', '=')}@win.example>\r\nReply-To: <r-{encoded}@win.example>\r\n"
        f"List-Unsubscribe: <http://win.example/u?m={quote(monitor)}>\r\nMessage-ID: <{encoded}@win.example>\r\n"
        f"From: =?utf-8?B?{base64.b64encode('当選事務局'.encode()).decode()}?= <info@win.example>\r\n"
        f"Subject: =?utf-8?B?{base64.b64encode(f'{monitor} 様 ご当選'.encode()).decode()}?=\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode() + base64.encodebytes(text.encode())


HANDED_OVER = HandedOver(
    "203.0.113.5", 40211, datetime(2015, 3, 10, 3, 0, 1, tzinfo=UTC), "bulk.win.example", "centre.example"
)


@pytest.fixture
def handed_over() -> HandedOver:
    return HANDED_OVER


@pytest.fixture
def mask() -> Mask:
    return Mask(b"key of one letter", monitors=[MONITOR])


@pytest.fixture
def reporter() -> Reporter:
    return Reporter(
        "見本センター", "Sample Centre", "centre.example", "desk@centre.example", simulated=True, version="0.1.0"
    )


@pytest.fixture
def words() -> dict[str, Mapping[str, str]]:
    return {language: texts("provider_notice", language) for language in ("ja", "en")}


@pytest.fixture
def hit(mask) -> ReportedHit:
    return ReportedHit(
        reference="a1b2c3d4e5f60718",
        ip="203.0.113.5",
        port=40211,
        time=datetime(2015, 3, 10, 3, 0, 1, tzinfo=UTC),
        helo="bulk.win.example",
        mail_from="bounce+redacted@win.example",
        provisions=(("V31", "第3条第1項"), ("V41", "第4条第1号")),
        campaign=20,
        redacted=redact(telling_mail(), HANDED_OVER, mask),
    )
