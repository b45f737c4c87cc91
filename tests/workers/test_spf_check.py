"""SPF (RFC 7208), asked of a zone of our own: its results, its limits, and silence that is never a no."""

import pytest

from tsuho.workers.spf_check import check_spf

IP = "192.0.2.25"


@pytest.fixture
def spf(dns_of):
    def checked(sender="user@a.example", ip=IP, helo="mail.a.example", **settings):
        lookups = dns_of(**settings).for_one_mail()
        return check_spf(ip, sender, helo, lookups), lookups

    return checked


@pytest.mark.parametrize(
    ("record", "result"),
    [
        ("v=spf1 ip4:192.0.2.0/24 -all", "pass"),
        ("v=spf1 ip4:198.51.100.0/24 -all", "fail"),
        ("v=spf1 ip4:198.51.100.0/24 ~all", "softfail"),
        ("v=spf1 ?all", "neutral"),
        ("v=spf1 ip4:198.51.100.1", "neutral"),
        ("v=spf1 a:mail.a.example -all", "pass"),
        ("v=spf1 mx -all", "pass"),
        ("v=spf1 ptr:a.example -all", "pass"),
        ("v=spf1 include:b.example -all", "pass"),
        ("v=spf1 redirect=b.example", "pass"),
        ("v=spf1 exists:%{ir}.list.example -all", "pass"),
        ("v=spf1 nonsense -all", "permerror"),
        ("v=spf1 include:nothing.example -all", "permerror"),
        ("v=spf1 include:a.example -all", "permerror"),
        ("v=spf10 -all", "none"),
    ],
)
def test_results(zone, spf, record, result):
    zone.add("a.example", "TXT", "another record", record).add("b.example", "TXT", "v=spf1 ip4:192.0.2.25 -all")
    zone.add("mail.a.example", "A", IP).add("a.example", "MX", (10, "mail.a.example"))
    zone.add("25.2.0.192.in-addr.arpa", "PTR", "mail.a.example").add("25.2.0.192.list.example", "A", "127.0.0.2")
    assert spf()[0] == (result, "a.example")


def test_ipv6_and_mapped_ipv4(zone, spf):
    zone.add("a.example", "TXT", "v=spf1 ip6:2001:db8::/32 ip4:192.0.2.25 -all")
    assert spf(ip="2001:db8::25")[0][0] == "pass"
    assert spf(ip="2001:db9::25")[0][0] == "fail"
    assert spf(ip="::ffff:192.0.2.25")[0][0] == "pass"


def test_the_null_sender_is_tested_by_helo(zone, spf):
    zone.add("mail.a.example", "TXT", "v=spf1 a -all").add("mail.a.example", "A", IP)
    assert spf(sender="")[0] == ("pass", "mail.a.example")
    for no_name in ("[192.0.2.25]", "localhost", ""):
        assert spf(sender="", helo=no_name)[0] == ("none", "")


def test_no_record_and_no_domain_are_none(zone, spf):
    zone.add("a.example", "A", IP)
    assert spf()[0] == ("none", "a.example")
    assert spf(sender="user@absent.example")[0] == ("none", "absent.example")


def test_two_records_are_an_error(zone, spf):
    zone.add("a.example", "TXT", "v=spf1 -all", "v=spf1 +all")
    assert spf()[0][0] == "permerror"


@pytest.mark.parametrize("behaviour", ["silent", "servfail"])
@pytest.mark.parametrize("where", ["a.example", "b.example", "25.2.0.192.in-addr.arpa"])
def test_what_does_not_answer_is_temperror_and_never_none_or_fail(zone, spf, behaviour, where):
    zone.add("a.example", "TXT", "v=spf1 ptr include:b.example -all").add("b.example", "TXT", "v=spf1 -all")
    zone.behaves[where] = behaviour
    found, lookups = spf(deadline_seconds=0.4)
    assert found == ("temperror", "a.example")
    assert where in lookups.unanswered


def test_more_than_ten_lookups_are_an_error(zone, spf):
    zone.add("a.example", "TXT", "v=spf1 " + " ".join(f"a:h{number}.a.example" for number in range(11)) + " -all")
    for number in range(11):
        zone.add(f"h{number}.a.example", "A", "198.51.100.1")
    assert spf()[0][0] == "permerror"


def test_more_than_two_void_lookups_are_an_error(zone, spf):
    zone.add("a.example", "TXT", "v=spf1 a:x1.example a:x2.example a:x3.example +all")
    assert spf()[0][0] == "permerror"
    zone.add("c.example", "TXT", "v=spf1 a:x1.example a:x2.example +all")
    assert spf(sender="user@c.example")[0][0] == "pass"


def test_a_ring_of_includes_and_records_by_the_thousand_end(zone, spf):
    for number in range(30):
        zone.add(f"r{number}.example", "TXT", f"v=spf1 include:r{(number + 1) % 30}.example -all")
    assert spf(sender="user@r0.example")[0][0] == "permerror"
    zone.add("many.example", "TXT", "v=spf1 mx -all")
    for number in range(20):
        zone.add("many.example", "MX", (number, f"m{number}.example"))
    assert spf(sender="user@many.example")[0][0] == "permerror"
    zone.add("huge.example", "TXT", "v=spf1 " + "ip4:198.51.100.1 " * 2_000 + "-all")
    assert spf(sender="user@huge.example")[0][0] == "permerror"


@pytest.mark.parametrize(
    "record",
    [b"v=spf1 \xff\xfe -all", "v=spf1 %{%{%{ -all", "v=spf1 a:%{d9999999999r}.example -all", "v=spf1 redirect=%{z}", "v=spf1 ip4:/ -all", "v=spf1 exp=%{ -all", "v=spf1 a:" + "x." * 200 + "example -all"],
)  # fmt: skip
def test_hostile_records_never_raise(zone, spf, record):
    zone.add("a.example", "TXT", record)
    assert spf()[0][0] in {"permerror", "fail", "neutral"}


@pytest.mark.parametrize(
    "sender",
    ["@", "a@", "@@", "x" * 5_000, "a@" + "b." * 300, "\udce9@a.example", "a@[192.0.2.1]", "利用者@例え.example"],
)
def test_hostile_senders_never_raise(spf, sender):
    assert spf(sender=sender)[0][0] in {"none", "permerror"}
