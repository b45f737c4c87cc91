"""A whole centre with a few judged mails behind the analyst's windows; made once, copied for each test."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from tsuho.words.arrival import Envelope, Letter, Peer
from tsuho.words.vocabulary import Door

AT = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
REPORTER = "hanako.suzuki@home.example"
SHOP = "太郎様\n新作クッキー20%OFF 3,000円\nhttp://mihon{n}.example/c?id=abc123def\n株式会社みほん\n{to} へお送りしています\n"
TRICKS = (
    "<html><body onload=\"alert(1)\"><script>alert('読むな')</script><h1>特価</h1><p style='display:none'>隠した文 http://hidden.example/</p>"
    '<img src="http://pixel.example/p.gif" width=1 height=1><a href="javascript:alert(2)">無料で今すぐ登録</a>'
    '<a href="http://shop.example/">http://bank.example/</a>\u202eabc\u202c<iframe src="http://frame.example/"></iframe>'
    "<table>" + "<tr>" + "<td>広告</td>" * 200 + "</tr></table></body></html>"
)


def report_of(number, body, *, at=AT, reporter=REPORTER, kind="plain", charset="utf-8", labelled=""):
    """A report with its original attached, as the plug-in sends it."""
    original = (
        f"Received: from bot.example (bot.example [203.0.113.9]) by mx.home.example; {at:%a, %d %b %Y %H:%M:%S} +0000\r\n"
        f"From: shop@mihon{number}.example\r\nTo: {reporter}\r\nSubject: 新作のご案内{number} <b>太字</b>\r\n"
        f"Date: {at:%a, %d %b %Y %H:%M:%S} +0000\r\nMessage-ID: <{at.timestamp()}@mihon.example>\r\n"
        f"Content-Type: text/{kind}; charset={labelled or charset}\r\n\r\n"
    ).encode() + body.replace("\n", "\r\n").encode(charset)
    raw = (
        f"From: {reporter}\r\nSubject: report\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: message/rfc822\r\n\r\n"
    ).encode()
    whole = raw + original + b"\r\n--b--\r\n"
    return Letter(
        Door.PLUGIN, at, whole, Peer("198.51.100.7", 2525), Envelope(reporter, ("plugin@centre.example",)), simulated=True
    )  # fmt: skip


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    from django.db import connections

    from tsuho.wiring.make import make_centre
    from tsuho.wiring.open import open_centre
    from tsuho.wiring.serve import work_once

    folder = tmp_path_factory.mktemp("analyst") / "centre"
    centre = open_centre(make_centre(folder, simulated=True))
    hours = [AT + timedelta(hours=n) for n in range(5)]
    centre.spool.put([
        report_of(1, SHOP.format(n=1, to=REPORTER), at=hours[0]),
        report_of(1, SHOP.format(n=1, to="ichiro@work.example"), at=hours[1], reporter="ichiro@work.example"),
        report_of(1, SHOP.format(n=1, to=REPORTER), at=hours[2]),
        report_of(2, "文字化けした広告です。無料で登録できます。今だけ限定の特別なご案内をお届けします。", charset="shift_jis", labelled="koi8-r"),
        report_of(3, TRICKS, at=hours[4], kind="html"),
        report_of(4, "Guten Tag, wir bieten Ihnen heute alle unsere Waren zum halben Preis an. Bitte bestellen Sie.", at=hours[3]),
    ])  # fmt: skip
    while centre.spool.waiting().arrivals:
        work_once(centre)
    connections.close_all()
    return folder


@pytest.fixture
def centre(made, tmp_path):
    from django.db import connections

    from tsuho.web.centre import set_opener
    from tsuho.wiring.open import open_centre
    from tsuho.wiring.settings import read_settings

    folder = tmp_path / "centre"
    shutil.copytree(made, folder)
    opened = open_centre(read_settings(folder))
    set_opener(lambda: opened)
    yield opened
    connections.close_all()


@pytest.fixture
def numbers(centre):
    """The row numbers of the reports, by the number in their subjects."""
    from tsuho.store.records.models import Report

    found = {}
    for number, subject in Report.objects.order_by("id").values_list("id", "subject"):
        found.setdefault(int(subject.split("案内")[1][0]), []).append(number)
    return found
