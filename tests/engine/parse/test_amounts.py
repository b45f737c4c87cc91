"""Sums of money as Japanese mails write them; dates, numbers and points are none."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.parse.amounts import amounts_in, value_of
from tsuho.engine.parse.text import plain_text


@pytest.mark.parametrize(
    ("written", "amounts"),
    [
        ("合計 1,980円（税込）", [(1980, "JPY")]),
        ("１２０万円を振り込みます", [(1_200_000, "JPY")]),
        ("1億2000万円当選", [(120_000_000, "JPY")]),
        ("謝礼五万円、三十万円も可", [(50_000, "JPY"), (300_000, "JPY")]),
        ("2.5万円", [(25_000, "JPY")]),
        ("5千円 3百万円", [(5_000, "JPY"), (3_000_000, "JPY")]),
        ("¥9,800 と \\500", [(9_800, "JPY"), (500, "JPY")]),
        ("only $19.99, EUR 30 or 20 dollars", [(19, "USD"), (30, "EUR"), (20, "USD")]),
        ("98円 98円 98円", [(98, "JPY")]),
        ("2015年3月10日 電話03-0000-1234 300P 50%OFF", []),
        ("円満に解決、送信元、元気、一番", []),
        ("3,000ポイント進呈、500pt", [(3_000, "points"), (500, "points")]),
        ("3000円分のポイント", [(3_000, "JPY")]),
        ("ポイント10倍 PT会", []),
        ("USD 30 and 40USD, 5 EURO, Byens 3", [(30, "USD"), (40, "USD"), (5, "EUR")]),
        ("注文番号 100-2345678", []),
    ],
)
def test_amounts(written, amounts):
    found = amounts_in(plain_text(written))
    assert [(each.value, each.currency) for each in found] == amounts
    for each in found:
        assert each.evidence.text in written


def test_a_number_that_is_none():
    assert value_of("") is None
    assert value_of("百円玉") is None


@given(st.text(alphabet="0123456789,.万億千百円¥$一二十 \n", max_size=400))
def test_it_never_raises_and_points_inside(text):
    plain = plain_text(text)
    for each in amounts_in(plain):
        a, b = each.evidence.span
        assert 0 <= a < b <= len(text.encode())
        assert each.value >= 0


@pytest.mark.parametrize("piece", ["1円", "円", "1,", "¥1", "一", "1 ", "万円", "$"])
def test_hostile_repetition_costs_no_more_than_its_length(piece):
    text = plain_text(piece * (200_000 // len(piece)))
    begun = time.process_time()
    amounts_in(text)
    assert time.process_time() - begun < 2
