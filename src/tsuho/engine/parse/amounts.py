"""The sums of money that a text names (金額): what a demand asks for and what a prize promises, with the words that name them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from tsuho.engine.parse.text import Text
from tsuho.words.judged import Amount

MAX_AMOUNTS = 20
_SIGNS = "円¥\\$€£元ドルユーロＵUSDEJPY"
_KANJI = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "壱": 1, "弐": 2, "参": 3}
_TENS = {"十": 10, "百": 100, "千": 1_000, "拾": 10}
_MYRIADS = {"万": 10_000, "億": 100_000_000, "兆": 1_000_000_000_000}
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,13})(?:\.\d{1,2})?"
_NUMBER = rf"(?:{_DIGITS}\s?(?:[千百]?[万億兆]\s?(?:{_DIGITS}\s?[千百]?万?)?|千|百)?|[一二三四五六七八九十百千万億拾壱弐参〇零]{{1,12}})"
_AFTER = re.compile(
    rf"(?<![\d.,])(?P<number>{_NUMBER})\s?(?P<sign>円|ドル|ユーロ|元|(?:USD|EUR|JPY|yen|dollars?|euros?)(?![A-Za-z]))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?P<sign>[¥\\$€£]|(?<![A-Za-z])(?:USD|EUR|JPY|US\$))\s?(?P<number>{_DIGITS})(?![\d,])", re.IGNORECASE
)
_CURRENCIES = {
    "円": "JPY", "¥": "JPY", "\\": "JPY", "jpy": "JPY", "yen": "JPY", "ドル": "USD", "$": "USD", "us$": "USD", "usd": "USD",
    "dollar": "USD", "dollars": "USD", "ユーロ": "EUR", "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "元": "CNY",
}  # fmt: skip


def amounts_in(text: Text) -> tuple[Amount, ...]:
    """The first twenty amounts, each once, in the order in which they stand; whole units, cents dropped."""
    chars = text.folded.text[:100_000]
    if not any(sign in chars for sign in _SIGNS):
        return ()
    found: dict[tuple[str, int], Amount] = {}
    for start, end, value, currency in islice(_amounts(chars), MAX_AMOUNTS * 5):
        if (currency, value) not in found and len(found) < MAX_AMOUNTS:
            found[currency, value] = Amount(value, currency, text.folded_evidence(start, end))
    return tuple(found.values())


def _amounts(chars: str) -> Iterator[tuple[int, int, int, str]]:
    matches = [*_AFTER.finditer(chars), *_BEFORE.finditer(chars)]
    done = 0
    for match in sorted(matches, key=lambda each: each.start()):
        value = value_of(match["number"])
        if value is not None and match.start() >= done:
            yield match.start(), match.end(), value, _CURRENCIES[match["sign"].lower()]
            done = match.end()


def value_of(written: str) -> int | None:
    """What a number means: 1,200 · 3万 · 1億2000万 · 五万; None for what is none."""
    text = written.replace(",", "").replace(" ", "").replace("　", "")
    total = Decimal(0)
    rest = text
    for sign, unit in sorted(_MYRIADS.items(), key=lambda each: -each[1]):
        before, found, after = rest.partition(sign)
        if found:
            value = _below_myriad(before)
            if value is None:
                return None
            total += value * unit
            rest = after
    if rest:
        value = _below_myriad(rest)
        if value is None:
            return None
        total += value
    return int(total) if text else None


def _below_myriad(text: str) -> Decimal | None:
    """A number without 万 or 億: digits, kanji, or digits with 千 and 百 behind them; an empty one is one (万円)."""
    if not text:
        return Decimal(1)
    if text[0].isdigit():
        digits = re.match(r"\d+(?:\.\d+)?", text)
        tail = text[digits.end() :] if digits else ""
        if digits is None or (tail and tail not in _TENS):
            return None
        return Decimal(digits.group()) * _TENS.get(tail, 1)
    total = current = 0
    for char in text:
        if char in _TENS:
            total += (current or 1) * _TENS[char]
            current = 0
        elif char in _KANJI:
            current = current * 10 + _KANJI[char]
        else:
            return None
    return Decimal(total + current)
