"""Telephone numbers in Japanese text, invented ones too."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.campaigns.phones import MAX_PHONES, e164, phones_in, phones_of
from tsuho.engine.parse.folded import fold
from tsuho.words.judged import Link


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("TEL 03-0000-1234", "+81300001234"),
        ("電話：０３－００００－１２３４", "+81300001234"),
        ("(03)0000-1234まで", "+81300001234"),
        ("03(0000)1234", "+81300001234"),
        ("06 0000 1234", "+81600001234"),
        ("045-000-1234", "+81450001234"),
        ("0466-00-1234", "+81466001234"),
        ("090-0000-1234", "+819000001234"),
        ("050-0000-1234", "+815000001234"),
        ("0120-000-123", "+81120000123"),
        ("0570-000-123", "+81570000123"),
        ("0800-000-1234", "+818000001234"),
        ("+81-3-0000-1234", "+81300001234"),
        ("+81 (0)3-0000-1234", "+81300001234"),
        ("+81 90-0000-1234", "+819000001234"),
        ("電話番号:0300001234", "+81300001234"),
        ("携帯09000001234", "+819000001234"),
        ("09000001234に電話して", "+819000001234"),
        ("04992-0-1234", "+81499201234"),
        ("0120-00-1234", "+81120001234"),
        ("0990-000-123", "+81990000123"),
        ("03・0000・1234", "+81300001234"),
        ("+819000001234", "+819000001234"),
        ("电话+86 138 0000 0000", "+8613800000000"),
        ("+44 20 7946 0000", "+442079460000"),
        ("+1 (555) 010-0000", "+15550100000"),
        ("03ー0000ー1234", "+81300001234"),
    ],
)
def test_a_number_is_found_in_one_form(text, digits):
    assert phones_in(fold(text).text) == (digits,)


@pytest.mark.parametrize(
    "text",
    ["2015-03-01", "2015.03.0000", "注文番号 1203-0000-1234-5678", "0000", "03-00-1234", "100-0001", "4980-0300-0012-3400", "192.0.2.1", "T0300001234", "",
     "注文番号：090-0000-1234", "会員番号 0120000123", "送り状番号 0300001234", "0120000円", "http://a.example/?t=09000001234",
     "+1000000円", "1,000,000円", "0300001234", "〒060-0000 札幌", "ISBN 0-00-000000-0", "090000012345"],
)  # fmt: skip
def test_dates_orders_and_addresses_are_no_numbers(text):
    assert phones_in(fold(text).text) == ()


def test_each_once_in_order_and_no_more_than_a_cap():
    assert phones_in("03-0000-0002 03-0000-0001 03-0000-0002") == ("+81300000002", "+81300000001")
    assert len(phones_in(" ".join(f"03-0000-{number:04d}" for number in range(100)))) == MAX_PHONES


def test_what_a_tap_calls_is_a_number_too():
    def link(url):
        return Link(url, "電話する", "part:0", (0, 1), "")

    taps = [
        link("tel:0120-000-123"),
        link("sms:+81-90-0000-1234"),
        link("http://a.example/"),
        link("tel:%2B81300001234"),
        link("tel:"),
    ]
    assert phones_of("TEL 03-0000-1234", taps) == ("+81300001234", "+81120000123", "+819000001234")


@pytest.mark.parametrize("written", ["110", "#7119", "12345", "", "+", "0" * 30, "abc"])
def test_what_is_too_short_or_too_long_is_no_number(written):
    assert e164(written) == ""


@settings(max_examples=200)
@given(st.text("+0123456789-() +.電話tel", max_size=200))
def test_no_text_raises_and_a_number_has_a_numbers_length(text):
    for digits in phones_in(text):
        assert digits.startswith("+") and 8 <= len(digits[1:]) <= 15 and digits[1:].isdigit()


@pytest.mark.parametrize("piece", ["0", "03-", "+81", "(0", "0 0", "tel", "03-0000-", "電話 0"])
def test_hostile_repetition_costs_no_more_than_its_length(piece):
    text = piece * (100_000 // len(piece))
    begun = time.process_time()
    phones_in(text)
    assert time.process_time() - begun < 2
