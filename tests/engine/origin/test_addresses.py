"""Which addresses can be an origin: everything a registry gives out and the documentation networks, and nothing else."""

import ipaddress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.origin.addresses import never_an_origin, normal_ip

NEVER = {
    "private": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fd00::1", "fc00::1"],
    "shared": ["100.64.0.1", "100.127.255.255"],
    "loopback": ["127.0.0.1", "127.255.255.255", "::1"],
    "link_local": ["169.254.1.1", "fe80::1"],
    "multicast": ["224.0.0.1", "239.255.255.255", "ff02::1"],
    "reserved": ["240.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.0.1", "192.88.99.1", "2001::1", "64:ff9b::1", "100::1", "4000::1", "fec0::1"],
    "unspecified": ["0.0.0.0", "0.1.2.3", "::"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "ip"), [(kind, ip) for kind, ips in NEVER.items() for ip in ips])
def test_an_address_that_names_nobody_is_never_an_origin(kind, ip):
    assert never_an_origin(ip) == kind


@pytest.mark.parametrize(
    "ip",
    ["192.0.2.1", "198.51.100.1", "203.0.113.255", "2001:db8::1", "100.63.255.255", "100.128.0.1", "172.15.255.255", "172.32.0.1", "192.0.1.1", "198.20.0.1", "2001:200::1", "2400::1"],
)  # fmt: skip
def test_its_neighbours_and_the_documentation_networks_are(ip):
    assert never_an_origin(ip) == ""


def test_a_6to4_address_is_judged_by_the_address_inside_it():
    assert never_an_origin("2002:a05:6a06::1") == "private"
    assert never_an_origin("2002:cb00:7105::1") == ""  # 203.0.113.5


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("[203.0.113.5]", "203.0.113.5"),
        ("IPv6:2001:DB8:0:0::25", "2001:db8::25"),
        ("[ipv6:2001:db8::25]", "2001:db8::25"),
        ("fe80::1%eth0", "fe80::1"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("::ffff:cb00:7105", "203.0.113.5"),
        ("203.0.113.005", ""),
        ("203.0.113", ""),
        ("15.1.225.42.7", ""),
        ("", ""),
        ("mx.example", ""),
    ],
)
def test_an_address_has_one_textual_form(text, normal):
    assert normal_ip(text) == normal


@settings(max_examples=100)
@given(st.ip_addresses())
def test_every_address_has_an_answer_and_a_normal_form_stays(address):
    text = normal_ip(str(address))
    assert normal_ip(text) == text
    assert isinstance(never_an_origin(text), str)
    if address.is_multicast or address.is_loopback or address.is_link_local:
        assert never_an_origin(str(ipaddress.ip_address(text)))
