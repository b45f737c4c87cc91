"""The registered domain: what somebody registered and can be held to."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.parse.domains import bare_hosts, ipv4_of, registered_domain
from tsuho.engine.parse.links import domain_of


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.shop.example", "shop.example"),
        ("WWW.Shop.Example.", "shop.example"),
        ("a.b.shop.test", "shop.test"),
        ("shop.invalid", "shop.invalid"),
        ("a.shop.co.jp", "shop.co.jp"),
        ("a.shop.tokyo.jp", "shop.tokyo.jp"),
        ("user.github.io", "user.github.io"),  # a private suffix: each customer stands alone
        ("www.例え.example", "xn--r8jz45g.example"),
        ("www.xn--r8jz45g.example", "xn--r8jz45g.example"),
        ("日本語。jp", "xn--wgv71a119e.jp"),
        ("192.0.2.1", "192.0.2.1"),
        ("[2001:DB8::1]", "2001:db8::1"),
        ("example", ""),
        ("co.jp", ""),
        ("localhost", ""),
        ("", ""),
        ("..", ""),
        ("a" * 300 + ".example", ""),
    ],
)
def test_a_host_stands_under_one_registered_domain(host, domain):
    assert registered_domain(host) == domain


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_no_host_raises(host):
    assert isinstance(registered_domain(host), str)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("192.0.2.1", "192.0.2.1"), ("3221225985", "192.0.2.1"), ("0xC0.0.2.1", "192.0.2.1"), ("0300.0.2.1", "192.0.2.1"),
        ("192.0.513", "192.0.2.1"), ("12", None), ("256.1.1.1", None), ("1.2.3.4.5", None), ("0x", None), ("a.1", None), ("", None),
        ("09.1.1.1", None), ("99999999999", None),
    ],
)  # fmt: skip
def test_numbers_are_addresses_as_browsers_read_them(name, address):
    assert ipv4_of(name) == address


def test_a_suffix_is_nobodys():
    assert registered_domain("co.jp") == "" == domain_of("http://co.jp/") and registered_domain("shop.co.jp")


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("mihon.co.jpとshop.example", ["mihon.co.jp", "shop.example"]),
        ("a.shop.md/x と readme.md", ["a.shop.md"]),
        ("info@shop.example http://shop.example/ Shop.example", []),
        ("from mx.shop.example by relay.shop.example [192.0.2.1] shop.example:25", []),
        ("..example -.example 1.example a-.example", []),
    ],
)
def test_hosts_that_stand_in_a_text_without_a_scheme(text, hosts):
    assert [text[start:end] for start, end in bare_hosts(text)] == hosts


@settings(max_examples=200)
@given(st.text("a.example:/@-jpco あ", max_size=120))
def test_no_text_raises_and_hosts_do_not_overlap(text):
    spans = list(bare_hosts(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
