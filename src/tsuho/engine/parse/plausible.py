"""How much a text looks like Japanese that somebody wrote: the judge between two readings of the same bytes."""

import re
from functools import cache

_ASCII = re.compile(r"[\x00-\x7f]+")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]")
_MARKS = re.compile(
    "[\u3000-\u3003\u3005-\u3015\u30fb\uff01-\uff5e\u25a0-\u25ef\u2605\u2606\u266a\u2460-\u2473\u2190-\u2193\u2500-\u257f\u203b\u2026]"
)
_HALF_KANA = re.compile("[\uff61-\uff9f]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_SAMPLE = 3_000  # characters that are looked at


@cache
def _levels() -> tuple[frozenset[str], frozenset[str]]:
    """The kanji of JIS X 0208 level 1 (the ones in daily use) and level 2."""

    def rows(first: int, last: int) -> frozenset[str]:
        pairs = (bytes([row, cell]) for row in range(first, last + 1) for cell in range(0xA1, 0xFF))
        return frozenset(b"".join(pairs).decode("euc_jp", "ignore"))

    return rows(0xB0, 0xCF), rows(0xD0, 0xF4)


def plausibility(text: str) -> float:
    """From about -2 (noise) to 1 (kana, kanji of daily use and their marks), a mean over what is not ASCII; 0 for ASCII."""
    strange = _ASCII.sub("", text[: _SAMPLE * 4])[:_SAMPLE]
    if not strange:
        return 0.0
    level_1, level_2 = _levels()
    kana, marks = len(_KANA.findall(strange)), len(_MARKS.findall(strange))
    half = len(_HALF_KANA.findall(strange))
    han = _HAN.findall(strange)
    first = sum(map(level_1.__contains__, han))
    second = sum(map(level_2.__contains__, han))
    rest = len(strange) - kana - marks - half - len(han)
    points = kana + 0.6 * marks + first + 0.1 * half - 0.7 * second - (len(han) - first - second) - 1.5 * rest
    return points / len(strange)


def has_kana(text: str) -> bool:
    """Whether any full-width kana stands in it."""
    return _KANA.search(text) is not None


def foreign_kanji(text: str) -> int:
    """How many Han characters stand in it that JIS X 0208 does not have: simplified ones, mostly."""
    level_1, level_2 = _levels()
    return sum(char not in level_1 and char not in level_2 for char in _HAN.findall(text))


def is_rare_kanji(char: str) -> bool:
    """Whether a Han character is none of those in daily use."""
    return char not in _levels()[0]
