"""Opening an archive that a stranger sent: zip, tar and gzip, in memory, bounded in members, bytes and ratio.

Sizes written in an archive lie, so nothing is believed of them: every read has a cap. An archive inside an archive is not
opened. What is refused is named by a message key of unwrap.yaml.
"""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

MAX_MEMBERS = 1_000  # entries an archive may list at all
MAX_TAKEN = 50  # entries that are unpacked
MAX_MEMBER = 10_000_000  # bytes of one unpacked entry
MAX_TOTAL = 40_000_000  # bytes of all unpacked entries of one archive
MAX_RATIO = 100  # times its packed size; text of mails packs by 3 to 20
FREE_OF_RATIO = 200_000  # bytes that an entry may unpack to at any ratio

_ZIP_ENTRY = b"PK\x01\x02"
_METHODS = {
    zipfile.ZIP_STORED,
    zipfile.ZIP_DEFLATED,
    zipfile.ZIP_BZIP2,
}  # LZMA lets the sender choose the memory it takes
_ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".7z", ".rar", ".lzh", ".cab")
_BLOCK = 512  # bytes of a tar block
# What Python's zip reader raises on hostile bytes.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, struct.error,
    KeyError, IndexError, OverflowError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """One unpacked entry: its name as written (never used as a path) and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The wanted entries, and the message key of the gravest thing that was refused; empty: nothing was."""

    members: tuple[Member, ...] = ()
    refused: str = ""


def is_archive_name(name: str) -> bool:
    """Whether a file name is that of an archive, of any kind."""
    return name.lower().endswith(_ARCHIVES)


def unpack(raw: bytes, wanted: Callable[[str], bool]) -> Unpacked:
    """The entries of an archive whose names are wanted; the kind of archive is told by its first bytes."""
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _unzip(raw, wanted)
    if raw.startswith(b"\x1f\x8b"):
        plain = _gunzip(raw)
        return Unpacked(refused="archive_too_large") if plain is None else _untar(plain, wanted)
    if raw[257:262] == b"ustar":
        return _untar(raw, wanted)
    return Unpacked(refused="archive_unknown_kind")


def _unzip(raw: bytes, wanted: Callable[[str], bool]) -> Unpacked:
    if raw.count(_ZIP_ENTRY) > MAX_MEMBERS:  # before the directory is read: a million entries cost a gigabyte
        return Unpacked(refused="archive_too_many_members")
    found: list[Member] = []
    refused = ""
    room = MAX_TOTAL
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            entries = archive.infolist()
            for entry in entries:
                if entry.is_dir() or not wanted(entry.filename):
                    continue
                if len(found) >= MAX_TAKEN:
                    refused = refused or "archive_too_many_members"
                    break
                content = _read_entry(archive, entry, min(room, _limit(min(entry.compress_size, len(raw)))))
                if isinstance(content, str):
                    refused = refused or content
                    continue
                room -= len(content)
                found.append(Member(entry.filename, content))
            if not found and not refused and any(is_archive_name(entry.filename) for entry in entries):
                refused = "archive_in_archive"
    except _DAMAGED:
        refused = refused or "archive_damaged"
    return Unpacked(tuple(found), refused)


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes | str:
    """The entry's bytes, or the key of what forbids them."""
    if entry.flag_bits & 0x1:
        return "archive_encrypted"
    if entry.compress_type not in _METHODS:
        return "archive_unknown_kind"
    try:
        with archive.open(entry) as file:
            content = file.read(limit + 1)
    except _DAMAGED:
        return "archive_damaged"
    return content if len(content) <= limit else "archive_too_large"


def _limit(packed: int) -> int:
    """How many bytes an entry of ``packed`` bytes may unpack to."""
    return min(MAX_MEMBER, max(FREE_OF_RATIO, packed * MAX_RATIO))


def _gunzip(raw: bytes) -> bytes | None:
    """The bytes of a gzip file; what is damaged ends where the damage begins; None where it is too large."""
    limit = min(MAX_TOTAL, max(FREE_OF_RATIO, len(raw) * MAX_RATIO))
    engine = zlib.decompressobj(wbits=31)
    try:
        plain = engine.decompress(raw, limit + 1)
    except zlib.error:
        return b""
    return plain if len(plain) <= limit else None


def _untar(raw: bytes, wanted: Callable[[str], bool]) -> Unpacked:
    """The regular files of a tar archive (POSIX ustar, with GNU and pax long names)."""
    found: list[Member] = []
    refused = ""
    for number, (name, content) in enumerate(_tar_entries(raw)):
        if number >= MAX_MEMBERS or (len(found) >= MAX_TAKEN and wanted(name)):
            refused = refused or "archive_too_many_members"
            break
        if not wanted(name):
            continue
        if len(content) > MAX_MEMBER:
            refused = refused or "archive_too_large"
            continue
        found.append(Member(name, content))
    if not found and not refused:
        refused = "" if raw[257:262] == b"ustar" else "archive_damaged"
    return Unpacked(tuple(found), refused)


def _tar_entries(raw: bytes) -> Iterator[tuple[str, bytes]]:
    at, long_name = 0, ""
    while at + _BLOCK <= len(raw) and raw[at : at + 1] != b"\0":
        block = raw[at : at + _BLOCK]
        size = _octal(block[124:136])
        if size is None or size > len(raw):
            return
        content = raw[at + _BLOCK : at + _BLOCK + size]
        kind = block[156:157]
        if kind == b"L":  # GNU: the name of the next entry
            long_name = _tar_text(content[:_BLOCK])
        elif kind == b"x":  # pax: "25 path=…\n"
            long_name = next((each[5:] for each in _pax(content) if each.startswith("path=")), "")
        elif kind in {b"0", b"\0"}:
            yield long_name or _tar_text(block[:100]), content
            long_name = ""
        at += _BLOCK + -(-size // _BLOCK) * _BLOCK


def _octal(field: bytes) -> int | None:
    digits = field.strip(b"\0 ")
    try:
        return int(digits or b"0", 8) if not digits.startswith(b"-") else None
    except ValueError:
        return None


def _tar_text(field: bytes) -> str:
    return field.split(b"\0", 1)[0].decode("utf-8", "replace")


def _pax(content: bytes) -> Iterator[str]:
    for line in content[:10_000].decode("utf-8", "replace").split("\n"):
        yield line.partition(" ")[2]
