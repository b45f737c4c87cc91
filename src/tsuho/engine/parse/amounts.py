"""The sums of money that a text names (金額): what a demand asks for and what a prize promises, with the words that name them.

A sum stands beside its sign (円, ¥, ドル, USD …), so only there is a number looked for. Points of a site are no money and are
told apart from it.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from tsuho.engine.parse.text import Text
from tsuho.words.judged import Amount

MAX_AMOUNTS = 20
POINTS = "points"  # in the place of a currency: what a site credits
_MAX_SIGNS = 100  # of each sign, looked at
_MAX_TEXT = 100_000
_KANJI = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "壱": 1, "弐": 2, "参": 3}
_TENS = {"十": 10, "百": 100, "千": 1_000, "拾": 10}
_MYRIADS = {"万": 10_000, "億": 100_000_000, "兆": 1_000_000_000_000}
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,13})(?:\.\d{1,2})?"
_NUMBER = rf"(?:{_DIGITS}\s?(?:[千百]?[万億兆]\s?(?:{_DIGITS}\s?[千百]?万?)?|千|百)?|[一二三四五六七八九十百千万億拾壱弐参〇零]{{1,12}})"
_BEHIND_NUMBER = re.compile(rf"(?<![\d.,])({_NUMBER})\s?\Z")
_BEFORE_NUMBER = re.compile(rf"\s?({_DIGITS})(?![\d,])")
_LAST_OF_NUMBER = frozenset("0123456789〇一二三四五六七八九十百千万億兆拾壱弐参零")
_WINDOW = 48  # characters before a sign in which its number stands
# The sign as it is looked for (small letters), its currency, and whether the number stands behind it, before it, or either.
_BEHIND, _BEFORE, _EITHER = "behind", "before", "either"
_SIGNS = (
    *(
        ("円", "JPY", _BEFORE),
        ("¥", "JPY", _BEHIND),
        ("\\", "JPY", _BEHIND),
        ("jpy", "JPY", _EITHER),
        ("yen", "JPY", _BEFORE),
    ),
    *(("ドル", "USD", _BEFORE), ("$", "USD", _BEHIND), ("usd", "USD", _EITHER), ("dollar", "USD", _BEFORE)),
    *(("ユーロ", "EUR", _BEFORE), ("€", "EUR", _EITHER), ("eur", "EUR", _EITHER), ("euro", "EUR", _BEFORE)),
    *(("£", "GBP", _BEHIND), ("元", "CNY", _BEFORE), ("ウォン", "KRW", _BEFORE), ("₩", "KRW", _BEHIND)),
    *(("ポイント", POINTS, _BEFORE), ("pt", POINTS, _BEFORE)),
)


def amounts_in(text: Text) -> tuple[Amount, ...]:
    """The first twenty amounts, each once, in the order in which they stand; whole units, cents dropped."""
    chars = text.folded.text[:_MAX_TEXT]
    found: dict[tuple[str, int], Amount] = {}
    done = 0
    for at, sign, currency, side in sorted(_signs(chars)):
        span = _sum_at(chars, at, sign, side)
        if span is None or span[0] < done:
            continue
        start, done, value = span
        if (currency, value) not in found:
            found[currency, value] = Amount(value, currency, text.folded_evidence(start, done))
        if len(found) >= MAX_AMOUNTS:
            break
    return tuple(found.values())


def _signs(chars: str) -> Iterator[tuple[int, str, str, str]]:
    lower = chars.lower()
    if len(lower) != len(chars):
        lower = chars
    for sign, currency, side in _SIGNS:
        at = lower.find(sign)
        for _ in range(_MAX_SIGNS):
            if at < 0:
                break
            yield at, sign, currency, side
            at = lower.find(sign, at + len(sign))


def _sum_at(chars: str, at: int, sign: str, side: str) -> tuple[int, int, int] | None:
    """Where the sum stands whose sign is at ``at``, and its value; None where no number stands beside it."""
    end = at + len(sign)
    last = chars[at - 1] if at else ""
    last = chars[at - 2] if last == " " and at > 1 else last
    if side != _BEHIND and last in _LAST_OF_NUMBER and not (sign.isascii() and _goes_on(chars, end)):
        number = _BEHIND_NUMBER.search(chars, max(0, at - _WINDOW), at)
        if number and (value := value_of(number.group(1))) is not None:
            return number.start(), end + (sign.isascii() and chars[end : end + 1] in {"s", "S"}), value
    if side != _BEFORE and (not sign.isalpha() or not (at and chars[at - 1].isalpha())):
        number = _BEFORE_NUMBER.match(chars, end)
        if number and (value := value_of(number.group(1))) is not None:
            return at, number.end(), value
    return None


def _goes_on(chars: str, end: int) -> bool:
    """Whether a word in Latin letters goes on, so that the sign is only its beginning; a plural's s is the sign's own."""
    following = chars[end : end + 2].lower()
    return (
        following[:1].isascii()
        and following[:1].isalpha()
        and not (following[:1] == "s" and not following[1:].isalpha())
    )


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
