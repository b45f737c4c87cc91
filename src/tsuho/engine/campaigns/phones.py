"""Telephone numbers in Japanese text, invented ones included: what a phone book's library would call impossible."""

import re
from functools import lru_cache

_S = r"[-\s.()]{1,2}"
# Where a number may begin; the rest is tried there alone, since most of a text holds no such place.
_BEGIN = re.compile(r"\+81|\(?0\d")
_WITH_SEPARATORS = re.compile(
    rf"(?<![\d-])(?<!\d\.)(?:\+81[-\s]?(?:\(0\)\s?)?|\(?0)"
    rf"(?:\d{_S}\d{{4}}{_S}\d{{4}}|\d{{2}}{_S}\d{{3}}{_S}\d{{4}}|\d{{3}}{_S}\d{{2}}{_S}\d{{4}}|[5789]0{_S}\d{{4}}{_S}\d{{4}}"
    rf"|(?:120|570){_S}\d{{3}}{_S}\d{{3}}|800{_S}\d{{3}}{_S}\d{{4}})(?![\d-])"
)
_DIGITS_ONLY = re.compile(r"0(?:[5789]0\d{8}|(?:120|570)\d{6}|[1-9]\d{8})(?!\d)")
_LABEL_BEFORE = re.compile(r"(?:tel|電話|☎|連絡先)(?:番号)?\s?[:.]?\s?\Z", re.IGNORECASE)
_LABEL_LENGTH = 12
MAX_PHONES = 20


@lru_cache(maxsize=64)
def phones_in(folded_text: str) -> tuple[str, ...]:
    """The numbers in a folded text, as digits with the trunk 0, each once, in order."""
    found: dict[str, None] = {}
    done = 0
    for begin in _BEGIN.finditer(folded_text):
        at = begin.start()
        match = _number_at(folded_text, at) if at >= done else None
        if match is None:
            continue
        done = match.end()
        digits = re.sub(r"\D", "", match.group())
        if match.group().startswith("+81"):
            digits = "0" + digits[2:].removeprefix("0")
        found[digits] = None
        if len(found) >= MAX_PHONES:
            break
    return tuple(found)


def _number_at(text: str, at: int) -> "re.Match[str] | None":
    """A number with separators, or bare digits where a label before them says that they are one."""
    if found := _WITH_SEPARATORS.match(text, at):
        return found
    if _LABEL_BEFORE.search(text, max(0, at - _LABEL_LENGTH), at):
        return _DIGITS_ONLY.match(text, at)
    return None
