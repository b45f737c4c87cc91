"""Carrier emoji in every form they travel in, each the same Unicode character at the right bytes."""

import pytest

from tsuho.engine.parse.carrier_emoji import carrier_of, emoji_in, kddi_jis
from tsuho.engine.parse.charsets import decode

SUN = "☀"


@pytest.mark.parametrize(
    ("raw", "label", "carrier"),
    [
        (b"\xf8\x9f", "shift_jis", ""),
        (b"\xf6\x60", "shift_jis", ""),
        (b"\xf9\x8b", "shift_jis", "softbank"),
        ("\ue63e".encode(), "utf-8", ""),
        ("\ue488".encode(), "utf-8", ""),
        ("\ue04a".encode(), "utf-8", ""),
        (b"\x1b$BuA\x1b(B", "iso-2022-jp", ""),
        (b"\x1b$Gj\x0f", "shift_jis", ""),
        (b"\x1b$Gj", "iso-2022-jp", ""),
    ],
)
def test_the_sun_of_each_carrier_is_the_sun(raw, label, carrier):
    decoded = decode(b"a" + raw + b"b" if raw != b"\x1b$Gj" else b"a" + raw + b"\r\nb", label, carrier=carrier)
    assert decoded.text.replace("\r\n", "") == f"a{SUN}b"
    a, b = decoded.byte_span(1, 2)
    assert b"a" + decoded.raw[a:b] + decoded.raw[b:] == decoded.raw, "the picture's bytes, all of them and no others"
    assert raw.rstrip(b"\x0f") in decoded.raw[a:b] or raw[3:5] in decoded.raw[a:b]


def test_one_code_is_another_picture_for_another_carrier():
    raw = "本文".encode("cp932") + b"\xf7\xbc"
    assert decode(raw, "shift_jis", carrier="softbank").text == "本文1\u20e3"
    assert decode(raw, "shift_jis", carrier="kddi").text not in {"本文1\u20e3", "本文\ue51c"}


def test_pictures_tell_the_carrier_when_the_sender_does_not():
    # F7BC alone could be KDDI's; with F99B beside it, which KDDI has not and DoCoMo has, the two are SoftBank's
    only_softbank_has_both = decode(b"\xf7\xbc\xf9\x8b", "shift_jis").text
    assert only_softbank_has_both == "1\u20e3" + SUN


def test_a_picture_of_two_characters_leads_back_to_its_one_code():
    raw = b"x\xf6\xa5y"  # the flag of Japan
    decoded = decode(raw, "shift_jis", carrier="kddi")
    assert decoded.text == "x\U0001f1ef\U0001f1f5y"
    assert decoded.byte_span(1, 2) == decoded.byte_span(2, 3) == decoded.byte_span(1, 3) == (1, 3)
    assert decoded.byte_span(3, 4) == (3, 4)


def test_private_characters_that_are_nobodys_stay():
    assert decode(b"\xf0\x40", "shift_jis").text == "\ue000"
    assert emoji_in("\uf8ff", "utf-8", "") == []


def test_kanji_of_row_fb_are_kanji_unless_softbank_wrote_them():
    raw = b"\xfb\xab"
    assert decode(raw, "shift_jis").text == raw.decode("cp932")
    assert decode(raw, "shift_jis", carrier="softbank").text == "\U0001f1ef\U0001f1f5"


def test_kddi_rows_of_iso_2022_jp():
    assert kddi_jis(0x75, 0x41) == SUN
    assert kddi_jis(0x79, 0x34) == "\U0001f3eb"
    assert kddi_jis(0x7B, 0x7E) == ""


@pytest.mark.parametrize(
    ("field", "carrier"),
    [
        (b"a <x@docomo.ne.jp>", "docomo"),
        (b"<1@nxev01.ezweb.ne.jp>", "kddi"),
        (b"x@i.softbank.jp", "softbank"),
        (b"x@t.vodafone.ne.jp", "softbank"),
        (b"x@mihon.example", ""),
    ],
)
def test_the_senders_carrier(field, carrier):
    assert carrier_of(b"", field) == carrier
