"""ISO-2022-JP as it really is written, every character at its own bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.parse.iso2022 import MAX_BYTES, decode_iso2022


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"a\x1b$B9-9p\x1b(Bz", "a広告z"),
        (b"\x1b$@9-9p\x1b(J!", "広告!"),
        (b"\x1b$B-!9-\x1b(B", "①広"),
        (b"\x1b$(D0!\x1b(B", b"\x8f\xb0\xa1".decode("euc_jp")),
        ("俱剝".encode("iso2022_jp_2004"), "俱剝"),
        ("𠂉".encode("iso2022_jp_2004"), "𠂉"),
        ("か゚".encode("iso2022_jp_2004"), "か゚"),  # one code, two characters
        (b"\x1b(I6E\x1b(B", "ｶﾅ"),
        (b"\x0e6E\x0f.", "ｶﾅ."),
        (b"\x1b$B9-\x1b(B\xb6\xc5.", "広ｶﾅ."),
        (b"\x1b$A5g\x1b(B", bytes([0xB5, 0xE7]).decode("gb2312")),
        (b"\x1b$(CGQ\x1b(B", bytes([0xC7, 0xD1]).decode("euc_kr")),
        (b"\x1b$B9-9p\r\n9-9p\x1b(B", "広告\r\n広告"),
        (b"\x1b$B9-9p\r\nhttp://a b\r\n", "広告\r\nhttp://a b\r\n"),
        (b"\x1b$B9-9", "広\ufffd"),
        (b"\x1b$B~~\x1b(B", "\u3013"),  # a picture's row: the mark for a letter that the font lacks
        (b"\x1b$B!!\x1b(B\xe5\xba\x83", "\u3000広"),  # a line in UTF-8 among them
    ],
)
def test_every_set_a_mailer_switches_to(raw, text):
    found, offsets = decode_iso2022(raw)
    assert found == text
    assert len(offsets) == len(text) + 1
    assert offsets[-1] == len(raw)


def test_each_character_stands_at_its_bytes():
    raw = b"ab\x1b$B9-9p\x1b(I6\x1b(Bc\x0eE\x0f"
    text, offsets = decode_iso2022(raw)
    assert text == "ab広告ｶcﾅ"
    assert [raw[at : at + 2] for at in offsets[:-1]] == [b"ab", b"b\x1b", b"9-", b"9p", b"6\x1b", b"c\x0e", b"E\x0f"]


@given(
    st.lists(
        st.sampled_from(
            [
                b"\x1b$B",
                b"\x1b(B",
                b"\x1b(I",
                b"\x1b$(D",
                b"\x1b$(P",
                b"\x0e",
                b"\x0f",
                b"9-",
                b"a",
                b"\n",
                b"\xb6",
                b"\xff",
                b"\x1b",
                b"\x1b$Gj",
            ]
        ),
        max_size=40,
    ).map(b"".join)
)
def test_any_switching_gives_characters_in_order_and_inside_the_bytes(raw):
    text, offsets = decode_iso2022(raw)
    assert len(offsets) == len(text) + 1
    assert offsets == sorted(offsets)
    assert all(0 <= at <= len(raw) for at in offsets)


def test_more_than_it_reads_with_care_is_still_read():
    raw = b"\x1b$B" + b"9-" * MAX_BYTES + b"\x1b(B"
    text, offsets = decode_iso2022(raw)
    assert text.startswith("広広") and len(offsets) == len(text) + 1
    assert offsets == sorted(offsets)
