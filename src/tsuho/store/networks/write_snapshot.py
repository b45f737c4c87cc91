"""Write one snapshot: sort the prefixes, make disjoint ranges of them, keep each holder once, and put all into one file."""

import json
import sys
from array import array
from collections.abc import Iterable
from pathlib import Path

from tsuho.casework.errors import CannotDo
from tsuho.engine.origin.networks import disjoint
from tsuho.store.networks.row import BITS, Held
from tsuho.store.networks.snapshot_file import MAGIC, SECTIONS, About

_LOW = (1 << 64) - 1
MAX_PREFIXES = 20_000_000


class _Holders:
    """Each (AS, holder, country) once, numbered."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, str, str], int] = {}

    def number(self, row: Held) -> int:
        return self._numbers.setdefault((row.asn, row.holder, row.country), len(self._numbers))

    def write(self, sections: dict[str, "array[int]"]) -> None:
        names = bytearray()
        for asn, holder, country in self._numbers:
            sections["asn"].append(asn)
            sections["country"].extend(country.encode("ascii").ljust(2, b"\0"))
            sections["name_at"].append(len(names))
            names += holder.encode("utf-8", "replace")
        sections["name_at"].append(len(names))
        sections["names"].frombytes(bytes(names))


def write_snapshot(file: Path, about: About, rows: Iterable[Held]) -> int:
    """Write a snapshot; the number of prefixes. The file appears whole or not at all; of equal prefixes the last counts."""
    sections = {name: array(code) for name, code in SECTIONS.items()}
    holders = _Holders()
    prefixes: dict[int, dict[tuple[int, int], int]] = {4: {}, 6: {}}
    for count, row in enumerate(rows, start=1):
        if count > MAX_PREFIXES:
            raise CannotDo(
                f"more than {MAX_PREFIXES:,} prefixes; the internet has about a million, so look at the file"
            )
        prefixes[row.version][row.start, row.length] = holders.number(row)
    total = sum(map(len, prefixes.values()))
    if not total:
        raise CannotDo(f"there is no prefix in {about.source}; look at its format in docs/how-to/import-networks.md")
    _write_version(sections, 4, prefixes[4])
    _write_version(sections, 6, prefixes[6])
    holders.write(sections)
    _write_file(file, about, sections, total)
    return total


def _write_version(sections: dict[str, "array[int]"], version: int, prefixes: dict[tuple[int, int], int]) -> None:
    """The rows in order, and the ranges that point at them."""
    ordered = sorted(prefixes)
    for start, length in ordered:
        _append(sections, version, f"row{version}", start)
        sections[f"length{version}"].append(length)
        sections[f"holder{version}"].append(prefixes[start, length])
    numbered = ((start, length, row) for row, (start, length) in enumerate(ordered, start=1))
    for start, row_held in disjoint(numbered, BITS[version]):
        if start < 1 << BITS[version]:
            _append(sections, version, f"starts{version}", start)
            sections[f"held{version}"].append(row_held or 0)


def _append(sections: dict[str, "array[int]"], version: int, name: str, address: int) -> None:
    if version == 4:
        sections[name].append(address)
    else:
        sections[f"{name}_high"].append(address >> 64)
        sections[f"{name}_low"].append(address & _LOW)


def _write_file(file: Path, about: About, sections: dict[str, "array[int]"], prefixes: int) -> None:
    heading = {
        "name": about.name, "as_of": about.as_of.isoformat(), "prefixes": prefixes, "source": about.source,
        "sha256": about.sha256, "byte_order": sys.byteorder,
    }  # fmt: skip
    room = 4_096  # for the heading, so that the places of the sections are known before it is written
    places: dict[str, tuple[int, int]] = {}
    at = room
    for name, values in sections.items():
        size = len(values) * values.itemsize
        places[name] = (at, at + size)
        at += size + -size % 8
    text = json.dumps({**heading, "sections": places}, ensure_ascii=False).encode()
    if len(MAGIC) + 8 + len(text) > room:
        raise CannotDo("the names of the files are too long for a snapshot's heading; give them shorter ones")
    half = file.with_suffix(".half")
    with half.open("wb") as out:
        out.write(MAGIC + len(text).to_bytes(8, "little") + text)
        for name, values in sections.items():
            out.seek(places[name][0])
            values.tofile(out)
        out.truncate(at)
    half.replace(file)
