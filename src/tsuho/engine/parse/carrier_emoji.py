"""Emoji of Japanese mobile carriers, in all forms they travel in, turned into the Unicode characters that are the same.

DoCoMo, KDDI and SoftBank put their pictures into the same unassigned rows of Shift_JIS, each his own; in UTF-8 they are
private characters, in KDDI's ISO-2022-JP rows 85 to 91, in SoftBank's oldest form ``ESC $ G … SI``. Which carrier's they are
is told by the mail's sender or, failing that, by which carrier has pictures at all the places used.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice

DOCOMO, KDDI, SOFTBANK = "docomo", "kddi", "softbank"
_CARRIERS = (DOCOMO, KDDI, SOFTBANK)
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_WEB_CODE = re.compile("\x1b\\$([GEFOPQ])([!-z]{1,200})(?:\x0f|(?=\x1b|[\r\n]|\\Z))")
_HINTS = re.compile(
    rb"[@.](?:(docomo)\.ne\.jp|(ezweb\.ne\.jp|au\.com|kddi)|((?:i\.)?softbank|[a-z]\.vodafone|jp-[a-z]\.ne\.jp|disney))",
    re.IGNORECASE,
)
# SoftBank's six pages: letter of the web code, first private character, first Shift_JIS code.
_PAGES = (("G", 0xE001, 0xF941), ("E", 0xE101, 0xF741), ("F", 0xE201, 0xF7A1), ("O", 0xE301, 0xF9A1), ("P", 0xE401, 0xFB41), ("Q", 0xE501, 0xFBA1))  # fmt: skip
# KDDI's private characters in order of their Shift_JIS codes: first private character, first and last code.
_KDDI_PRIVATE = ((0xE468, 0xF640, 0xF7D1), (0xE5B5, 0xF7E5, 0xF7FC), (0xE5CD, 0xF340, 0xF352), (0xEA80, 0xF353, 0xF3CE),
                 (0xEAFB, 0xF7D2, 0xF7E4), (0xEB0E, 0xF3CF, 0xF48D))  # fmt: skip
MAX_EMOJI = 10_000  # of one part; later ones stay as they are
Replacements = list[tuple[int, int, str]]  # start and end in the text, and the emoji


def carrier_of(*fields: bytes) -> str:
    """The carrier whose phone sent a mail, from its From and Message-ID fields; empty if none of the three did."""
    for value in fields:
        if found := _HINTS.search(value):
            return _CARRIERS[(found.lastindex or 1) - 1]
    return ""


def emoji_in(text: str, charset: str, carrier: str) -> Replacements:
    """Where carrier emoji stand in a decoded text, in order, and what they are; private characters nobody knows stay."""
    found = [
        (match.start(), match.end(), _web_emoji(match[1], match[2]))
        for match in islice(_WEB_CODE.finditer(text), MAX_EMOJI)
    ]
    codes = list(islice(_codes(text, charset, carrier), MAX_EMOJI))
    if codes:
        emoji = _chosen(codes, carrier)
        found.extend((at, at + 1, emoji[code]) for at, by_carrier in codes for code in by_carrier if code in emoji)
    return sorted(each for each in found if each[2])


def kddi_jis(row: int, cell: int) -> str:
    """The emoji of two bytes of KDDI's ISO-2022-JP (rows 0x75 to 0x7B); empty if there is none."""
    lead = row - 0x75 if row < 0x79 else row - 0x79
    base = 0xF6 if row < 0x79 else 0xF3
    trail = cell + (0x7E if lead % 2 else 0x1F if cell < 0x60 else 0x20)
    return _table()[KDDI].get(((base + lead // 2) << 8) | trail, "")


def _chosen(codes: Sequence[tuple[int, dict[int, str]]], carrier: str) -> dict[int, str]:
    """The table of the carrier that has a picture at most of the places; the sender's carrier wins a tie."""
    table = _table()
    known = {
        name: sum(any(code in table[name] and of in ("", name) for code, of in each.items()) for _, each in codes)
        for name in _CARRIERS
    }
    order = sorted(_CARRIERS, key=lambda name: (-known[name], name != carrier))
    return table[order[0]]


def _codes(text: str, charset: str, carrier: str) -> Iterator[tuple[int, dict[int, str]]]:
    """Private characters with the Shift_JIS codes they may stand for, each with the carrier who means it (empty: any)."""
    if charset == "shift_jis":
        pattern = _softbank_pattern() if carrier == SOFTBANK else _PRIVATE
        for match in pattern.finditer(text):
            char = match[0]
            code = _softbank_kanji().get(char) if char < "\ue000" or char > "\uf8ff" else _user_defined(ord(char))
            if code:
                yield match.start(), {code: ""}
    elif charset == "utf-8":
        private = _private()
        for match in _PRIVATE.finditer(text):
            if codes := private.get(match[0]):
                yield match.start(), codes


def _web_emoji(page: str, cells: str) -> str:
    first = next(code for letter, _, code in _PAGES if letter == page)
    table = _table()[SOFTBANK]
    return "".join(table.get(_after(first, ord(cell) - 0x21), "〓") for cell in cells)


def _after(code: int, steps: int) -> int:
    """The Shift_JIS code ``steps`` cells on: a row has 188, and 0x7F is left out."""
    lead, trail = code >> 8, code & 0xFF
    index = (lead - 0xF0) * 188 + trail - 0x40 - (trail > 0x7F) + steps
    return _user_defined(0xE000 + index)


def _user_defined(char: int) -> int:
    """The Shift_JIS code that windows-31j reads as this private character (rows 0xF0 and up)."""
    lead, cell = divmod(char - 0xE000, 188)
    return ((0xF0 + lead) << 8) | (cell + 0x40 + (cell >= 0x3F))


@cache
def _table() -> dict[str, dict[int, str]]:
    """By carrier: Shift_JIS code and emoji, from Unicode's EmojiSources."""
    table: dict[str, dict[int, str]] = {name: {} for name in _CARRIERS}
    for line in files("tsuho.engine.parse").joinpath("emoji_sources.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        points, *codes = line.split("\t")
        emoji = "".join(chr(int(point, 16)) for point in points.split())
        for name, code in zip(_CARRIERS, codes, strict=True):
            if code:
                table[name][int(code, 16)] = emoji
    return table


@cache
def _private() -> dict[str, dict[int, str]]:
    """Private character of the carriers' UTF-8, the codes it may be, and whose."""
    found: dict[str, dict[int, str]] = {}
    for code in _table()[DOCOMO]:
        found.setdefault(
            chr(0xE000 + (code >> 8) * 188 - 0xF0 * 188 + (code & 0xFF) - 0x40 - ((code & 0xFF) > 0x7F)), {}
        )[code] = DOCOMO
    for first, low, high in _KDDI_PRIVATE:
        code, char = low, first
        while code <= high:
            found.setdefault(chr(char), {})[code] = KDDI
            code, char = _after(code, 1), char + 1
    for _, first, low in _PAGES:
        for step in range(0x5A):
            found.setdefault(chr(first + step), {})[_after(low, step)] = SOFTBANK
    return found


@cache
def _softbank_kanji() -> dict[str, int]:
    """Kanji that windows-31j has in the row 0xFB, where SoftBank has pictures."""
    found = {}
    for code in _table()[SOFTBANK]:
        if code >> 8 == 0xFB:
            found[code.to_bytes(2, "big").decode("cp932")] = code
    return found


@cache
def _softbank_pattern() -> re.Pattern[str]:
    return re.compile("[\ue000-\uf8ff" + "".join(_softbank_kanji()) + "]")
