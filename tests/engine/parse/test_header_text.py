"""Header values as Japanese mailers really write them."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mailbox import mailbox


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"plain", "plain"),
        (b"=?ISO-2022-JP?B?GyRCTCQ+NUJ6OS05cCIoGyhC?=", "未承諾広告※"),
        (b"=?utf-8?B?5pyq5om/?=\r\n =?utf-8?B?6Ku+?=", "未承諾"),
        (b"=?utf-8?B?5pyq5g==?= =?utf-8?B?ib/oq74=?=", "未承諾"),  # split inside a character
        (b"=?utf-8?Q?=E5=BA=83=E5=91=8A_x?= tail", "広告 x tail"),
        ("件名".encode("cp932"), "件名"),
        (b"\x1b$B7oL>\x1b(B", "件名"),
        (b"Re: =?iso-8859-1?Q?caf=E9?=", "Re: café"),
        (b"=?broken", "=?broken"),
        (b"a\r\n folded", "a folded"),
        (
            b"=?ISO-2022-JP?B?GyRCTCQ+?=\r\n =?ISO-2022-JP?B?NUI6OS05cBsoQg==?=",
            "未承尊広告",
        ),  # cut inside the two-byte set
        (b"=?iso-2022-jp?B?lqKPs5H4?=", "未承諾"),  # Shift_JIS under another label
        (b"=?Shift_JIS?B?5pyq5om/6Ku+?=", "未承諾"),  # UTF-8 under another label
        (b"=?us-ascii?Q?=E6=9C=AA?=", "未"),
        ("広告のメール".encode("euc-jp"), "広告のメール"),
        ("広告".encode(), "広告"),
        (b"$B9-9p$G$9(B", "広告です"),  # the escapes were stripped on the way
        (b"=?utf-8?B?5pyq!5om/6Ku+?=", "未承諾"),
        (b"=?utf-8?B?5pyq5om/6Ku", "未承\ufffd"),  # cut off inside a character: what was lost is marked
        (b"=?utf-8?B?5pyq5om/6Ku+?==?utf-8?B?5pyq?=", "未承諾未"),
        (b"=?utf-8?Q?=E6=9C=AA =E6=89=BF?=", "未 承"),
        (b"=?utf-8?q?a?b?=", "a?b"),
        (b"=?utf-8*ja?B?5pyq?= tail", "未 tail"),
        (b"(=?utf-8?B?5pyq?=) a@b.example", "(未) a@b.example"),
        (b"=?Shift_JIS?B?lqI=?= No.1 =?ISO-2022-JP?B?GyRCOS0bKEI=?=", "未 No.1 広"),
        ("\xe3\x81\x82\xe3\x81\x84\xe3\x81\x86".encode(), "あいう"),  # mojibake in a subject
    ],
)
def test_decoded_for_a_reader(raw, text):
    assert header_text(raw) == text


@given(st.binary(max_size=200))
def test_any_bytes_give_one_line(raw):
    assert "\n" not in header_text(raw)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("りさ <risa@k7x2q.example>", ("risa@k7x2q.example", "りさ")),
        ('"bank@real.example" <x@evil.example>', ("x@evil.example", "bank@real.example")),
        ("a@one.example", ("a@one.example", "")),
        ("a@one.example (見本太郎)", ("a@one.example", "見本太郎")),
        ("<>", ("", "<>")),
        ("名前だけ", ("", "名前だけ")),
    ],
)
def test_the_mailbox_is_the_one_mail_goes_to(value, expected):
    assert mailbox(value) == expected


def test_a_hundred_thousand_words_cost_no_more_than_the_first_ones():
    value = b"=?utf-8?B?5pyq?= " * 100_000
    assert len(header_text(value)) <= 20_000


def test_a_subjects_emoji_is_its_own_carriers():
    raw = b"=?Shift_JIS?B?" + b64encode("本文".encode("cp932") + b"\xf7\xbc") + b"?="
    assert header_text(raw, "softbank") == "本文1\u20e3"
    assert header_text(raw, "softbank") != header_text(raw, "kddi")
