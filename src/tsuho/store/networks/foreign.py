"""Which format a foreign network table is in, told by its content, and its rows."""

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tsuho.casework.errors import CannotDo
from tsuho.store.networks import from_csv, from_mmdb, from_rir
from tsuho.store.networks.row import Held

FORMATS = ("mmdb", "rir", "csv")


def format_of(file: Path) -> str:
    """One of mmdb, rir, csv. CannotDo says why a file cannot be opened."""
    try:
        if from_mmdb.is_mmdb(file):
            return "mmdb"
        with _lines(file) as lines:
            first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotDo(f"{file} cannot be read as a network table (mmdb, RIR statistics or CSV): {error}") from None
    return "rir" if from_rir.is_rir(first) else "csv"


def rows_of(file: Path) -> Iterator[Held]:
    """All prefixes of a file of any known format; ``.gz`` is unpacked on the way."""
    kind = format_of(file)
    if kind == "mmdb":
        yield from from_mmdb.rows(file)
        return
    read = from_rir.rows if kind == "rir" else from_csv.rows
    try:
        with _lines(file) as lines:
            yield from read(lines, file.name)
    except UnicodeDecodeError as error:
        raise CannotDo(f"{file} is not UTF-8: {error}") from None


@contextmanager
def _lines(file: Path) -> Iterator[io.TextIOBase]:
    with file.open("rb") as opened:
        packed = opened.read(2) == b"\x1f\x8b"
    if packed:
        with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
            yield lines
    else:
        with file.open(encoding="utf-8", newline="") as lines:
            yield lines
