"""The heads of the audit log in a file that is only ever appended to: one line a head, each with a hash over all before it.

The file belongs on another disk or machine than the database (``[store] audit_heads``); an operator can make it append-only to
everybody with the file system's own means.
"""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from tsuho.casework.audit_ports import Head

_START = "0" * 64


class HeadsInFile:
    """The port AuditHeads on one file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def append(self, head: Head) -> None:
        """Add one line and wait until it is on disk."""
        lines = self._lines()
        said = f"{head.at.astimezone(UTC).isoformat()}\t{head.length}\t{head.hash}"
        line = f"{said}\t{_after(lines[-1] if lines else '', said)}\n"
        file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, line.encode())
            os.fsync(file)
        finally:
            os.close(file)

    def heads(self) -> Sequence[Head]:
        """All heads that can be read, in order."""
        found = []
        for line in self._lines():
            try:
                at, length, last, _ = line.split("\t")
                found.append(Head(datetime.fromisoformat(at), int(length), last))
            except ValueError:  # first_broken says which line it is
                continue
        return found

    def first_broken(self) -> int | None:
        """The number of the first line that is not what was written."""
        before = ""
        for number, line in enumerate(self._lines(), start=1):
            said, _, own = line.rpartition("\t")
            if own != _after(before, said):
                return number
            before = line
        return None

    def _lines(self) -> list[str]:
        try:
            return self._path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []


def _after(before: str, said: str) -> str:
    """The hash of a line: over what it says and the hash of the line before."""
    return sha256(f"{before.rpartition(chr(9))[2] or _START}\t{said}".encode()).hexdigest()
