"""The text of a header value: encoded words (RFC 2047), raw 8-bit Japanese, folding.

Encoded words that split a character between them are joined before decoding, since Japanese mailers do split there.
"""

import binascii
import re
from functools import lru_cache

from tsuho.engine.parse.charset_names import charset_name
from tsuho.engine.parse.charsets import decode

# An encoded word; its text may hold a "?" or blanks where a mailer broke the rules, and its end may have been cut off.
_WORD = re.compile(rb"=\?([^?\s*]{1,60})(?:\*[^?\s]{0,40})?\?([bBqQ])\?((?:[^?]|\?(?!=))*?)(?:\?=|\??\Z)")
_LINE_ENDS = re.compile(rb"\r?\n(?=[ \t])|[\r\n]")
_Q_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
MAX_VALUE = 20_000


def header_text(value: bytes, carrier: str = "") -> str:
    """Decode one header value for a reader; never raises, and reads at most the first 20,000 bytes.

    ``carrier`` says whose phone wrote it, for its emoji (carrier_emoji.carrier_of).
    """
    return _text_of(value.strip(), carrier)


@lru_cache(maxsize=2048)
def _text_of(value: bytes, carrier: str) -> str:
    """The same, kept, since several ask for the subject and the sender of one mail."""
    raw = value[:MAX_VALUE]
    if b"\n" in raw or b"\r" in raw:
        raw = _LINE_ENDS.sub(b"", raw)
    raw = raw.strip()
    if b"=?" not in raw:
        return _plain(raw, carrier)
    out: list[str] = []
    pending: tuple[str, bytes] | None = None
    done = 0
    for found in _WORD.finditer(raw):
        between = raw[done : found.start()]
        label = found.group(1).decode("ascii", "replace")
        piece = _word_bytes(found.group(2), found.group(3))
        # blanks between two encoded words are folding, not text (RFC 2047 section 6.2)
        if pending and not between.strip() and charset_name(pending[0]) == charset_name(label):
            pending = (label, pending[1] + piece)
        else:
            if pending:
                out.append(_one_line(decode(pending[1], pending[0], carrier=carrier).text))
            if not pending or between.strip():
                out.append(_plain(between, carrier))
            pending = (label, piece)
        done = found.end()
    if pending:
        out.append(_one_line(decode(pending[1], pending[0], carrier=carrier).text))
    out.append(_plain(raw[done:], carrier))
    return "".join(out)


def _one_line(text: str) -> str:
    return text.replace("\r", "").replace("\n", "")


def _plain(raw: bytes, carrier: str) -> str:
    as_it_stands = raw.isascii() and b"\x1b" not in raw and b"$B" not in raw
    return raw.decode("ascii") if as_it_stands else _one_line(decode(raw, carrier=carrier).text)


def _word_bytes(kind: bytes, text: bytes) -> bytes:
    if kind in b"bB":
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", text)
        if len(letters) % 4 == 1:
            letters = letters[:-1]
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    return _Q_HEX.sub(lambda m: bytes([int(m.group(1), 16)]), text.replace(b"_", b" "))
