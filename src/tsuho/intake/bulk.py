"""The bulk door: mails from files — .eml, folders, mbox, Maildir, tar and zip — one letter a mail, nothing unpacked to disk.

A member that cannot be read is an `Unreadable` in its place: it costs itself, never the batch. A file's own time is never a
receipt time.
"""

import json
import mailbox
import re
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from tsuho.casework.errors import CannotDo
from tsuho.words.arrival import Envelope, Letter, Peer
from tsuho.words.vocabulary import Door

MAX_MAIL = 50_000_000  # bytes of one mail
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_READ = 1_000_000


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file or member that could not be taken, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class _Taking:
    """How this run takes mails: through which door, when they were received, and what a sidecar states of each."""

    door: Door
    monitor: str
    received_at: datetime
    simulated: bool
    remember: bool
    stated: Mapping[str, Mapping[str, Any]]

    def letter(self, name: str, raw: bytes) -> Letter | Unreadable:
        if len(raw) > MAX_MAIL:
            return Unreadable(name, f"larger than {MAX_MAIL:,} bytes")
        envelope = Envelope(None, (self.monitor,) if self.monitor else ())
        key = f"{name}#{sha256(raw).hexdigest()}" if self.remember else ""
        letter = Letter(self.door, self.received_at, raw, None, envelope, name, self.simulated, key)
        stated = self.stated.get(name) or self.stated.get(name.rpartition("/")[2])
        if not stated:
            return letter
        try:
            return _as_stated(letter, stated)
        except (KeyError, TypeError, ValueError) as error:
            return Unreadable(name, f"its line in the sidecar is wrong ({type(error).__name__}: {error})")


def letters_from(
    path: Path, *, door: Door, received_at: datetime, monitor: str = "", simulated: bool = False, remember: bool = False
) -> Iterator[Letter | Unreadable]:
    """Every mail below a path, in name order.

    ``remember`` gives each letter a key (its name and hash), so that the spool passes over what it had before. A sidecar
    (``*.jsonl`` beside the mails) may state time, peer and envelope, and is obeyed in a ``simulated`` centre alone.
    """
    if not path.exists():
        raise CannotDo(f"there is no {path}")
    taking = _Taking(door, monitor, received_at, simulated, remember, {})
    if path.is_dir():
        if (path / "cur").is_dir() and (path / "new").is_dir():
            yield from _maildir(path, taking)
        else:
            yield from _folder(path, taking)
        return
    yield from _file(path, path.name, taking)


def _file(path: Path, name: str, taking: _Taking) -> Iterator[Letter | Unreadable]:
    try:
        if path.suffix.lower() == ".zip":
            yield from _zip(path, name, taking)
        elif tarfile.is_tarfile(path):
            yield from _tar(path, name, taking)
        elif _is_mbox(path):
            yield from _mbox(path, name, taking)
        else:
            yield taking.letter(name, path.read_bytes())
    except (OSError, tarfile.TarError, zipfile.BadZipFile, EOFError) as error:
        yield Unreadable(name, f"{type(error).__name__}: {error}")


def _folder(folder: Path, taking: _Taking) -> Iterator[Letter | Unreadable]:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    taking = replace(taking, stated=_sidecars([file.read_bytes() for file in files if file.suffix == ".jsonl"], taking))
    for file in files:
        if file.suffix != ".jsonl" and not file.name.startswith("."):
            yield from _file(file, str(file.relative_to(folder)), taking)


def _maildir(folder: Path, taking: _Taking) -> Iterator[Letter | Unreadable]:
    for file in sorted([*(folder / "cur").iterdir(), *(folder / "new").iterdir()]):
        yield taking.letter(file.name, file.read_bytes())


def _is_mbox(path: Path) -> bool:
    """An mbox begins with a From_ line and holds more than the one mail such a line may stand before."""
    if path.suffix.lower() in {".mbox", ".mbx"}:
        return True
    with path.open("rb") as opened:
        head = opened.read(5)
    return head == b"From " and path.suffix.lower() != ".eml"


def _mbox(path: Path, name: str, taking: _Taking) -> Iterator[Letter | Unreadable]:
    """One mail after another; the From_ line is not part of it, and a quoted one (mboxrd) loses one quote mark."""
    box = mailbox.mbox(path, create=False)
    try:
        for number, key in enumerate(box.iterkeys()):
            raw = box.get_bytes(key)
            yield taking.letter(f"{name}#{number}", _QUOTED_FROM.sub(rb"\1", raw))
    finally:
        box.close()


def _tar(path: Path, name: str, taking: _Taking) -> Iterator[Letter | Unreadable]:
    with tarfile.open(path) as archive:
        sidecars = [_member(archive, each) for each in archive if each.isfile() and each.name.endswith(".jsonl")]
        taking = replace(taking, stated=_sidecars(sidecars, taking))
    with tarfile.open(path) as archive:
        for member in archive:
            if not member.isfile() or member.name.endswith(".jsonl"):
                continue
            if member.size > MAX_MAIL:
                yield Unreadable(f"{name}/{member.name}", f"larger than {MAX_MAIL:,} bytes")
                continue
            yield taking.letter(f"{name}/{member.name}", _member(archive, member))


def _member(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    opened = archive.extractfile(member)
    return opened.read(MAX_MAIL + 1) if opened else b""


def _zip(path: Path, name: str, taking: _Taking) -> Iterator[Letter | Unreadable]:
    with zipfile.ZipFile(path) as archive:
        sidecars = [archive.read(each) for each in archive.namelist() if each.endswith(".jsonl")]
        taking = replace(taking, stated=_sidecars(sidecars, taking))
        for member in sorted(archive.infolist(), key=lambda each: each.filename):
            if member.is_dir() or member.filename.endswith(".jsonl"):
                continue
            try:
                with archive.open(member) as opened:
                    raw = _bounded(opened)
            except (
                zipfile.BadZipFile,
                RuntimeError,
                NotImplementedError,
                EOFError,
            ) as error:  # encrypted, damaged, unknown
                yield Unreadable(f"{name}/{member.filename}", f"{type(error).__name__}: {error}")
                continue
            yield taking.letter(f"{name}/{member.filename}", raw)


def _bounded(opened: Any) -> bytes:
    """At most one byte more than a mail may have: a member that claims to be small may unpack to gigabytes."""
    pieces: list[bytes] = []
    size = 0
    while size <= MAX_MAIL and (piece := opened.read(_READ)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _sidecars(files: list[bytes], taking: _Taking) -> dict[str, Mapping[str, Any]]:
    """What sidecars state, by file name; nothing in a centre that takes real mail."""
    if not taking.simulated:
        return {}
    found: dict[str, Mapping[str, Any]] = {}
    for line in b"\n".join(files).splitlines():
        try:
            stated = json.loads(line)
        except ValueError:
            continue
        if isinstance(stated, dict) and isinstance(stated.get("file"), str):
            found[stated["file"]] = stated
    return found


def _as_stated(letter: Letter, stated: Mapping[str, Any]) -> Letter:
    peer = stated.get("peer")
    received_at = datetime.fromisoformat(stated["received_at"]) if "received_at" in stated else letter.received_at
    if received_at.tzinfo is None:
        raise ValueError("received_at has no zone")
    return replace(
        letter,
        door=Door(stated.get("door", letter.door)),
        received_at=received_at,
        peer=Peer(peer["ip"], peer.get("port"), peer.get("helo", ""), "", "sidecar") if peer else None,
        envelope=Envelope(stated.get("mail_from"), tuple(stated.get("rcpt_to", letter.envelope.rcpt_to))),
    )
