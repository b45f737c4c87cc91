"""A mail that Outlook saved as its own file (.msg): what the file holds of it, put together as a mail again.

The mail's own bytes do not survive in such a file: what is read is rebuilt, and says so. Its header is the one that came with
the mail where Outlook kept it (PR_TRANSPORT_MESSAGE_HEADERS), as believable as any that a reporter carries to us; where
it kept none, sender, subject and time are those that the file states, and nothing is known of the way it came. A text that is
kept in Rich Text alone is not read. Tags and types: MS-OXPROPS and MS-OXMSG.
"""

import re
from base64 import encodebytes
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.utils import format_datetime, formataddr
from hashlib import sha256
from io import BytesIO

import olefile

from tsuho.engine.parse.mime import Mail, Part, scan

MAX_FILE = 10_000_000  # bytes of a file that is opened
MAX_ATTACHMENTS = 100
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADERS, _SUBJECT, _BODY, _HTML, _MESSAGE_ID = "007D", "0037", "1000", "1013", "1035"
_SENDER_NAME, _SENDER_SMTP, _SENDER_ADDRESS = "0C1A", "5D01", "0C1F"
_FILE_NAMES, _FILE_TYPE, _FILE_DATA = ("3707", "3704"), "370E", "3701"
_CODE_PAGES = (0x3FDE, 0x3FFD)  # of the text on the wire, of the file's own strings
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_CHARSETS = {
    932: "shift_jis", 936: "gb18030", 949: "euc-kr", 950: "big5", 1252: "windows-1252", 20932: "euc-jp", 28591: "iso-8859-1",
    50220: "iso-2022-jp", 50221: "iso-2022-jp", 50222: "iso-2022-jp", 51932: "euc-jp", 65001: "utf-8",
}  # fmt: skip
_OF_BODY = re.compile(r"(?:content-[\w-]+|mime-version)\s*:", re.IGNORECASE)
_FIELD = re.compile(r"[!-9;-~]{1,100}\s*:")
_TYPE = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,60}")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The mail put together, and whether its header came with it (else it was made from the file's fields)."""

    mail: Mail
    has_header: bool


def is_outlook_msg(part: Part) -> bool:
    """Whether a part is such a file, by its name or type and by its first bytes."""
    named = part.type.file_name.lower().endswith(".msg") or part.type.full == "application/vnd.ms-outlook"
    return named and part.body.startswith(_MAGIC)


def rebuilt_mail(raw: bytes) -> Rebuilt | None:
    """The mail in the file; None where it is damaged, too large, or no mail."""
    if len(raw) > MAX_FILE:
        return None
    try:
        with olefile.OleFileIO(BytesIO(raw)) as opened:
            file = _File(opened, len(raw))
            header = _own_header(file)
            made = header or _made_header(file)
            if not made:
                return None
            whole = made + _body(file, sha256(raw).hexdigest()[:32])
    except (OSError, ValueError, IndexError, KeyError, RecursionError, TypeError, AttributeError, OverflowError):
        return None  # the library raises any of them on a file that somebody made to break it
    return Rebuilt(scan(whole), bool(header))


class _File:
    """The streams of one file by their tags; together no more is read than the file is long, though streams may overlap."""

    def __init__(self, opened: "olefile.OleFileIO[str]", size: int) -> None:
        self._opened = opened
        self._left = size
        self._names = {"/".join(path).upper(): path for path in opened.listdir(streams=True, storages=False)}
        self.properties = self._fixed(self.stream("__properties_version1.0"))
        pages = (self.properties.get(tag, 0) for tag in _CODE_PAGES)
        self.charset = next((_CHARSETS[page] for page in pages if page in _CHARSETS), "")

    def stream(self, name: str) -> bytes:
        """The bytes of a stream; none where it is not there."""
        path = self._names.get(name.upper())
        if path is None:
            return b""
        self._left -= self._opened.get_size(path)
        if self._left < 0:
            raise ValueError("the streams overlap")
        return bytes(self._opened.openstream(path).read())

    def text(self, tag: str, folder: str = "") -> str:
        """A string by its tag, as Unicode or in the file's code page."""
        if wide := self.stream(f"{folder}__substg1.0_{tag}001F"):
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self.stream(f"{folder}__substg1.0_{tag}001E")
        return narrow.decode(self.charset or "cp932", "replace").rstrip("\0")

    def raw(self, tag: str, folder: str = "") -> bytes:
        """Bytes by their tag."""
        return self.stream(f"{folder}__substg1.0_{tag}0102")

    def attachments(self) -> list[str]:
        """The folders of the attachments, in the file's order."""
        tops = (name.partition("/")[0] for name in sorted(self._names))
        return list(dict.fromkeys(top + "/" for top in tops if top.startswith("__ATTACH_VERSION1.0_")))[
            :MAX_ATTACHMENTS
        ]

    @staticmethod
    def _fixed(table: bytes) -> dict[int, int]:
        """Numbers and times (as 100 ns since 1601) of the message: 16 bytes each behind a head of 32."""
        found = {}
        for at in range(32, len(table) - 15, 16):
            kind, tag = int.from_bytes(table[at : at + 2], "little"), int.from_bytes(table[at + 2 : at + 4], "little")
            size = {0x0003: 4, 0x0040: 8}.get(kind)
            if size:
                found[tag] = int.from_bytes(table[at + 8 : at + 8 + size], "little")
        return found


