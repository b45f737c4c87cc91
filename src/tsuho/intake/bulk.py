"""The bulk door: mails from files — .eml, folders, mbox, Maildir, tar and zip — one letter a mail, nothing unpacked to disk.

A member that cannot be read is an `Unreadable` in its place: it costs itself, never the batch. A file's own time is never a
receipt time.
"""

import json
import posixpath
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from tsuho.casework.errors import CannotDo
from tsuho.words.arrival import Envelope, Letter, Peer
from tsuho.words.vocabulary import Door

MAX_MAIL = 50_000_000  # bytes of one mail, and of one sidecar
MAX_MAILS = 1_000_000  # of one path
_TOO_LARGE = f"larger than {MAX_MAIL:,} bytes"
_QUOTED_FROM = re.compile(rb">+From ")
_EMPTY_LINES = (b"\n", b"\r\n")
_READ = 1_000_000


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file or member that could not be taken, and why."""

    name: str
    why: str


Taken = Letter | Unreadable


@dataclass(frozen=True, slots=True)
class _Taking:
    """How this run takes mails: through which door, when they were received, and what sidecars state of each by name."""

    door: Door
    monitor: str
    received_at: datetime
    simulated: bool
    remember: bool
    stated: Mapping[str, Mapping[str, Any]]

    def letter(self, name: str, raw: bytes) -> Taken:
        if len(raw) > MAX_MAIL:
            return Unreadable(name, _TOO_LARGE)
        envelope = Envelope(None, (self.monitor,) if self.monitor else ())
        letter = Letter(self.door, self.received_at, raw, None, envelope, name, self.simulated)
        if self.remember:
            # one hash of both: names may be no Unicode (Shift_JIS in a tar), and need not be kept for ever
            letter = replace(letter, key=sha256(name.encode("utf-8", "backslashreplace") + b"\0" + raw).hexdigest())
        stated = self.stated and self.stated.get(posixpath.normpath(name))
        if not stated:
            return letter
        try:
            return _as_stated(letter, stated)
        except (KeyError, TypeError, ValueError) as error:
            return Unreadable(name, f"its line in the sidecar is wrong ({type(error).__name__}: {error})")


def letters_from(
    path: Path, *, door: Door, received_at: datetime, monitor: str = "", simulated: bool = False, remember: bool = False
) -> Iterator[Taken]:
    """Every mail below a path: of a folder or zip in name order, of an mbox or tar as they lie there.

    ``remember`` gives each letter a key (the hash of its name below the path and its bytes), so that the spool passes over
    what it had before. A sidecar (``*.jsonl`` beside the mails, which it names from where it lies) may state time, peer and
    envelope, and is obeyed in a ``simulated`` centre alone.
    """
    if not path.exists():
        raise CannotDo(f"there is no {path}")
    taking = _Taking(door, monitor, received_at, simulated, remember, {})
    for number, taken in enumerate(_mails(path, taking)):
        if number >= MAX_MAILS:
            yield Unreadable(path.name, f"more than {MAX_MAILS:,} mails; those after it were not taken, split it")
            return
        yield taken


def _mails(path: Path, taking: _Taking) -> Iterator[Taken]:
    if not path.is_dir():
        return _file(path, path.name, taking)
    if (path / "cur").is_dir() and (path / "new").is_dir():
        return _maildir(path, taking)
    return _folder(path, taking)


def _file(path: Path, name: str, taking: _Taking) -> Iterator[Taken]:
    try:
        yield from _kind_of(path)(path, name, taking)
    except Exception as error:  # noqa: BLE001  # what a damaged archive makes the libraries raise has no end
        yield Unreadable(name, f"{type(error).__name__}: {error}")


def _kind_of(path: Path) -> Callable[[Path, str, _Taking], Iterator[Taken]]:
    suffix = path.suffix.lower()
    if suffix == ".eml":
        return _one
    if suffix == ".zip":
        return _zip
    if tarfile.is_tarfile(path):
        return _tar
    with path.open("rb") as opened:
        begins_as_mbox = opened.read(5) == b"From "
    return _mbox if begins_as_mbox or suffix in {".mbox", ".mbx"} else _one


def _one(path: Path, name: str, taking: _Taking) -> Iterator[Taken]:
    with path.open("rb") as opened:
        yield taking.letter(name, opened.read(MAX_MAIL + 1))


def _folder(folder: Path, taking: _Taking) -> Iterator[Taken]:
    files = {str(file.relative_to(folder)): file for file in sorted(folder.rglob("*")) if file.is_file()}
    sidecars = ((name, file.open("rb")) for name, file in files.items() if name.endswith(".jsonl"))
    taking = replace(taking, stated=_sidecars(sidecars, taking))
    for name, file in files.items():
        if not name.endswith(".jsonl") and not file.name.startswith("."):
            yield from _file(file, name, taking)


def _maildir(folder: Path, taking: _Taking) -> Iterator[Taken]:
    for file in sorted([*(folder / "cur").iterdir(), *(folder / "new").iterdir()]):
        name = file.name.partition(":2,")[0]  # the flags after it change when somebody reads the mail
        try:
            yield from _one(file, name, taking)
        except OSError as error:  # a mail program may move it meanwhile
            yield Unreadable(name, f"{type(error).__name__}: {error.strerror}")


def _mbox(path: Path, name: str, taking: _Taking) -> Iterator[Taken]:
    with path.open("rb") as opened:
        for number, raw in enumerate(_split(opened)):
            yield taking.letter(f"{name}#{number}", raw)


def _split(opened: IO[bytes]) -> Iterator[bytes]:
    """The mails of an mbox (the mboxrd way): a From_ line after an empty line begins the next.

    Neither line is part of a mail, and a quoted From_ line loses one quote mark. Of a mail that is too large only so much
    is kept that it shows.
    """
    lines: list[bytes] = []
    size, before = 0, b"\n"
    if not opened.readline(_READ).startswith(b"From "):
        raise ValueError("no From_ line at its beginning, so it is no mbox")
    while line := opened.readline(_READ):
        if line.startswith(b"From ") and before in _EMPTY_LINES:
            yield b"".join(lines[:-1] if lines and lines[-1] in _EMPTY_LINES else lines)
            lines, size = [], 0
        elif size <= MAX_MAIL:
            quoted = before.endswith(b"\n") and _QUOTED_FROM.match(line)
            lines.append(line[1:] if quoted else line)
            size += len(line)
        before = line
    yield b"".join(lines[:-1] if lines and lines[-1] in _EMPTY_LINES else lines)


def _tar(path: Path, name: str, taking: _Taking) -> Iterator[Taken]:
    with tarfile.open(path) as archive:
        sidecars = (
            (f"{name}/{member.name}", opened)
            for member in _members(archive)
            if member.name.endswith(".jsonl") and (opened := archive.extractfile(member))
        )
        taking = replace(taking, stated=_sidecars(sidecars, taking))
    with tarfile.open(path) as archive:
        for member in _members(archive):
            if member.name.endswith(".jsonl"):
                continue
            opened = archive.extractfile(member)
            yield taking.letter(f"{name}/{member.name}", opened.read(MAX_MAIL + 1) if opened else b"")
        # A damaged archive ends early for the library, without a word; and only its very end has a checksum.
        if archive.fileobj and archive.fileobj.read(_READ).strip(b"\0"):
            yield Unreadable(name, "damaged: what stands after the last mail taken could not be read")


def _members(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """The files of an archive; each is forgotten when the next is asked for, where the library would keep them all."""
    while (member := archive.next()) is not None:
        if member.isfile():
            yield member
        archive.members.clear()  # type: ignore[attr-defined]  # the types do not know it
    if archive.fileobj:
        archive.fileobj.seek(archive.offset)


def _zip(path: Path, name: str, taking: _Taking) -> Iterator[Taken]:
    with zipfile.ZipFile(path) as archive:
        members = sorted((each for each in archive.infolist() if not each.is_dir()), key=lambda each: each.filename)
        sidecars = (
            (f"{name}/{each.filename}", archive.open(each)) for each in members if each.filename.endswith(".jsonl")
        )
        taking = replace(taking, stated=_sidecars(sidecars, taking))
        for member in members:
            if member.filename.endswith(".jsonl"):
                continue
            try:
                with archive.open(member) as opened:
                    raw = _bounded(opened)
            except Exception as error:  # noqa: BLE001  # encrypted, damaged, packed in a way unknown here
                yield Unreadable(f"{name}/{member.filename}", f"{type(error).__name__}: {error}")
                continue
            yield taking.letter(f"{name}/{member.filename}", raw)


def _bounded(opened: IO[bytes]) -> bytes:
    """At most little more than a mail may have: a member that claims to be small may unpack to gigabytes."""
    pieces: list[bytes] = []
    size = 0
    while size <= MAX_MAIL and (piece := opened.read(_READ)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _sidecars(files: Iterable[tuple[str, IO[bytes]]], taking: _Taking) -> dict[str, Mapping[str, Any]]:
    """What sidecars state, by name of the mail; in a centre that takes real mail none is even opened."""
    if not taking.simulated:
        return {}
    found: dict[str, Mapping[str, Any]] = {}
    for name, opened in files:
        with opened:
            lines = _bounded(opened).splitlines()
        for line in lines:
            try:
                stated = json.loads(line)
            except ValueError:
                continue
            if isinstance(stated, dict) and isinstance(stated.get("file"), str):
                found[posixpath.normpath(posixpath.join(posixpath.dirname(name), stated["file"]))] = stated
    return found


def _as_stated(letter: Letter, stated: Mapping[str, Any]) -> Letter:
    peer = stated.get("peer")
    received_at = datetime.fromisoformat(stated["received_at"]) if "received_at" in stated else letter.received_at
    if received_at.tzinfo is None:
        raise ValueError("received_at has no zone")
    return replace(
        letter,
        door=Door(stated.get("door", letter.door)),
        received_at=received_at.astimezone(UTC),
        peer=Peer(peer["ip"], peer.get("port"), peer.get("helo", ""), "", "sidecar") if peer else None,
        envelope=Envelope(stated.get("mail_from"), tuple(stated.get("rcpt_to", letter.envelope.rcpt_to))),
    )
