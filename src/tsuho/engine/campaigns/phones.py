"""Telephone numbers in Japanese text, invented ones included: what a phone book's library would call impossible."""

import re

_SEPARATOR = r"[-\s.()]{1,2}"
_PHONE = re.compile(
    rf"(?<![\d-])(?<!\d\.)(?:\+81[-\s]?(?:\(0\)\s?)?|\(?0)"
    rf"(?:\d{_SEPARATOR}\d{{4}}{_SEPARATOR}\d{{4}}|\d{{2}}{_SEPARATOR}\d{{3}}{_SEPARATOR}\d{{4}}"
    rf"|\d{{3}}{_SEPARATOR}\d{{2}}{_SEPARATOR}\d{{4}}|[5789]0{_SEPARATOR}\d{{4}}{_SEPARATOR}\d{{4}}"
    rf"|(?:120|570){_SEPARATOR}\d{{3}}{_SEPARATOR}\d{{3}}|800{_SEPARATOR}\d{{3}}{_SEPARATOR}\d{{4}})(?![\d-])"
    rf"|(?:tel|電話|☎|連絡先)(?:番号)?\s?[:.]?\s?0(?:[5789]0\d{{8}}|(?:120|570)\d{{6}}|[1-9]\d{{8}})(?!\d)",
    re.IGNORECASE,
)
_CUE = re.compile(r"0\d|\+81|\(0")
MAX_PHONES = 20


def phones_in(folded_text: str) -> tuple[str, ...]:
    """The numbers in a folded text, as digits with the trunk 0, each once, in order."""
    if not _CUE.search(folded_text):
        return ()
    found: dict[str, None] = {}
    for match in _PHONE.finditer(folded_text):
        digits = re.sub(r"\D", "", match.group())
        if match.group().lstrip().startswith("+81"):
            digits = "0" + digits[2:].removeprefix("0")
        found[digits] = None
        if len(found) >= MAX_PHONES:
            break
    return tuple(found)
