"""Campaign keys of whole mails: of the reported original, never of who forwarded it."""

import pytest

from tsuho.engine.read_one import judge, look
from tsuho.words.arrival import Arrival, Envelope
from tsuho.words.facts import NO_FACTS
from tsuho.words.vocabulary import Door

INLINE = """From: =?utf-8?b?5L2Q6Jek?= <sato@home.example>
To: meiwaku@centre.example
Subject: =?utf-8?q?Fwd=3A_?= hello
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

---------- Forwarded message ---------
From: Deai Club <info@deai.example>
Date: Mon, Mar 9, 2015 at 8:15 PM
Subject: Lucky winners of the week
To: <sato@home.example>


You are chosen. http://deai-entry.example/members/entry?u=7

--
http://promo.home.example/free-webmail
http://mail.carrier.example/
""".replace("\n", "\r\n").encode()


@pytest.fixture(scope="module")
def keys():
    from tsuho.wiring.reading import reading_for

    reading = reading_for("jp", [])

    def keys_of(raw, door=Door.FORWARD, envelope=None):
        arrival = Arrival(1, door, None, raw, envelope=envelope or Envelope())
        (report,) = judge(look(arrival, reading), NO_FACTS, reading).reports
        return {str(key): key.strong for key in report.campaign_keys if key.kind != "short"}

    return keys_of


def test_the_providers_of_who_forwarded_it_are_no_keys(keys):
    assert keys(INLINE, envelope=Envelope("sato@carrier.example", ("meiwaku@centre.example",))) == {
        "landing:deai-entry.example": True,
        "path:/members/entry?u": False,
        "from:deai.example": False,
        "name:deaiclub": False,
        "subject:luckywinnersoftheweek": False,
    }


def test_without_an_envelope_the_carriers_from_tells_who_forwarded_it(keys):
    found = keys(INLINE, Door.BULK)
    assert "landing:home.example" not in found
    assert found["landing:carrier.example"] is False, "one of two domains that stand for somebody"


def test_a_mail_that_came_itself_has_a_sender_and_no_reporter(keys):
    raw = b"From: Deai Club <info@deai.example>\r\nSubject: Lucky winners\r\n\r\nhttp://deai.example/x\r\n"
    found = keys(raw, Door.MONITOR, Envelope("bounce@deai.example", ("trap@monitor.example",)))
    assert found["landing:deai.example"] is True
    assert found["from:deai.example"] is False
