"""Japanese text whose bytes were damaged on the way: it reads in no charset, or in one that its writer never used.

Escapes lost, eighth bits stripped, bytes dropped from the middle of characters. Nothing certain leads back, so nothing is
repaired; but what cannot be read must not be judged as if it were, nor taken for another language. Each test asks for
traces that text in other languages does not hold, and for so many that a slip of the pen is none.
"""

import re

from tsuho.engine.parse.decoded import Decoded
from tsuho.engine.parse.plausible import is_rare_kanji, plausibility
from tsuho.engine.parse.web_decoder import web_decode

_SAMPLE = 6_000  # characters that are looked at
_FEW = 8  # traces below which nothing is said
_HIGH = bytes(range(0x80, 0x100))

# Kana and Japanese stops, two or more in a row where two bytes alone could be Latin letters: "‚Í‚¶", "¤Ï¤¸".
_RUNS = {
    "utf-8": re.compile(rb"(?:\xe3[\x80-\x83][\x80-\xbf])+"),
    "shift_jis": re.compile(rb"(?:\x82[\x9f-\xf1]|\x83[\x40-\x96]|\x81[\x41\x42\x5b]){2,}"),
    "euc-jp": re.compile(rb"(?:\xa4[\xa1-\xf3]|\xa5[\xa1-\xf6]|\xa1[\xa2\xa3\xbc]){2,}"),
}
_FIRST_BYTES = {"utf-8": (b"\xe3",), "shift_jis": (b"\x82", b"\x83"), "euc-jp": (b"\xa4", b"\xa5")}
_OF_HIGH = 0.15  # of the bytes above ASCII that stand in such runs

_CODE = re.compile(r"[!-~]{8,}")
_KANJI = re.compile("[\u3400-\u9fff]")
_UNPAIRED = 2  # escapes; one is forgotten by many a program
_KANA_OF_PAIRS = 0.25  # of two-byte characters that are kana in prose
_PLAUSIBLE = 0.6
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x10-\x1a\x1c-\x1f]")
_QUESTIONS = re.compile(r"\?{4,}")

_JAPANESE = "\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff"
_LETTERS = re.compile(f"[{_JAPANESE}\u3001-\u3015\u30fc\uff66-\uff9d]")
# What a lost byte leaves in Shift_JIS: a half-width kana, a full-width a, b, c or a small letter, alone in the middle of words.
_ALONE = re.compile(
    f"(?<=[{_JAPANESE}])(?:[\uff66-\uff9d](?=[\u3041-\u3096\u4e00-\u9fff@-z])|[\uff41-\uff43](?=[{_JAPANESE}\uff66-\uff9d@-z])"
    f"|[a-z`{{|}}^](?=[{_JAPANESE}]))"
)
_MAY_BE_ALONE = re.compile("[\uff41-\uff43\uff66-\uff9d]")
_SAMPLE_OF_STEPS = 2_000  # characters
_ONE_IN = 25  # letters: so many are out of step where bytes were lost, and none where somebody wrote so
# What a lost byte makes of hiragana in EUC: signs and kanji whose second byte is the first one of hiragana.
_SHIFTED = re.compile(
    "[" + "".join(bytes([first, 0xA4]).decode("euc_jp", "ignore") for first in (0xA2, *range(0xB0, 0xF5))) + "]"
)
_NO_KANA = re.compile("[\u4e00-\u9fff\u25a0-\u25ef]")


def damaged_charset(raw: bytes) -> str:
    """The charset in which bytes were Japanese before they were damaged; empty where they were not.

    Asked of bytes that read without loss in no charset of Japanese, or in none that their label names.
    """
    sample = raw[: _SAMPLE * 4]
    most, found = _OF_HIGH * _high(sample), ""
    for charset, runs in _RUNS.items():
        if sum(map(sample.count, _FIRST_BYTES[charset])) < _FEW // 2:
            continue
        kana = runs.findall(sample)
        covered = sum(map(_high, kana))
        if covered >= most and sum(map(len, kana)) >= 2 * _FEW:
            most, found = covered, charset
    return found


def _high(raw: bytes) -> int:
    return len(raw) - len(raw.translate(None, _HIGH))


def remains_of(chars: str, source: Decoded) -> str:
    """The charset whose damaged remains a text is, so that nobody can read it; empty where nothing says so."""
    if chars.count("$") >= _FEW and _kana_without_escapes(chars[:_SAMPLE]) >= _FEW:
        return "iso-2022-jp"
    if ("\x02" in chars or "\x01" in chars) and _share(_CONTROLS, chars) > 0.05:
        return "utf-8" if "c\x01" in chars or "c\x02" in chars else "shift_jis"
    if chars.count("?") * 4 > len(chars) and _share(_QUESTIONS, chars) > 0.3:
        return "us-ascii"
    used = source.used
    if used == "iso-2022-jp":
        return used if _escapes_lost(chars, source.raw) else ""
    if used.startswith("shift_jis"):
        return used if _MAY_BE_ALONE.search(chars, 0, _SAMPLE_OF_STEPS) and _out_of_step(chars[:_SAMPLE]) else ""
    return used if used.startswith("euc") and _shifted_by_one(chars[:_SAMPLE]) else ""


def _escapes_lost(chars: str, raw: bytes) -> bool:
    """Whether escapes into and out of two-byte characters do not pair, and noise stands where they are missing."""
    if abs(raw.count(b"\x1b$") - raw.count(b"\x1b(")) < _UNPAIRED:
        return False
    kanji = _KANJI.findall(chars[:_SAMPLE])
    rare = sum(map(is_rare_kanji, kanji))
    return (rare >= _FEW and rare * 5 >= len(kanji)) or _kana_without_escapes(chars[:_SAMPLE]) >= _FEW // 2


def _out_of_step(chars: str) -> bool:
    alone = len(_ALONE.findall(chars))
    return alone >= 3 and alone * _ONE_IN >= len(_LETTERS.findall(chars))


def _shifted_by_one(chars: str) -> bool:
    shifted = len(_SHIFTED.findall(chars))
    return shifted >= 4 and shifted * 5 >= len(_NO_KANA.findall(chars))


def _share(pattern: re.Pattern[str], chars: str) -> float:
    """How much of what is written a pattern finds; nothing where it finds little."""
    sample = "".join(chars[:_SAMPLE].split(" "))
    found = sum(len(each) for each in pattern.findall(sample))
    return found / len(sample) if found >= _FEW else 0.0


def _kana_without_escapes(chars: str) -> int:
    """How many kana stand in ASCII that is two-byte characters without the escapes around them."""
    kana = 0
    for run in _CODE.finditer(chars):
        if "$" in (code := run.group()) or "%" in code:
            kana += max(_kana_in(code), _kana_in(code[1:]))
    return kana


def _kana_in(code: str) -> int:
    pairs = len(code) // 2
    kana = sum(1 for lead in code[: 2 * pairs : 2] if lead in {"$", "%"})
    if kana < _KANA_OF_PAIRS * pairs:
        return 0
    text = web_decode(bytes(ord(char) | 0x80 for char in code[: 2 * pairs]), "euc-jp") or ""
    return kana if plausibility(text) >= _PLAUSIBLE else 0
