"""Mails that reporters forwarded to the association's address, and a feed in memory that they end in."""

import base64
import itertools
import json
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.examine import read_letter
from tsuho.casework.feed_item import Feeding
from tsuho.casework.ports import Spooled
from tsuho.casework.referral_ports import Shareable
from tsuho.casework.vendor_feed import Asked, pull
from tsuho.jurisdictions.jp.shared_lures import ABOUT_A_PERSON, LURES
from tsuho.referral.formats.eml_zip import eml_zip
from tsuho.referral.formats.features import feature_lines
from tsuho.referral.formats.misp import misp_event, misp_hashes
from tsuho.referral.formats.stix import stix_objects
from tsuho.referral.reported_hit import Reporter
from tsuho.store.records.memory_feed import MemoryFeed
from tsuho.words.arrival import Envelope, Letter
from tsuho.words.partners import ConsentText, Vendor
from tsuho.words.vocabulary import Door, Source

TOKYO = ZoneInfo("Asia/Tokyo")
AT = datetime(2015, 3, 10, 3, 4, 5, tzinfo=UTC)
NOW = datetime(2015, 3, 11, 3, 0, tzinfo=UTC)
ALL = ("features", "eml", "stix", "misp")
VENDOR = Vendor("vendor-a", "A", "filters", "agreement", date(2014, 4, 1), formats=ALL)
WHO = Reporter("見本センター", "Sample Centre", "centre.example", "desk@centre.example", simulated=True, version="1")

SPAM = (
    "Return-Path: <bounce@win.example>\r\n"
    "Received: from relay.win.example (relay.win.example [203.0.113.5]) by mx1.mail.isp-a.example with ESMTP id Q1W2E3\r\n"
    "\tfor <{to}>; Tue, 10 Mar 2015 12:03:44 +0900\r\n"
    "From: =?utf-8?B?5b2T6YG45LqL5YuZ5bGA?= <info@win.example>\r\nTo: {to}\r\n"
    "Subject: {subject}\r\nDate: Tue, 10 Mar 2015 12:03:43 +0900\r\nMessage-ID: <1@win.example>\r\n"
    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    "おめでとうございます。100万円が当選しました。今すぐ登録: http://win.example/r?mail=abc&x=1\r\n{text}\r\n"
)
FORWARD = (
    "From: =?utf-8?B?5bGx55Sw?= <{reporter}>\r\nTo: share@centre.example\r\nSubject: Fwd: x\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
    "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n迷惑メールです。{reporter}\r\n"
    "--b\r\nContent-Type: message/rfc822\r\n\r\n{spam}\r\n--b--\r\n"
)


def spam(to="taro.yamada@home.example", subject="当選のお知らせ", text=""):
    word = f"=?utf-8?B?{base64.b64encode(subject.encode()).decode()}?=" if not subject.isascii() else subject
    return SPAM.format(to=to, subject=word, text=text)


def forward(inner=None, reporter="hanako.yamada@work.example"):
    return FORWARD.format(reporter=reporter, spam=inner or spam()).encode()


class Register:
    def __init__(self):
        self.texts = [ConsentText("2014-04", "ja", "ab" * 32, date(2014, 4, 1))]
        self.members = [VENDOR]

    def consent_texts(self):
        return self.texts

    def vendors(self):
        return self.members


@pytest.fixture
def register():
    return Register()


@pytest.fixture
def feeding(examiner, records, audit, register):
    return Feeding(
        feed=MemoryFeed(TOKYO), register=register, lake=examiner.lake, records=records, ledger=examiner.ledger, audit=audit,
        pseudonyms=examiner.pseudonyms, reading=examiner.reading, reporter=WHO, lures=LURES, about_a_person=ABOUT_A_PERSON,
        token_key=b"k" * 32, timezone=TOKYO, source=Source.SIMULATED,
    )  # fmt: skip


_arrivals = itertools.count(1)


@pytest.fixture
def take_into(examiner):
    """Take a mail into a feed, through a door; the number of its report."""

    def take(feeding, raw, door=Door.ASSOCIATION, sender="hanako.yamada@work.example", at=AT):
        arrival, report = next(_arrivals), len(feeding.feed.reports) + 1
        letter = Letter(door, at, raw, envelope=Envelope(sender, ("share@centre.example",)))
        if door is not Door.CHAIN:
            examiner.lake.append(0, arrival, [read_letter(Spooled(arrival, letter), examiner)])
        pseudonym = examiner.pseudonyms.of(sender, at) if sender else ""
        feeding.feed.reports.append((Shareable(report, arrival, 0, at, pseudonym), door))
        return report

    return take


@pytest.fixture
def take(feeding, take_into):
    """The same, into the feed of this test."""
    return lambda raw, **how: take_into(feeding, raw, **how)


@pytest.fixture
def pulled(feeding):
    """A page of the feed for the one vendor."""
    return lambda form="features", **asked: pull(feeding, VENDOR, Asked(form, **asked), NOW)


@pytest.fixture
def mails():
    """How mails are made here, and the times and the vendor of these tests."""
    return SimpleNamespace(spam=spam, forward=forward, written=written, at=AT, now=NOW, vendor=VENDOR, who=WHO)


def written(items):
    """What a vendor gets of these items, in every format."""
    day = date(2015, 3, 10)
    with zipfile.ZipFile(BytesIO(eml_zip(items, simulated=True))) as archive:
        copies = [archive.read(name) for name in archive.namelist()]
    return [
        feature_lines(items, simulated=True),
        *copies,
        json.dumps(stix_objects(items, WHO), ensure_ascii=False).encode(),
        misp_event(items, day, NOW, WHO),
        misp_hashes([(day, item) for item in items], WHO),
    ]
