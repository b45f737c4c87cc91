"""A text leads back to its bytes, also folded and also cut out of a forward."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.parse.charsets import decode
from tsuho.engine.parse.folded import fold
from tsuho.engine.parse.text import Run, Text, plain_text


def test_a_match_in_the_folded_text_is_quoted_as_written():
    text = plain_text("発行：㈱みほん ℡０３－００００－１２３４ ﾊﾟﾘ")
    folded = text.folded.text
    assert folded == "発行:(株)みほん TEL03-0000-1234 パリ"
    for pattern, written in [("(株)みほん", "㈱みほん"), ("03-0000-1234", "０３－００００－１２３４"), ("パリ", "ﾊﾟﾘ")]:
        at = folded.index(pattern)
        evidence = text.folded_evidence(at, at + len(pattern))
        assert evidence.text == written
        assert text.chars.encode()[slice(*evidence.span)].decode() == written


def test_hyphens_are_folded_between_digits_only():
    assert fold("データー 3ー4 ３‐４").text == "データー 3-4 3-4"


def test_zero_width_characters_hide_no_word():
    assert fold("配\u200b信\u2060停\ufeff止").text == "配信停止"


JAPANESE = st.text(alphabet="広告ｶﾞﾊﾟアa１２3①㈱～－ー\u3099\u200b \u3000か゛(）", max_size=40)


@given(JAPANESE)
def test_folding_keeps_every_offset(text):
    folded = fold(text)
    for start in range(len(folded.text)):
        a, b = folded.original_span(start, start + 1)
        assert 0 <= a < b <= len(text)
        assert folded.text[start] in fold(text[a:b]).text or folded.text[start] == "-"
    a, b = folded.original_span(0, len(folded.text))
    assert fold(text[a:b]).text.strip() == folded.text.strip() or not folded.text


@given(st.text(alphabet="広告ｶｷﾞﾊﾟアイa１２①㈱（）！？Ａ", max_size=40))
def test_folding_is_nfkc(text):
    assert fold(text).text == unicodedata.normalize("NFKC", text)


def test_a_cut_leads_back_to_the_carriers_bytes():
    raw = "前置き\r\n> 一行目の広告\r\n> 二行目\r\n署名".encode("cp932")
    decoded = decode(raw, "shift_jis")
    carrier = Text(decoded.text, (Run(0, len(decoded.text), 2, decoded, 0, len(decoded.text)),))
    first, second = carrier.chars.index("一行"), carrier.chars.index("二行")
    cut = carrier.cut([(first, first + 8), (second, second + 3)])
    assert cut.chars == "一行目の広告\r\n二行目"
    evidence = cut.evidence(8, 11)
    assert (evidence.where, evidence.text) == ("part:2", "二行目")
    assert raw[slice(*evidence.span)].decode("cp932") == "二行目"
