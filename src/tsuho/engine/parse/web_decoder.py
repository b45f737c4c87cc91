"""Decoding by the tables of the web (WHATWG Encoding Standard), which the mail parser's Rust decoder holds.

They are what mail clients use: ISO-2022-JP with NEC row 13 and half-width kana, Shift_JIS as windows-31j, EUC-JP with
JIS X 0212. No codec of Python's reads these.
"""

import re

from fast_mail_parser import ParseError, parse_email

from tsuho.engine.parse.charset_names import WHATWG, python_codec

_ESCAPE = rb"\x1b(?:\$[@B]|\([BJI])"
_EMPTY_ESCAPES = re.compile(rb"(?:" + _ESCAPE + rb")+(?=" + _ESCAPE + rb")")
_SURROGATES = re.compile("[\ud800-\udfff]")
_YEN = str.maketrans("¥‾", "\\~")


def web_decode(raw: bytes, charset: str) -> str | None:
    """The text of ``raw`` in a charset, U+FFFD where it has no meaning; None for a charset nobody knows."""
    if charset == "utf-8":
        return raw.decode("utf-8", "replace")
    if charset == "windows-1252":
        return _windows_1252(raw)
    if charset == "us-ascii":
        return raw.decode("ascii", "replace")
    if charset not in WHATWG:
        return _python(raw, charset)
    if charset == "iso-2022-jp":
        # The standard calls an escape right after an escape an error; real mailers write it, and nothing is lost.
        raw = _EMPTY_ESCAPES.sub(b"", raw)
    try:
        texts = parse_email(
            b"Content-Type: text/plain; charset=" + charset.encode("ascii") + b"\r\n\r\n" + raw
        ).text_plain
    except ParseError:
        return None
    return texts[0] if texts else ""


def _windows_1252(raw: bytes) -> str:
    """The five bytes that Windows leaves out are C1 controls, so every byte is read and led back."""
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1").translate(_C1)


_C1 = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}


def _python(raw: bytes, charset: str) -> str | None:
    codec = python_codec(charset)
    if not codec:
        return None
    try:
        text = raw.decode(codec, "replace")
    except (LookupError, ValueError, UnicodeError):
        return None
    text = _SURROGATES.sub("\ufffd", text)
    return text.translate(_YEN) if codec.startswith("shift_jis") else text
