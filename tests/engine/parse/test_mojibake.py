"""Mojibake is undone only where the way back is certain; both versions stay, and each character keeps its bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.parse.charsets import decode
from tsuho.engine.parse.mojibake import looks_garbled
from tsuho.engine.parse.web_decoder import web_decode

SENTENCE = "会員登録ありがとうございます。配信停止はこちらです。"
MISTAKES = [
    ("utf-8", "windows-1252", "utf-8 read as latin-1"),
    ("cp932", "windows-1252", "shift_jis read as latin-1"),
    ("euc_jp", "windows-1252", "euc-jp read as latin-1"),
    ("euc_jp", "shift_jis", "euc-jp read as shift_jis"),
]


@pytest.mark.parametrize(("right", "wrong", "name"), MISTAKES)
def test_undone_with_both_versions_kept(right, wrong, name):
    written = web_decode(SENTENCE.encode(right), wrong)
    decoded = decode(f"[{written}]\n".encode(), "utf-8")
    assert (decoded.text, decoded.repaired) == (f"[{SENTENCE}]\n", name)
    assert decoded.written.text == f"[{written}]\n"
    assert not decoded.lossy


@pytest.mark.parametrize(("right", "wrong", "_name"), MISTAKES)
def test_each_character_leads_to_the_bytes_it_was_written_in(right, wrong, _name):
    written = web_decode(SENTENCE.encode(right), wrong)
    raw = f"[{written}]".encode()
    decoded = decode(raw, "utf-8")
    whole = b""
    for index, char in enumerate(decoded.text):
        a, b = decoded.byte_span(index, index + 1)
        shown = raw[a:b].decode()
        back = {"utf-8": "utf-8", "cp932": "cp932", "euc_jp": "euc_jp"}[right]
        if wrong == "windows-1252" and char not in "[]":
            # one byte, one character: the piece is that character's bytes and nothing else
            table = {web_decode(bytes([byte]), "windows-1252"): byte for byte in range(256)}
            assert bytes(table[each] for each in shown).decode(back) == char
        whole += raw[a:b] if not whole.endswith(raw[a:b]) else b""
    assert decoded.byte_span(0, len(decoded.text)) == (0, len(raw))


def test_utf_8_read_as_shift_jis():
    for sentence in ("はじめまして", "ご利用ください", "配信停止", "今すぐ登録"):
        written = web_decode(sentence.encode(), "shift_jis")
        decoded = decode(f"{written}縺\n<p>{written}</p>".encode(), "utf-8")
        assert f"<p>{sentence}</p>" in decoded.text, "a piece that leads nowhere keeps no other from being repaired"


def test_beside_a_lost_character_the_rest_is_repaired():
    written = web_decode("ありがとうございます".encode(), "shift_jis")
    assert "\ufffd" in written
    decoded = decode(written.encode(), "utf-8")
    assert "ございま" in decoded.text or "ありがと" in decoded.text
    assert decoded.lossy


def test_escapes_stripped_on_the_way():
    raw = b"Re: " + SENTENCE.encode("iso2022_jp").replace(b"\x1b", b"") + b" $BUY now (B)"
    decoded = decode(raw, "iso-2022-jp")
    assert decoded.text == f"Re: {SENTENCE} $BUY now (B)"
    assert decoded.repaired == "iso-2022-jp without its escapes"
    a, b = decoded.byte_span(5, 6)
    assert raw[a:b] == SENTENCE[1].encode("iso2022_jp")[3:5]


@pytest.mark.parametrize(
    "text",
    [
        "Ça coûte 5 ¥ à l’été, façade ¤ naïve",
        "価格は$B100(B)です",
        "ｶﾀｶﾅだけの文､半角･です",
        "Größe: 10 ƒ, ‚Zitat‘",
        "縺れた糸",
        "São Paulo: ã é ç",
        "$B12(B",
    ],
)
def test_what_is_no_mojibake_is_left_alone(text):
    decoded = decode(text.encode(), "utf-8")
    assert (decoded.text, decoded.repaired) == (text, "")


@given(st.text(alphabet="縺繧繝ãåæ\x81\x82ﾂ､･¤‚ƒ$B(あ漢aé\n<>", max_size=60))
def test_whatever_stands_there_spans_stay_inside_and_in_order(text):
    raw = text.encode()
    decoded = decode(raw, "utf-8")
    spans = [decoded.byte_span(index, index + 1) for index in range(len(decoded.text))]
    assert all(0 <= a < b <= len(raw) for a, b in spans)
    assert spans == sorted(spans)


def test_garbled_is_said_of_text_that_lost_something():
    assert looks_garbled("縺�縺ｮ繧?")
    assert looks_garbled("a\ufffdb" * 3)
    assert not looks_garbled("ふつうの文です。" * 10 + "縺れ")
    assert not looks_garbled("plain")
