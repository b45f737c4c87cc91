"""Alignment: whether two domains are of one owner."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.authentication.alignment import aligned, domain_of


@pytest.mark.parametrize(
    ("one", "other", "relaxed", "strict"),
    [
        ("shop.example", "shop.example", True, True),
        ("Shop.Example.", "shop.example", True, True),
        ("mail.shop.example", "shop.example", True, False),
        ("a.shop.example", "b.shop.example", True, False),
        ("shop.example", "other.example", False, False),
        ("shop.co.jp", "other.co.jp", False, False),
        ("a.shop.co.jp", "shop.co.jp", True, False),
        ("evilshop.example", "shop.example", False, False),
        ("example", "example", True, True),
        ("", "", False, False),
        ("shop.example", "", False, False),
    ],
)
def test_relaxed_and_strict(one, other, relaxed, strict):
    assert aligned(one, other, strict=False) is relaxed
    assert aligned(one, other, strict=True) is strict
    assert aligned(other, one, strict=False) is relaxed


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("a@Shop.Example", "shop.example"),
        ("a@shop.example.", "shop.example"),
        ("a@b@shop.example", "shop.example"),
        ("a@買い物.example", "xn--l8j0h6c.example"),
        ("a@[192.0.2.1]", ""),
        ("a@", ""),
        ("", ""),
        ("a@x y", ""),
        ("a@" + "x" * 300, ""),
        ("a@\udce9.example", ""),
    ],
)
def test_the_domain_of_an_address(address, domain):
    found = domain_of(address)
    assert found == ("買い物.example".encode("idna").decode() if "買い物" in address else domain)


@given(st.text(max_size=300))
def test_no_address_makes_it_raise(text):
    assert domain_of(text).isascii()