def _own_header(file: _File) -> bytes:
    """The header that came with the mail, without what it says of a body that is no longer there."""
    kept: list[str] = []
    keeping = False
    for line in re.split(r"\r\n|\r|\n", file.text(_HEADERS)):
        if line[:1] not in {" ", "\t"}:
            keeping = bool(_FIELD.match(line)) and not _OF_BODY.match(line)
        if keeping and line.strip():
            kept.append(line)
    return "".join(f"{line}\r\n" for line in kept).encode("utf-8", "replace")


def _made_header(file: _File) -> bytes:
    """Sender, subject, time and number as the file states them; nothing where it states no sender and no subject."""
    address = file.text(_SENDER_SMTP) or file.text(_SENDER_ADDRESS)
    sender = formataddr((_one_line(file.text(_SENDER_NAME)), _one_line(address))) if "@" in address else ""
    sent = file.properties.get(_SUBMITTED) or file.properties.get(_DELIVERED)
    subject = _one_line(file.text(_SUBJECT))
    if not sender and not subject:
        return b""
    fields = {
        "From": sender,
        "Subject": Header(subject, "utf-8").encode(linesep="\r\n"),
        "Date": format_datetime(datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=sent // 10)) if sent else "",
        "Message-ID": _one_line(file.text(_MESSAGE_ID)),
    }
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value).encode("utf-8", "replace")


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _body(file: _File, mark: str) -> bytes:
    """The rest of the header and the parts; the boundaries are drawn from the file, so that no content can hold them."""
    parts = [_part("text/plain; charset=utf-8", file.text(_BODY).encode("utf-8", "replace"))]
    if html := file.raw(_HTML):
        charset = f"; charset={file.charset}" if file.charset else ""
        parts.append(_part(f"text/html{charset}", html))
    elif written := file.text(_HTML):
        parts.append(_part("text/html; charset=utf-8", written.encode("utf-8", "replace")))
    shown = _multipart("alternative", f"a{mark}", parts) if len(parts) > 1 else parts[0]
    files = [_attached(file, folder) for folder in file.attachments()]
    return b"MIME-Version: 1.0\r\n" + (_multipart("mixed", f"m{mark}", [shown, *files]) if files else shown)


def _part(kind: str, content: bytes) -> bytes:
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode() + _coded(content)


def _coded(content: bytes) -> bytes:
    return encodebytes(content).replace(b"\n", b"\r\n")


def _multipart(sub: str, boundary: str, parts: list[bytes]) -> bytes:
    mark = f"--{boundary}".encode()
    inside = b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts)
    return f'Content-Type: multipart/{sub}; boundary="{boundary}"\r\n\r\n'.encode() + inside + mark + b"--\r\n"


def _attached(file: _File, folder: str) -> bytes:
    name = next((said for tag in _FILE_NAMES if (said := _one_line(file.text(tag, folder)))), "")
    stated = file.text(_FILE_TYPE, folder)
    kind = stated if _TYPE.fullmatch(stated) else "application/octet-stream"
    named = Header(name.replace('"', ""), "utf-8").encode(linesep="\r\n")
    return (
        f'Content-Type: {kind}; name="{named}"\r\nContent-Disposition: attachment\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n".encode()
        + _coded(file.raw(_FILE_DATA, folder))
    )
