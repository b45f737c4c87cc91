"""The language of a text: kana decide for Japanese, a detector for the rest; unknown stays unknown.

A text of Han characters alone is Japanese or Chinese. What tells: characters that only one of the two has (simplified ones;
円, 込, 売 …), the small words of Chinese (的, 是, 們 …), and old forms that Japan no longer writes. Where nothing tells, a
Japanese centre reads it as Japanese.
"""

import re
from functools import cache, lru_cache
from itertools import islice

import pycld2

from tsuho.engine.parse.plausible import foreign_kanji

_KANA = re.compile(r"[\u3041-\u30fa\u30fc-\u30fe\uff66-\uff9d]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_LINK = re.compile(r"https?://\S+")
_LINK_OR_MAILBOX = re.compile(r"https?://\S+|(?<!\S)\S+@\S+")
# What every Chinese sentence has, and no Japanese one without kana: pronouns, particles, verbs of daily use.
_CHINESE_WORDS = re.compile(
    "[的是了我你您們们這这那她它吗嗎吧呢啊请嘅喺哋咗唔]|沒有|没有|什麼|什么|可以|歡迎|欢迎|免費|免费|(?:發|发)票.?"
)
# Words that a Japanese text without kana is made of.
_JAPANESE_WORDS = re.compile(
    r"株式会社|有限会社|合同会社|[都道府県]|(?<!\d)平成|昭和|御中|[一-龥]様|税込|税抜|円|各位|拝啓|敬具|御礼|御案内|御見積|配信|停止|返信不要|至急|未納"
)
_SAMPLE = 1_000  # characters; more changes the answer in 3 mails of 100 and costs ten times as much
_TOO_FEW = 12  # letters of another script, of which nothing is said


@cache
def _only_japanese() -> frozenset[str]:
    """Kanji of JIS X 0208 that neither GB 2312 nor Big5 has: forms and characters made in Japan."""
    pairs = (bytes([row, cell]) for row in range(0xB0, 0xF5) for cell in range(0xA1, 0xFF))
    kanji = b"".join(pairs).decode("euc_jp", "ignore")
    return frozenset(
        char for char in kanji if not char.encode("gb2312", "ignore") and not char.encode("big5", "ignore")
    )


@cache
def _only_traditional() -> frozenset[str]:
    """Characters of Big5's daily use that Japan writes otherwise since 1946 (會, 國, 發): in JIS X 0208 as old forms only."""
    return frozenset("會國發學對來們這說還經點體實與關區變讓應觀歡價寶賣單賓雖總辦當嗎聽讀轉數權圖廣鐵爲麼樣號沒獎")


@lru_cache(maxsize=512)
def language_of(text: str) -> str:
    """ISO 639-1 code, ``zh`` for any Chinese; empty when nothing tells (a number, a link, four letters)."""
    sample = _UNPRINTABLE.sub(" ", _without_addresses(text[: _SAMPLE * 3])[:_SAMPLE])
    kana, han = (0, 0) if sample.isascii() else (len(_KANA.findall(sample)), len(_HAN.findall(sample)))
    if kana and kana * 8 >= han:
        return "ja"
    if not sample.isascii() and len(_HANGUL.findall(sample)) > kana + han:
        return "ko"
    if han:
        return _of_han(sample, kana, han)
    if sum(1 for _ in islice(filter(str.isalpha, sample), _TOO_FEW)) < _TOO_FEW:
        return ""
    try:
        _reliable, _bytes, found = pycld2.detect(sample, bestEffort=True)
    except (pycld2.error, ValueError):
        return ""
    code = str(found[0][1])
    return "" if code == "un" else "zh" if code.startswith("zh") else code


def _without_addresses(text: str) -> str:
    """The text without links and mailboxes; a mailbox is looked for only where an @ stands."""
    if "@" in text:
        return _LINK_OR_MAILBOX.sub(" ", text)
    return _LINK.sub(" ", text) if "://" in text else text


def _of_han(sample: str, kana: int, han: int) -> str:
    """Japanese or Chinese, where kana are few or none; English that only names somebody in Han characters stays English."""
    latin = sum(1 for char in sample if char.isascii() and char.isalpha())
    if latin > 20 * han and latin >= _TOO_FEW:
        return "en" if not kana else "ja"
    simplified = foreign_kanji(sample)
    traditional = sum(map(_only_traditional().__contains__, sample))
    chinese = simplified * 2 + traditional + len(_CHINESE_WORDS.findall(sample))
    japanese = kana + 2 * sum(map(_only_japanese().__contains__, sample)) + len(_JAPANESE_WORDS.findall(sample))
    if chinese >= 2 and chinese > japanese:
        return "zh"
    return "ja"
