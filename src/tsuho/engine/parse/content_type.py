"""What a part says of itself: content type, its parameters, file name and disposition (RFC 2045, 2183, 2231)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote_to_bytes

from tsuho.engine.parse.charsets import decode
from tsuho.engine.parse.header_text import header_text

_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_PERCENT = re.compile(rb"%[0-9A-Fa-f]{2}")
MAX_PARAMETERS = 200
_TYPE = re.compile(rb"\s*([\w.+-]{1,80})\s*/\s*([\w.+-]{1,80})")
# Raw ISO-2022-JP in quotes holds bytes that look like quotes and backslashes.
_PARAMETER = re.compile(
    rb";\s*([^\s=;\"]{1,80})\s*=\s*(?:\"((?:\x1b\$[@B][^\x1b]{0,500}\x1b\([BJ]|[^\"\\]|\\.){0,2000})\"?|([^;\s]{0,2000}))",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class ContentType:
    """``main``/``sub`` in lower case, the raw boundary, charset label, file name and disposition."""

    main: str
    sub: str
    boundary: bytes
    charset: str
    file_name: str
    disposition: str
    parameters: Mapping[str, bytes]

    @property
    def full(self) -> str:
        """main/sub."""
        return f"{self.main}/{self.sub}"


@lru_cache(maxsize=4096)
def content_type(value: bytes, disposition: bytes = b"") -> ContentType:
    """Read both fields together, since mailers put the file name in either."""
    found = _TYPE.match(value)
    main, sub = (found.group(1).decode().lower(), found.group(2).decode().lower()) if found else ("text", "plain")
    parameters = _parameters(value) if b";" in value else {}
    of_disposition = _parameters(disposition) if b";" in disposition else {}
    name = of_disposition.get("filename") or parameters.get("name") or b""
    return ContentType(
        main=main,
        sub=sub,
        boundary=parameters.get("boundary", b"")[:200],
        charset=parameters.get("charset", b"").decode("ascii", "replace").strip(),
        file_name=header_text(name)[:255] if name else "",
        disposition=disposition.split(b";")[0].strip().decode("ascii", "replace").lower(),
        parameters=parameters,
    )


def _parameters(value: bytes) -> dict[str, bytes]:
    """Parameters by lower-case name; those of RFC 2231 (percent forms, continuations) put together, and as UTF-8."""
    plain: dict[str, bytes] = {}
    pieces: dict[str, dict[int, tuple[bool, bytes]]] = {}
    for found in islice(_PARAMETER.finditer(value[:20_000]), MAX_PARAMETERS):
        name = found.group(1).decode("ascii", "replace").lower()
        text = found.group(3) if found.group(2) is None else found.group(2)
        if b"\\" in text and b"\x1b" not in text:
            text = _ESCAPED.sub(rb"\1", text)
        base, star, rest = name.partition("*")
        number = rest.rstrip("*")
        if not star or not (number.isdecimal() or not number):
            plain.setdefault(name, text)
            continue
        # a whole value in percent form counts as the first piece; what stands twice counts once
        pieces.setdefault(base, {}).setdefault(int(number[:4] or 0), (name.endswith("*"), text))
    for base, numbered in pieces.items():
        plain[base] = _joined([numbered[number] for number in sorted(numbered)])
    return plain


def _joined(pieces: list[tuple[bool, bytes]]) -> bytes:
    charset = ""
    whole = b""
    for index, (percent, text) in enumerate(pieces):
        if index == 0 and percent and text.count(b"'") >= 2:
            label, _, text = text.split(b"'", 2)  # noqa: PLW2901  # charset'language'text, only on the first piece
            charset = label.decode("ascii", "replace")
        # mailers that forget the star after the number still write the percent form
        whole += unquote_to_bytes(text) if percent or (charset and _PERCENT.search(text)) else text
    if b"=?" in whole:
        return whole  # encoded words cut into pieces, against the rule and often
    return decode(whole, charset or "utf-8").text.encode("utf-8", "replace")
