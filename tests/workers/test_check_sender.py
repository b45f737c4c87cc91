"""The whole check of one sender against a zone of our own: what is proved, what fails, and what stays unknown."""

import time

import pytest

from tsuho.words.authentication import Handover, Signature
from tsuho.workers.check_sender import SenderCheck

IP = "192.0.2.25"
MAIL = b"From: Shop <news@shop.example>\r\nSubject: sale\r\nDate: Tue, 10 Mar 2015 21:05:00 +0900\r\n\r\nHello\r\n"
HANDOVER = Handover(IP, "mx.shop.example", "bounce@shop.example", "shop.example")


@pytest.fixture
def shop(zone, key):
    """A sender that does everything right."""
    zone.add("shop.example", "TXT", "v=spf1 ip4:192.0.2.25 -all").add("shop.example", "MX", (10, "mx.shop.example"))
    zone.add("_dmarc.shop.example", "TXT", "v=DMARC1; p=reject; sp=quarantine; pct=5")
    zone.add("s1._domainkey.shop.example", "TXT", key.record).add("mx.shop.example", "A", IP)
    zone.add("25.2.0.192.in-addr.arpa", "PTR", "forged.example", "MX.shop.example")
    return zone


@pytest.fixture
def check(dns_of):
    def checked(handover=HANDOVER, raw=MAIL, **settings):
        return SenderCheck(dns_of(**settings))(handover, raw)

    return checked


def test_a_sender_that_does_everything_right(shop, check, signed):
    found = check(raw=signed(MAIL, "shop.example"))
    assert (found.spf, found.spf_domain, found.spf_of_from) == ("pass", "shop.example", "pass")
    assert found.dkim == (Signature("shop.example", "s1", "pass"),)
    assert (found.arc, found.dmarc, found.dmarc_policy) == ("none", "pass", "reject")
    assert (found.from_domain, found.helo_addresses) == ("exists", (IP,))
    assert (found.reverse_name, found.unanswered) == ("mx.shop.example", ())


def test_somebody_else_in_the_shops_name(shop, check):
    shop.add("evil.example", "TXT", "v=spf1 ip4:203.0.113.9 -all")
    found = check(Handover("203.0.113.9", "mx.shop.example", "x@evil.example", "shop.example"))
    assert (found.spf, found.spf_domain, found.spf_of_from) == ("pass", "evil.example", "fail")
    assert (found.dmarc, found.dmarc_policy, found.dkim) == ("fail", "reject", ())
    assert found.helo_addresses == (IP,)  # the name it used is another's
    assert found.reverse_name == ""


def test_below_the_organisation_the_sub_policy_holds(shop, check):
    shop.add("a.shop.example", "A", IP)
    found = check(Handover("203.0.113.9", "", "", "a.shop.example"))
    assert (found.dmarc, found.dmarc_policy) == ("fail", "quarantine")


def test_a_domain_that_the_dns_denies(shop, check):
    found = check(Handover(IP, "no.such.example", "a@nowhere.test", "nowhere.test"))
    assert (found.from_domain, found.helo_addresses, found.spf, found.dmarc) == ("no_such_domain", (), "none", "none")
    assert found.unanswered == ()


@pytest.mark.parametrize("behaviour", ["silent", "servfail"])
def test_silence_is_never_absence(zone, check, behaviour):
    for name in ("shop.example", "_dmarc.shop.example", "25.2.0.192.in-addr.arpa", "mx.shop.example"):
        zone.behaves[name] = behaviour
    found = check(deadline_seconds=0.5)
    assert (found.spf, found.spf_of_from, found.dmarc) == ("temperror", "temperror", "temperror")
    assert (found.from_domain, found.helo_addresses, found.reverse_name) == ("", None, "")
    assert {"shop.example", "_dmarc.shop.example", "25.2.0.192.in-addr.arpa", "mx.shop.example"} <= set(
        found.unanswered
    )


def test_the_deadline_holds_for_the_whole_mail(zone, check):
    for name in ("shop.example", "_dmarc.shop.example", "25.2.0.192.in-addr.arpa", "mx.shop.example"):
        zone.behaves[name] = "silent"
    begun = time.monotonic()
    check(deadline_seconds=0.6)
    assert time.monotonic() - begun < 2


def test_one_silent_name_leaves_the_other_answers_as_they_are(shop, check):
    shop.records[("shop.example", "TXT")] = ["v=spf1 include:far.example -all"]
    shop.add("far.example", "TXT", "v=spf1 ip4:192.0.2.25 -all")
    shop.behaves["mx.shop.example"] = "silent"
    found = check(deadline_seconds=1.0)
    assert found.unanswered == ("mx.shop.example",)
    assert (found.spf, found.dmarc, found.from_domain) == ("pass", "pass", "exists")
    assert (found.helo_addresses, found.reverse_name) == (None, "")


def test_no_key_in_time_is_no_forgery(shop, check, signed):
    shop.records[("shop.example", "TXT")] = ["v=spf1 -all"]
    shop.behaves["s1._domainkey.shop.example"] = "silent"
    found = check(raw=signed(MAIL, "shop.example"), deadline_seconds=0.6)
    assert found.dkim[0].result == "temperror"
    assert found.dmarc == "temperror"


def test_behind_a_host_of_ours_only_the_mail_itself_can_prove(shop, check, signed):
    behind = Handover("", "relay.centre.example", "bounce@shop.example", "shop.example")
    assert (check(behind).spf, check(behind).dmarc, check(behind).reverse_name) == ("", "", "")
    assert check(behind, signed(MAIL, "shop.example")).dmarc == "pass"


def test_a_from_field_that_names_nobody(shop, check):
    found = check(Handover(IP, "mx.shop.example", "bounce@shop.example", ""))
    assert (found.dmarc, found.from_domain, found.spf_of_from, found.spf) == ("permerror", "", "", "pass")


def test_ipv6_peers_have_names_too(zone, check):
    reverse = "5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"
    zone.add(reverse, "PTR", "six.shop.example").add("six.shop.example", "AAAA", "2001:db8::25")
    found = check(Handover("2001:db8::25", "six.shop.example", "", "shop.example"))
    assert (found.reverse_name, found.helo_addresses) == ("six.shop.example", ("2001:db8::25",))


@pytest.mark.parametrize(
    "helo", ["[192.0.2.25]", "localhost", "192.0.2.25", "", "x" * 300, "a..b.example", "\udce9.example"]
)
def test_no_helo_makes_it_raise(zone, check, helo):
    assert check(Handover(IP, helo, "", ""), deadline_seconds=0.5).helo_addresses in {None, ()}
