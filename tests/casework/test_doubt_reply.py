"""Whether a reply is from whom it says: only our own check of an aligned domain shows it; everything else is a doubt with a reason."""

from datetime import UTC, datetime

import pytest

from tsuho.casework.doubt_reply import doubt_reply
from tsuho.engine.origin.trust import Trust
from tsuho.words.arrival import Envelope, Letter, Peer
from tsuho.words.authentication import Authentication, Signature
from tsuho.words.vocabulary import Door

AT = datetime(2015, 3, 10, tzinfo=UTC)
NOBODY = Trust.of(())
PEER = Peer("203.0.113.9", 25, "mx.isp.example")


def reply(from_="abuse@isp.example", peer=PEER, more=""):
    raw = f"{more}From: {from_}\r\nSubject: Re: [20150310-000001]\r\n\r\nsuspended\r\n".encode()
    return Letter(Door.REPLIES, AT, raw, peer, Envelope("bounce@isp.example", ("desk@centre.example",)))


def checked(**facts):
    return lambda _handover, _raw: Authentication(**facts)


def signed(domain, result="pass"):
    return {"dkim": (Signature(domain, "s", result),)}


@pytest.mark.parametrize(
    "facts",
    [signed("isp.example"), signed("mail.isp.example"), {"spf": "pass", "spf_domain": "bounce.isp.example"},
     signed("isp.example") | {"spf": "fail", "dmarc": "pass"}],
)  # fmt: skip
def test_what_an_aligned_domain_signed_or_sent_is_believed(facts):
    assert doubt_reply(reply(), NOBODY, checked(**facts)) == ""


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, "neither"), (signed("spammer.example"), "neither"), (signed("isp.example", "fail"), "neither"),
        (signed("isp.example", "temperror") | {"unanswered": ("s._domainkey.isp.example",)}, "did not answer"),
        ({"spf": "pass", "spf_domain": "spammer.example"}, "neither"), ({"spf": "softfail", "spf_domain": "isp.example"}, "neither"),
        ({"spf_of_from": "pass"}, "neither"), (signed("isp.example") | {"dmarc": "fail"}, "disowns"),
        ({"dmarc": "none"}, "neither"), (signed("example"), "neither"),
    ],
)  # fmt: skip
def test_anything_else_is_a_doubt(facts, why):
    assert why in doubt_reply(reply(), NOBODY, checked(**facts))


def test_what_cannot_be_checked_is_a_doubt():
    all_well = checked(**signed("isp.example"))
    assert "resolver" in doubt_reply(reply(), NOBODY, None)
    assert "no session" in doubt_reply(reply(peer=None), NOBODY, all_well)
    assert "names no domain" in doubt_reply(reply("a@isp.example, b@other.example"), NOBODY, all_well)
    assert "names no domain" in doubt_reply(reply(more="From: x@isp.example\r\n"), NOBODY, all_well)


def test_the_check_starts_from_our_own_session_and_never_from_a_header():
    asked = []

    def check(handover, raw):
        asked.append(handover)
        return Authentication()

    doubt_reply(
        reply(more="Received: from isp.example (isp.example [192.0.2.1]) by mx.centre.example; x\r\n"), NOBODY, check
    )
    assert [(each.ip, each.mail_from, each.from_domain) for each in asked] == [
        ("203.0.113.9", "bounce@isp.example", "isp.example")
    ]
