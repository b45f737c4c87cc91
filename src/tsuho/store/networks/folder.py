"""The folder of a centre's snapshots: import a table into it, list what it holds, look an address up in all of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import file_digest
from itertools import chain
from pathlib import Path

from tsuho.casework.errors import CannotDo
from tsuho.engine.origin.networks import NetworkTable, load_builtin
from tsuho.store.networks.foreign import rows_of
from tsuho.store.networks.snapshot_file import SUFFIX, About, SnapshotFile
from tsuho.store.networks.write_snapshot import write_snapshot
from tsuho.words.judged import Network

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")


@dataclass
class NetworkFolder:
    """All snapshots of a folder; what none of them has, the built-in one may. A new import is seen by running workers.

    ``unusable`` says which files were passed over and why: a broken table must not stop the reading of mail.
    """

    folder: Path
    unusable: list[str] = field(default_factory=list)
    _seen: int = -1
    _table: NetworkTable = field(default_factory=lambda: NetworkTable(()))

    def at(self, ip: str, when: datetime | None) -> Network | None:
        """The most specific network of the newest snapshot that is not newer than the time; None: unknown."""
        return self._current().at(ip, when) or load_builtin().at(ip, when)

    def imported(self) -> list[About]:
        """What every imported snapshot says of itself, those of one table together, oldest first."""
        snapshots = self._current().snapshots
        return [snapshot.about for snapshot in snapshots if isinstance(snapshot, SnapshotFile)]

    def _current(self) -> NetworkTable:
        try:
            changed = self.folder.stat().st_mtime_ns
        except FileNotFoundError:
            return self._table
        if changed != self._seen:
            self.unusable = []
            self._table = NetworkTable(self._opened())
            self._seen = changed
        return self._table

    def _opened(self) -> Iterator[SnapshotFile]:
        for file in sorted(self.folder.glob(f"*{SUFFIX}")):
            try:
                yield SnapshotFile(file)
            except CannotDo as error:
                self.unusable.append(str(error))


def import_table(folder: Path, files: Sequence[Path], as_of: date, name: str) -> About:
    """Make one snapshot of the named files; CannotDo says what is wrong with them, and nothing is kept then."""
    name = name or files[0].name.partition(".")[0]
    if not _NAME.fullmatch(name):
        raise CannotDo(f"{name!r} cannot name a table: letters, digits, '.', '_' and '-', 60 at most; say --name")
    for file in files:
        if not file.is_file():
            raise CannotDo(f"there is no file {file}")
    place = folder / f"{name}@{as_of}{SUFFIX}"
    if place.exists():
        raise CannotDo(f"{place} is there already, and findings may stand on it; import under another --name")
    source = ", ".join(file.name for file in files)
    about = About(name, as_of, 0, source, ",".join(_digest(file) for file in files))
    folder.mkdir(parents=True, exist_ok=True)
    count = write_snapshot(place, about, chain.from_iterable(map(rows_of, files)))
    return About(name, as_of, count, source, about.sha256)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()
