"""Telephone numbers in Japanese text, invented ones included: what a phone book's library would call impossible.

Each is written as ITU-T E.164 has it (+81 and the number without its trunk 0), so that one number in two spellings is one.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import unquote

from tsuho.words.judged import Link

_S = r"[-\t .()・]{1,2}"
# Where a number may begin; the rest is tried there alone, since most of a text holds no such place. One class of signs
# first, which the machine looks for many times faster than for a choice of patterns.
_BEGIN = re.compile(r"[+(0](?:(?<=\+)[1-9]|(?<=\()0\d|(?<=0)\d)")
# The real splits of Japan's numbering plan: area codes of one to four digits, mobile and IP telephones, 0120, 0570, 0800, 0990.
_WITH_SEPARATORS = re.compile(
    rf"(?<![\d-])(?<!\d\.)(?:\+81[-\s]?(?:\(0\)\s?)?|\(?0)"
    rf"(?:\d{_S}\d{{4}}{_S}\d{{4}}|\d{{2}}{_S}\d{{3}}{_S}\d{{4}}|\d{{3}}{_S}\d{{2}}{_S}\d{{4}}|\d{{4}}{_S}\d{_S}\d{{4}}"
    rf"|[25789]0{_S}\d{{4}}{_S}\d{{4}}|(?:120|570|990|180){_S}(?:\d{{3}}{_S}\d{{3}}|\d{{2}}{_S}\d{{4}})|800{_S}\d{{3}}{_S}\d{{4}})"
    r"(?![\d-])(?!\s?[円%])"
)
_COUNTRY_JAPAN = re.compile(r"(?<![A-Za-z0-9+])\+81[1-9]\d{7,9}(?!\d)")
_ABROAD = re.compile(r"(?<![A-Za-z0-9+])\+(?!81)[1-9]\d{0,2}(?:[-\t .()]{0,2}\d){6,13}(?![\d,])(?!\s?[円%])")
# Digits without separators are a number where a label says so, and by themselves where they look like a telephone people carry.
_DIGITS_ONLY = re.compile(r"0(?:[25789]0\d{8}|(?:120|570|990)\d{6}|800\d{7}|[1-9]\d{8})(?![\d-])")
_CARRIED = re.compile(r"(?<![A-Za-z0-9_.,/=?&+%-])0(?:[789]0\d{8}|120\d{6})(?![A-Za-z0-9_./=-])(?!\s?[円%])")
_LABEL_BEFORE = re.compile(
    r"(?:tel|phone|電話|☎|☏|📞|📱|連絡先|携帯|ケータイ|スマホ|直通|代表|フリー(?:ダイヤル|コール)|ナビダイヤル|fax)(?:番号)?(?:は|まで|に)?\s?[:.】\])>/]?\s?\Z",
    re.IGNORECASE,
)
# Behind these a number is something else, however it is split.
_OTHER_BEFORE = re.compile(
    r"(?:(?:注文|会員|受付|受注|伝票|送り状|予約|整理|証券|口座|登録|製造|管理|追跡|お客様|問い?合わ?せ)(?:番号|No\.?|ID|コード)|(?<![A-Za-z])(?:No|ID|isbn|jan)\.?)\s?[:.#]?\s?\Z",
    re.IGNORECASE,
)
_LABEL_LENGTH = 14
_TEL = re.compile(r"(?:tel|sms):/{0,2}", re.IGNORECASE)
MAX_PHONES = 20


@lru_cache(maxsize=64)
def phones_in(folded_text: str) -> tuple[str, ...]:
    """The numbers in a folded text in E.164 form, each once, in order."""
    found: dict[str, None] = {}
    done = 0
    for begin in _BEGIN.finditer(folded_text):
        at = begin.start()
        match = _number_at(folded_text, at) if at >= done else None
        if match is None:
            continue
        done = match.end()
        if number := e164(match.group()):
            found[number] = None
        if len(found) >= MAX_PHONES:
            break
    return tuple(found)


def phones_of(folded_text: str, links: Sequence[Link]) -> tuple[str, ...]:
    """The numbers in the text and those that a tap would call (tel: and sms:)."""
    tapped = [e164(unquote(link.url[found.end() :])) for link in links if (found := _TEL.match(link.url))]
    if not tapped:
        return phones_in(folded_text)
    return tuple(dict.fromkeys([*phones_in(folded_text), *filter(None, tapped)]))[:MAX_PHONES]


def e164(written: str) -> str:
    """A number as it is dialled from abroad; empty for what is too short or too long to be one."""
    digits = re.sub(r"\D", "", re.split(r"[;?,]", written, maxsplit=1)[0])
    if written.lstrip().startswith("+"):
        country, rest = ("81", digits[2:].removeprefix("0")) if digits.startswith("81") else ("", digits)
    elif digits.startswith("0"):
        country, rest = "81", digits[1:]
    else:
        return ""
    number = country + rest
    return f"+{number}" if 8 <= len(number) <= 15 and len(rest) >= 7 else ""


def _number_at(text: str, at: int) -> "re.Match[str] | None":
    """A number with separators or a country's code, or bare digits where a label before them says that they are one."""
    found = _WITH_SEPARATORS.match(text, at)
    if found is None and text[at] == "+":
        found = _COUNTRY_JAPAN.match(text, at) or _ABROAD.match(text, at)
    elif found is None:
        labelled = _DIGITS_ONLY.match(text, at)
        if labelled and _LABEL_BEFORE.search(text, max(0, at - _LABEL_LENGTH), at):
            return labelled
        found = _CARRIED.match(text, at)
    return None if found is None or _OTHER_BEFORE.search(text, max(0, at - _LABEL_LENGTH), at) else found
