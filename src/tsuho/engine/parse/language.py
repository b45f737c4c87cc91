"""The language of a text: kana decide for Japanese, a detector for the rest; unknown stays unknown."""

import re
from functools import lru_cache

import pycld2

from tsuho.engine.parse.plausible import foreign_kanji

_KANA = re.compile(r"[\u3041-\u30fa\u30fc-\u30fe]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_URL = re.compile(r"https?://\S+|(?<!\S)\S+@\S+")
_SAMPLE = 1_000  # characters; more changes the answer in 3 mails of 100 and costs ten times as much


@lru_cache(maxsize=512)
def language_of(text: str) -> str:
    """ISO 639-1 code, ``zh`` for any Chinese; empty when nothing tells (a number, a link, four letters)."""
    sample = _UNPRINTABLE.sub(" ", _URL.sub(" ", text[: _SAMPLE * 3])[:_SAMPLE])
    kana, han = (0, 0) if sample.isascii() else (len(_KANA.findall(sample)), len(_HAN.findall(sample)))
    if kana and kana * 8 >= han:
        return "ja"
    if not sample.isascii() and len(_HANGUL.findall(sample)) > kana + han:
        return "ko"
    if han >= 10:
        # one の among kanji that Japanese has is Japanese; Chinese shops put it beside characters that Japanese has not
        return "ja" if kana and not foreign_kanji(sample) else "zh"
    if han:
        # a few Han characters alone: a Japanese centre reads them as Japanese, unless Japanese has no such characters
        return "zh" if not kana and foreign_kanji(sample) >= 2 else "ja"
    if sum(map(str.isalpha, sample)) < 12:
        return ""
    try:
        _reliable, _bytes, found = pycld2.detect(sample, bestEffort=True)
    except pycld2.error:
        return ""
    code = str(found[0][1])
    return "" if code == "un" else "zh" if code.startswith("zh") else code
