"""Header values as Japanese mailers really write them."""

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
