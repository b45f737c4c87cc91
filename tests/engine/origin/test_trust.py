"""Whom we believe: exact names, hosts below a domain, networks; never a part of a name."""

import pytest

from tsuho.engine.origin.trust import Trust

TRUST = Trust.of([" MX.Centre.example ", ".carrier.example", "192.0.2.0/28", "198.51.100.7", "2001:db8:1::/48", ""])


@pytest.mark.parametrize(
    "name",
    [
        "mx.centre.example",
        "MX.CENTRE.EXAMPLE.",
        "a.carrier.example",
        "a.b.carrier.example",
        "192.0.2.15",
        "2001:db8:1::9",
    ],
)
def test_a_named_host_is_trusted(name):
    assert TRUST.host(name)


@pytest.mark.parametrize(
    "name",
    ["", ".", "centre.example", "a.mx.centre.example", "mx.centre.example.evil.example", "xmx.centre.example", "carrier.example", "evilcarrier.example", "a.carrier.example.evil.example", "192.0.2.16", "198.51.100.70"],
)  # fmt: skip
def test_a_name_that_only_contains_a_trusted_one_is_not(name):
    assert not TRUST.host(name)


@pytest.mark.parametrize(("ip", "trusted"), [("192.0.2.0", True), ("192.0.2.15", True), ("192.0.2.16", False), ("198.51.100.7", True), ("198.51.100.8", False), ("2001:db8:1:ffff::1", True), ("2001:db8:2::1", False), ("", False), ("mx.centre.example", False)])  # fmt: skip
def test_an_address_is_trusted_by_its_network(ip, trusted):
    assert TRUST.address(ip) is trusted


def test_nobody_is_trusted_unless_named():
    assert not Trust.of([]).host("mx.centre.example")
    assert not Trust.of([]).address("127.0.0.1")
