"""Codes by which a sender tells his recipients apart: in return paths (VERP, BATV), links, tracking hosts, salutations.

A code is worth an address to the one who made it: whoever gets our notice back could look it up and burn the
monitor. Hosts, paths and words are evidence and stay.
"""

import re
from urllib.parse import unquote, urlsplit

from tsuho.referral.mask import GONE

ADDRESS = re.compile(r"[^\s<>\"'(),:;@\[\]\\、。（）「」：；]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_LINK = re.compile(
    r"(?:(?:h(?:tt|xx)ps?|ftp)://|www\.|(?<![\w.@-])(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}/)"
    r"[^\s<>\"'「」『』（）【】、。]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d{5}")
_MIXED = re.compile(r"[A-Za-z]\d+[A-Za-z]|\d[A-Za-z]+\d")
_SPELT = re.compile(r"[A-Za-z]{1,15}\d{0,4}")
_NAME_LINE = re.compile(
    r"(?m)^([ \t　]*)(?!(?:お客|皆|会員|各|読者|利用者|ユーザー|お取引先|関係者))"
    r"[^\s、。，,:：「」『』!！?？]{1,12}(?:[ 　][^\s、。，,:：「」『』!！?？]{1,12})?[ 　]?(様|さま|殿|さん)(?![々子])"
)
_DEAR = re.compile(r"(?mi)^([ \t]*(?:dear|hi|hello)[ \t]+)[^,\n:!]{1,40}(?=[,:!])")
_NUMBER = re.compile(
    r"((?:会員|お客様|顧客|注文|受注|受付|申込|申込み|予約|伝票|契約|登録)(?:番号|No\.?|ID|ＩＤ|コード)|(?:ログイン|ユーザー?)(?:ID|ＩＤ|名)|パスワード"
    r"|(?:order|account|customer|member|user)[ ]?(?:no\.?|number|id)|login|password)"
    r"([ \t　]{0,5}[:：#＝=]?[ \t　]{0,5})[A-Za-z0-9][^\s、。,]{2,60}",
    re.IGNORECASE,
)


def looks_like_code(word: str) -> bool:
    """Whether one segment of a path, host or local part was probably made by a machine for one recipient."""
    letters = word.strip("-_.~")
    if "@" in word or "%" in word or len(letters) >= 32 or _DIGITS.search(letters):
        return True
    if len(letters) >= 16 and not re.search(r"[-_.]", letters):
        return True
    return len(letters) >= 6 and bool(_MIXED.search(letters))


def without_code(address: str) -> str:
    """An address with its recipient's code gone: ``bounce+taro=jp.example@s.example`` → ``bounce+redacted@s.example``.

    Covers VERP, BATV (``prvs=…``) and sub-addresses; what looks like words stays, the domain always stays.
    """
    local, at, domain = address.rpartition("@")
    if domain.lower() == "redacted.invalid":
        return address  # a token of ours, which must read the same all through a letter
    head, mark, tail = re.match(r"([^+=]*)([+=]?)(.*)", local, re.DOTALL).groups()  # type: ignore[union-attr]
    pieces = [piece if _kept(piece) else "redacted" for piece in re.split(r"([-_.])", head)]
    return f"{''.join(pieces)}{mark}{'redacted' if tail else ''}{at}{domain}"


def without_link_codes(url: str) -> str:
    """A link reduced to host and path: user, query and fragment go, segments and sub-domains that look like codes too."""
    scheme, separator, rest = url.partition("://")
    try:
        parts = urlsplit(f"//{rest if separator else url}")
        host, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
    except ValueError:
        return GONE
    labels = host.split(".")
    kept = [GONE_IN_LINK if len(label) >= 6 and looks_like_code(label) else label for label in labels[:-2]]
    path = "/".join(
        GONE_IN_LINK if looks_like_code(unquote(segment) if "%" in segment else segment) else segment
        for segment in parts.path.split("/")
    )
    end = f"?{GONE_IN_LINK}" if parts.query or parts.fragment else ""
    return f"{scheme + separator if separator else ''}{'.'.join((*kept, *labels[-2:]))}{port}{path}{end}"


GONE_IN_LINK = "redacted"


def links_without_codes(text: str) -> str:
    """A text in which every link is reduced to host and path."""
    return _LINK.sub(lambda m: without_link_codes(m[0]), text)


def without_codes(text: str) -> str:
    """A text with the codes of its links and addresses gone, and whom it greets, by name or by number."""
    text = links_without_codes(text)
    text = ADDRESS.sub(lambda m: without_code(m[0]), text)
    text = _NAME_LINE.sub(rf"\1{GONE}\2", text)
    text = _DEAR.sub(rf"\1{GONE}", text)
    return _NUMBER.sub(rf"\1\2{GONE}", text)


def greeted(text: str) -> list[tuple[int, int]]:
    """Where the names stand that a text greets, in characters: 山田太郎 of 山田太郎様, John of Dear John."""
    names = [(found.end(1), found.start(2)) for found in _NAME_LINE.finditer(text)]
    return names + [(found.end(1), found.end()) for found in _DEAR.finditer(text)]


def _kept(piece: str) -> bool:
    return piece in {"-", "_", ".", ""} or bool(_SPELT.fullmatch(piece)) or not looks_like_code(piece)
