"""The registered domain: what somebody registered and can be held to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.parse.domains import registered_domain


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
