"""What a part says of itself: content type, its parameters, file name and disposition (RFC 2045, 2183, 2231)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from tsuho.engine.parse.charsets import decode
from tsuho.engine.parse.header_text import header_text

_TYPE = re.compile(rb"\s*([\w.+-]{1,80})\s*/\s*([\w.+-]{1,80})")
_PARAMETER = re.compile(rb";\s*([^\s=;\"]{1,80})\s*=\s*(?:\"((?:[^\"\\]|\\.){0,2000})\"?|([^;\s]{0,2000}))", re.DOTALL)


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
    parameters = _parameters(value)
    of_disposition = _parameters(disposition)
    name = of_disposition.get("filename") or parameters.get("name") or b""
    return ContentType(
        main=main,
        sub=sub,
        boundary=parameters.get("boundary", b"")[:200],
        charset=parameters.get("charset", b"").decode("ascii", "replace").strip(),
        file_name=header_text(name)[:255],
        disposition=disposition.split(b";")[0].strip().decode("ascii", "replace").lower(),
        parameters=parameters,
    )


def _parameters(value: bytes) -> dict[str, bytes]:
    """Parameters by lower-case name, RFC 2231 continuations and percent forms put together as UTF-8."""
    plain: dict[str, bytes] = {}
    pieces: dict[str, list[tuple[int, bool, bytes]]] = {}
    for found in _PARAMETER.finditer(value[:20_000]):
        name = found.group(1).decode("ascii", "replace").lower()
        text = re.sub(rb"\\(.)", rb"\1", found.group(2)) if found.group(2) is not None else found.group(3)
        if "*" not in name:
            plain.setdefault(name, text)
            continue
        base, _, rest = name.partition("*")
        number = rest.rstrip("*")
        pieces.setdefault(base, []).append((int(number) if number.isdecimal() else 0, name.endswith("*"), text))
    for base, found_pieces in pieces.items():
        plain[base] = _joined(sorted(found_pieces))
    return plain


def _joined(pieces: list[tuple[int, bool, bytes]]) -> bytes:
    charset = "utf-8"
    whole = b""
    for index, (_number, percent, text) in enumerate(pieces):
        if index == 0 and percent and text.count(b"'") >= 2:
            label, _, text = text.split(b"'", 2)  # noqa: PLW2901  # charset'language'text, only on the first piece
            charset = label.decode("ascii", "replace") or charset
        whole += unquote_to_bytes(text) if percent else text
    return decode(whole, charset).text.encode("utf-8")
