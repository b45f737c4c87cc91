"""Transfer encodings undone leniently: what a mail client still shows, we still read (RFC 2045 section 6)."""

import binascii
import re

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} [^\n]*\n", re.MULTILINE)
_BLANK_ENDS = (b" \n", b"\t\n", b" \r", b"\t\r")


def transfer_decode(raw: bytes, encoding: str) -> bytes:
    """The bytes behind a transfer encoding; the bytes themselves where it is unknown or broken beyond reading."""
    if encoding == "base64":
        return _base64(raw)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(_without_blank_ends(raw) if any(end in raw for end in _BLANK_ENDS) else raw)
    if encoding in {"x-uuencode", "uuencode", "x-uue", "uue"}:
        return _uu(raw)
    return raw


def _without_blank_ends(raw: bytes) -> bytes:
    """Blanks at the end of a line were added on the way (RFC 2045 section 6.7 rule 3)."""
    lines = []
    for line in raw.split(b"\n"):
        end = b"\r" if line.endswith(b"\r") else b""
        lines.append((line[:-1] if end else line).rstrip(b" \t") + end)
    return b"\n".join(lines)


def _base64(raw: bytes) -> bytes:
    try:
        return binascii.a2b_base64(raw)
    except binascii.Error:
        pass
    # a cut or littered body: read as far as whole groups of four go
    letters = _NOT_BASE64.sub(b"", raw.split(b"=", 1)[0])
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def _uu(raw: bytes) -> bytes:
    begin = _UU_BEGIN.search(raw)
    out: list[bytes] = []
    for line in raw[begin.end() if begin else 0 :].splitlines():
        if line.strip() in (b"end", b"`", b""):
            continue
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            length = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                out.append(binascii.a2b_uu(line[:length]))
            except binascii.Error:
                continue
    return b"".join(out)
