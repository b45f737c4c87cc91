"""Damaged Japanese is told from other languages and from Japanese that is whole; nothing of what can be read is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.parse.body import read_body
from tsuho.engine.parse.charsets import decode
from tsuho.engine.parse.damaged import damaged_charset
from tsuho.engine.parse.mime import scan

JAPANESE = (
    "即日融資OK！ブラックでも50万円まで。来店不要、保証人不要で最短30分。\nお申込み http://kashi-now.example/apply\n"
    "はじめまして、りなです。近所で会える人を探しています。今なら登録無料！\nミホンファイナンス 〒100-0000 見本県例示市5-9\n"
)
JIS, SJIS, EUC, UTF8 = (JAPANESE.encode(charset) for charset in ("iso-2022-jp", "cp932", "euc-jp", "utf-8"))
STRIPPED = bytes(range(0x80)) * 2
LATIN = (
    "Ça coûte 1 000 € : déjà l’été, où êtes-vous ? «Noël» à Besançon, naïve façon d’œuvrer.\n"
    "São três opções: não há exceções à razão; ações, corações e mãos.\nÄpfel für Öl, größer, süß. Año, mañana, ¿qué?\n"
)


def read(raw: bytes, label: str):
    head = f"Content-Type: text/plain; charset={label}\r\n\r\n" if label else "\r\n"
    return read_body(scan(b"From: a@spam.example\r\n" + head.encode() + raw)).text


def without(raw: bytes, every: int) -> bytes:
    """Every so many bytes above ASCII lost."""
    high = [at for at, byte in enumerate(raw) if byte > 0x7F][every - 1 :: every]
    return bytes(byte for at, byte in enumerate(raw) if at not in set(high))


DAMAGES = {
    "jis: every ESC sequence lost": (JIS.replace(b"\x1b$B", b"").replace(b"\x1b(B", b""), "iso-2022-jp"),
    "jis: only the ones before": (JIS.replace(b"\x1b$B", b""), "iso-2022-jp"),
    "jis: only the ones behind": (JIS.replace(b"\x1b(B", b""), "iso-2022-jp"),
    "jis: ESC became a question mark": (JIS.replace(b"\x1b", b"?"), "iso-2022-jp"),
    "jis: ESC became a blank": (JIS.replace(b"\x1b", b" "), "iso-2022-jp"),
    "sjis: eighth bits stripped": (SJIS.translate(STRIPPED), "shift_jis"),
    "euc: eighth bits stripped": (EUC.translate(STRIPPED), "iso-2022-jp"),
    "utf-8: eighth bits stripped": (UTF8.translate(STRIPPED), "utf-8"),
    "euc: became question marks": (EUC.translate(bytes(range(0x80)) + b"?" * 0x80), "us-ascii"),
    "sjis: bytes lost": (without(SJIS, 7), "shift_jis"),
    "euc: bytes lost": (without(EUC, 7), "euc-jp"),
    "utf-8: bytes lost": (without(UTF8, 7), "utf-8"),
}


@pytest.mark.parametrize("label", ["", "iso-8859-1", "the right one"])
@pytest.mark.parametrize("how", DAMAGES)
def test_what_was_damaged_is_not_whole_and_what_it_was_is_recorded(how, label):
    raw, guess = DAMAGES[how]
    right = {"jis": "iso-2022-jp", "sjis": "shift_jis", "euc": "euc-jp", "utf-8": "utf-8"}[how.partition(":")[0]]
    text = read(raw, right if label == "the right one" else label)
    assert text.why_not_whole == "mojibake"
    assert text.charset_guess == guess
    assert text.charset_label == (right if label == "the right one" else label)


@pytest.mark.parametrize("raw", [JIS, SJIS, EUC, UTF8])
@pytest.mark.parametrize("label", ["", "iso-8859-1", "utf-8"])
def test_what_is_whole_is_read_and_nothing_said(raw, label):
    text = read(raw, label)
    assert (text.why_not_whole, text.chars) == ("", JAPANESE)


@pytest.mark.parametrize("charset", ["cp1252", "iso-8859-15", "utf-8", "cp1251", "gb18030", "euc-kr", "big5"])
def test_other_languages_are_no_damaged_japanese(charset):
    languages = {
        "cp1251": "Здравствуйте! Скидки до 50%, подробности по ссылке. Ёлка, съезд, объявление — «новость».\n",
        "gb18030": "您好，本公司有多余发票可代开，税率优惠，欢迎来电咨询。手机：13800000000，谢谢合作。\n",
        "euc-kr": "안녕하세요. 고객님의 대출 한도가 승인되었습니다. 지금 바로 신청하세요.\n",
        "big5": "您好，本公司提供低利貸款服務，歡迎來電洽詢，謝謝您的支持與愛護。\n",
    }
    raw = (languages.get(charset, LATIN) * 5).encode(charset, "ignore")
    assert damaged_charset(raw) == ""
    assert read(raw, charset).why_not_whole == ""


@pytest.mark.parametrize(
    "text",
    [
        "Prices: $5, $10, $15, $20, $25, $30, $35, $40, $45, $50 and 100% off!\n" * 5,
        "for ($i=0;$i<$n;$i++){$a[$i]=$b[$i].$c;$d=$e+$f;}\n$name$email$subject$x$y$z\n" * 5,
        "Really? Are you sure? What??? Why?? Call me????\n" * 5,
        "今日もﾃﾞｰﾄだﾖ。ねえﾈｯﾄで会えるﾅﾝて夢みたいﾃﾞｽ。ﾒｰﾙ待ってるﾈ！プランAとBがあるよ。\n",
    ],
)
def test_what_only_looks_a_little_like_it_is_left_alone(text):
    for charset in ("utf-8", "cp932"):
        assert read(text.encode(charset), charset).why_not_whole == ""


@given(st.text(st.characters(codec="latin-1", exclude_categories=("Cc",)), max_size=400))
def test_no_latin_text_becomes_japanese(text):
    raw = text.encode("latin-1")
    if damaged_charset(raw):
        assert decode(raw, "iso-8859-1").used in {"windows-1252", "iso-8859-1", "utf-8", "us-ascii"}


@given(st.binary(max_size=600))
def test_whatever_the_bytes_nothing_is_raised_and_places_lead_back(raw):
    decoded = decode(raw, "shift_jis")
    a, b = decoded.byte_span(0, len(decoded.text))
    assert 0 <= a <= b <= len(raw)
