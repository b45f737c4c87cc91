"""Telephone numbers in Japanese text, invented ones too."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.campaigns.phones import MAX_PHONES, phones_in
from tsuho.engine.parse.folded import fold


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("TEL 03-0000-1234", "0300001234"),
        ("電話：０３－００００－１２３４", "0300001234"),
        ("(03)0000-1234まで", "0300001234"),
        ("03(0000)1234", "0300001234"),
        ("06 0000 1234", "0600001234"),
        ("045-000-1234", "0450001234"),
        ("0466-00-1234", "0466001234"),
        ("090-0000-1234", "09000001234"),
        ("050-0000-1234", "05000001234"),
        ("0120-000-123", "0120000123"),
        ("0570-000-123", "0570000123"),
        ("0800-000-1234", "08000001234"),
        ("+81-3-0000-1234", "0300001234"),
        ("+81 (0)3-0000-1234", "0300001234"),
        ("+81 90-0000-1234", "09000001234"),
        ("電話番号:0300001234", "0300001234"),
        ("03ー0000ー1234", "0300001234"),
    ],
)
def test_a_number_is_found_as_digits(text, digits):
    assert phones_in(fold(text).text) == (digits,)


@pytest.mark.parametrize(
    "text",
    ["2015-03-01", "2015.03.0000", "注文番号 1203-0000-1234-5678", "0000", "03-00-1234", "100-0001", "4980-0300-0012-3400", "192.0.2.1", "T0300001234", ""],
)  # fmt: skip
def test_dates_orders_and_addresses_are_no_numbers(text):
    assert phones_in(text) == ()


def test_each_once_in_order_and_no_more_than_a_cap():
    assert phones_in("03-0000-0002 03-0000-0001 03-0000-0002") == ("0300000002", "0300000001")
    assert len(phones_in(" ".join(f"03-0000-{number:04d}" for number in range(100)))) == MAX_PHONES


@settings(max_examples=200)
@given(st.text("0123456789-() +.電話tel", max_size=200))
def test_no_text_raises_and_a_number_has_a_numbers_length(text):
    for digits in phones_in(text):
        assert digits.startswith("0") and 9 <= len(digits) <= 11


@pytest.mark.parametrize("piece", ["0", "03-", "+81", "(0", "0 0", "tel", "03-0000-", "電話 0"])
def test_hostile_repetition_costs_no_more_than_its_length(piece):
    text = piece * (100_000 // len(piece))
    begun = time.process_time()
    phones_in(text)
    assert time.process_time() - begun < 2
