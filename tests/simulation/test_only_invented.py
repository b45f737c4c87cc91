"""Nothing in invented mail is real: documentation networks, reserved domains, invented numbers only."""

import re
from ipaddress import IPv6Address, ip_address, ip_network

import pytest

NETWORKS = [ip_network(each) for each in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")]
DOMAIN = re.compile(r"(?<![\w.-])(?:[a-z0-9-]+\.)+([a-z]{2,10})(?![\w-])", re.IGNORECASE)
MAILBOX = re.compile(r"[\w.+=-]+@([\w.-]+\w)")
REAL = {"com", "net", "org", "jp", "info", "biz", "cn", "kr", "tw", "hk", "vn", "br", "us", "io", "edu", "gov", "co"}


@pytest.fixture(scope="module")
def all_text(day, mails_in, text_of):
    """Headers and text of all mails but those that are broken, garbled or cut off: chance may spell anything there."""
    spoilt = {"I2", "I4e"}
    intact = [
        each for each in day if each.truth.kind != "odd" and spoilt.isdisjoint(one.reason for one in each.truth.reports)
    ]
    headers = (f"{name}: {value}" for each in intact for mail in mails_in(each.raw) for name, value in mail.items())
    return "\n".join((*headers, *(text_of(each.raw) for each in intact)))


def test_only_documentation_addresses(all_text, day):
    found = set(re.findall(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])", all_text)) | {each.peer.ip for each in day}
    found |= set(re.findall(r"IPv6:([0-9a-f:]+)", all_text))
    assert len(found) > 200
    for each in found:
        assert any(ip_address(each) in network for network in NETWORKS), each
    assert any(isinstance(ip_address(each), IPv6Address) for each in found)


def test_only_reserved_domains(all_text):
    last_labels = {match.lower() for match in DOMAIN.findall(all_text)}
    assert "example" in last_labels
    assert not last_labels & REAL
    assert {host.rsplit(".", 1)[-1].lower() for host in MAILBOX.findall(all_text)} == {"example"}
    assert {host.rsplit(".", 1)[-1] for host in re.findall(r"https?://([\w.-]+)", all_text)} == {"example"}


def test_only_reserved_domains_in_envelopes(day):
    for each in day:
        assert each.recipient.endswith(".example")
        assert each.mail_from.endswith(".example")


def test_only_invented_telephone_numbers(all_text):
    numbers = set(re.findall(r"(?<![\w.-])0\d{1,3}-\d{2,4}-\d{3,4}(?!\d)", all_text))
    assert numbers
    assert all(number.startswith(("03-0000-", "090-0000-")) for number in numbers), "neither is assigned to anybody"
