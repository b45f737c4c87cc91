"""Writing text into mail: encoded words (RFC 2047), header folding, charsets and transfer encodings (RFC 2045)."""

import base64
import quopri
from collections.abc import Iterator
from random import Random

from tsuho.simulation.parameters import identifier

CRLF = b"\r\n"
_WORD_BYTES = 42  # what fits one encoded word of 75 octets, whichever the charset


def charset_for(text: str, wanted: str) -> str:
    """The wanted charset if it holds the text, else UTF-8: as mail programs do."""
    try:
        text.encode(wanted)
    except UnicodeEncodeError:
        return "utf-8"
    return wanted


def header(name: str, value: str, charset: str = "utf-8") -> bytes:
    """One header field with its line end; values outside ASCII as encoded words, one a line."""
    return f"{name}: {words(value, charset)}".encode("ascii") + CRLF


def words(text: str, charset: str) -> str:
    """A text as encoded words, or as it is where it is plain ASCII."""
    if text.isascii():
        return text
    charset = charset_for(text, charset)
    return "\r\n ".join(
        f"=?{charset.upper()}?B?{base64.b64encode(piece).decode()}?=" for piece in _pieces(text, charset)
    )


def _pieces(text: str, charset: str) -> Iterator[bytes]:
    """The text cut between characters, each piece a whole of its own in its charset."""
    at = 0
    while at < len(text):
        end = min(at + _WORD_BYTES, len(text))
        while len(piece := text[at:end].encode(charset)) > _WORD_BYTES:
            end -= 1
        yield piece
        at = end


def mailbox(name: str, address: str, charset: str = "utf-8") -> str:
    """``name <address>`` as a header value, the name encoded where it must be."""
    if not name:
        return address
    shown = f'"{name}"' if name.isascii() else words(name, charset)
    return f"{shown} <{address}>"


def body(text: str, charset: str, transfer: str) -> bytes:
    """A text as the bytes of a body: CRLF lines in a charset, transfer-encoded."""
    plain = text.replace("\r\n", "\n").replace("\n", "\r\n").encode(charset)
    return transferred(plain, transfer)


def transferred(plain: bytes, transfer: str) -> bytes:
    """Bytes under a transfer encoding; 7bit and 8bit leave them as they are."""
    if transfer == "base64":
        return base64.encodebytes(plain).replace(b"\n", CRLF)
    if transfer == "quoted-printable":
        return quopri.encodestring(plain.replace(CRLF, b"\n")).replace(b"\n", CRLF)
    return plain


def text_part(text: str, charset: str, transfer: str, subtype: str = "plain") -> bytes:
    """A text part: its two content headers, an empty line, its body."""
    charset = charset_for(text, charset)
    if charset == "utf-8" and transfer == "7bit":
        transfer = "base64"
    head = f'Content-Type: text/{subtype}; charset="{charset.upper()}"\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n'
    return head.encode("ascii") + body(text, charset, transfer)


def multipart(kind: str, parts: list[bytes], rng: Random) -> bytes:
    """A multipart: its content header, then the parts between their boundaries."""
    boundary = f"----=_Part_{identifier(rng, 18)}"
    head = f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n'.encode("ascii")
    opened = b"".join(f"--{boundary}\r\n".encode("ascii") + part + CRLF for part in parts)
    return head + opened + f"--{boundary}--\r\n".encode("ascii")


def attachment(content: bytes, content_type: str, file_name: str, transfer: str = "base64") -> bytes:
    """A part that carries a file."""
    head = (
        f'Content-Type: {content_type}; name="{file_name}"\r\n'
        f"Content-Transfer-Encoding: {transfer}\r\n"
        f'Content-Disposition: attachment; filename="{file_name}"\r\n\r\n'
    )
    return head.encode("ascii") + transferred(content, transfer)
