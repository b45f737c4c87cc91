"""One snapshot in one file that is mapped, not read: a worker holds only the pages that it looked at.

Layout: a line of magic, the length of a JSON heading (8 bytes, little-endian), the heading, then arrays of fixed-width numbers
in the heading's order, each at a multiple of 8 bytes. Per IP version: the starts of disjoint ranges with the row that holds
each (row + 1; 0: nobody), and the rows (first address, prefix length, holder); then the holders (AS, country, name), each once.
IPv6 addresses are two 64-bit halves.
"""

import json
import mmap
import sys
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import Any, Literal

from tsuho.casework.errors import CannotDo
from tsuho.words.judged import Network

MAGIC = b"tsuho networks 1\n"
SUFFIX = ".networks"
# section → format of one item, in the order of the file
SECTIONS: dict[str, Literal["B", "I", "Q"]] = {
    "starts4": "I", "held4": "I", "row4": "I", "length4": "B", "holder4": "I",
    "starts6_high": "Q", "starts6_low": "Q", "held6": "I", "row6_high": "Q", "row6_low": "Q", "length6": "B", "holder6": "I",
    "asn": "I", "country": "B", "name_at": "I", "names": "B",
}  # fmt: skip
_LOW = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class About:
    """What a snapshot says of itself: its table's name, its day, how many prefixes, and the files that it was made of."""

    name: str
    as_of: date
    prefixes: int
    source: str
    sha256: str


class SnapshotFile:
    """A snapshot on disk, mapped. Raises CannotDo for a file that is none, or of a machine of other byte order."""

    def __init__(self, file: Path) -> None:
        try:
            with file.open("rb") as opened:
                self._map = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
            heading = _heading(self._map)
            self.about = About(
                heading["name"], date.fromisoformat(heading["as_of"]), heading["prefixes"], heading["source"],
                heading["sha256"],
            )  # fmt: skip
            whole = memoryview(self._map)
            self._of = {
                name: whole[begin:end].cast(SECTIONS[name]) for name, (begin, end) in heading["sections"].items()
            }
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CannotDo(f"{file} is no snapshot that can be used: {error}; import the table again") from None

    @property
    def name(self) -> str:
        """The table that this is a snapshot of."""
        return self.about.name

    @property
    def as_of(self) -> date:
        """The day that it speaks of."""
        return self.about.as_of

    def at(self, ip: str) -> Network | None:
        """The network of an address: one bisection."""
        address = ip_address(ip)
        value = int(address)
        row = self._row4(value) if address.version == 4 else self._row6(value)
        return self._network(address.version, row - 1) if row else None

    def _row4(self, value: int) -> int:
        index = bisect_right(self._of["starts4"], value) - 1
        return self._of["held4"][index] if index >= 0 else 0

    def _row6(self, value: int) -> int:
        high, low = value >> 64, value & _LOW
        highs = self._of["starts6_high"]
        end = bisect_right(highs, high)
        begin = bisect_left(highs, high, 0, end)
        index = bisect_right(self._of["starts6_low"], low, begin, end) - 1
        return self._of["held6"][index] if index >= 0 else 0

    def _network(self, version: int, row: int) -> Network:
        of = self._of
        if version == 4:
            length, holder = of["length4"][row], of["holder4"][row]
            prefix = f"{IPv4Address(of['row4'][row])}/{length}"
        else:
            length, holder = of["length6"][row], of["holder6"][row]
            prefix = f"{IPv6Address(of['row6_high'][row] << 64 | of['row6_low'][row])}/{length}"
        name = of["names"][of["name_at"][holder] : of["name_at"][holder + 1]].tobytes().decode("utf-8")
        country = of["country"][2 * holder : 2 * holder + 2].tobytes().strip(b"\0").decode("ascii")
        return Network(prefix, of["asn"][holder] or None, name, country, f"{self.name}@{self.as_of}")


def _heading(whole: mmap.mmap) -> dict[str, Any]:
    start = len(MAGIC) + 8
    if whole[: len(MAGIC)] != MAGIC:
        raise ValueError("it does not begin as a snapshot does")
    heading: dict[str, Any] = json.loads(whole[start : start + int.from_bytes(whole[len(MAGIC) : start], "little")])
    if heading["byte_order"] != sys.byteorder:
        raise ValueError("it was made on a machine of other byte order")
    if set(heading["sections"]) != set(SECTIONS):
        raise ValueError("it was written by another version")
    if max(end for _, end in heading["sections"].values()) > len(whole):
        raise ValueError("its end is missing")
    return heading
