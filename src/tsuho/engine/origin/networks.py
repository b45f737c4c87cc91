"""Who held an address at a date: dated snapshots of prefix → AS, holder, country, the longest prefix winning.

A snapshot is a table as of one day. An address is looked up in the newest one that is not newer than the mail; where the mail
is older than all of them the oldest one answers, and its name, which is kept with the finding, says so.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from ipaddress import ip_address, ip_network

import yaml

from tsuho.words.judged import Network


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a snapshot: prefix in CIDR, AS number or None, holder, ISO country, empty where unknown."""

    prefix: str
    asn: int | None
    holder: str
    country: str


class Snapshot:
    """One table as of one day. Prefixes may nest; each address is held by the longest one that covers it."""

    def __init__(self, rows: Iterable[Row], name: str, as_of: date) -> None:
        self.name = name
        self.as_of = as_of
        self._starts: dict[int, list[int]] = {4: [], 6: []}
        self._rows: dict[int, list[Row | None]] = {4: [], 6: []}
        for version in (4, 6):
            self._flatten(version, [row for row in rows if ip_network(row.prefix).version == version])

    def at(self, ip: str) -> Network | None:
        """The network of an address in this table."""
        address = ip_address(ip)
        index = bisect_right(self._starts[address.version], int(address)) - 1
        row = self._rows[address.version][index] if index >= 0 else None
        return Network(row.prefix, row.asn, row.holder, row.country, self.name) if row else None

    def _flatten(self, version: int, rows: Sequence[Row]) -> None:
        """Nested prefixes become disjoint ranges, so that one bisection answers."""
        ranges = sorted(
            ((int(network.network_address), int(network.broadcast_address) + 1, network.prefixlen, row)
             for row in rows for network in [ip_network(row.prefix)]),
            key=lambda each: (each[0], each[2]),
        )  # fmt: skip
        open_ranges: list[tuple[int, Row]] = []  # (end, row) of the prefixes around the current place, outermost first
        starts, held = self._starts[version], self._rows[version]

        def begin(at: int, row: Row | None) -> None:
            if starts and starts[-1] == at:
                held[-1] = row
            else:
                starts.append(at)
                held.append(row)

        def close(until: int) -> None:
            while open_ranges and open_ranges[-1][0] <= until:
                end, _ = open_ranges.pop()
                begin(end, open_ranges[-1][1] if open_ranges else None)

        for start, end, _, row in ranges:
            close(start)
            begin(start, row)
            open_ranges.append((end, row))
        close(1 << 129)


@dataclass(frozen=True, slots=True)
class NetworkTable:
    """All snapshots, oldest first."""

    snapshots: tuple[Snapshot, ...]

    def at(self, ip: str, when: datetime | None) -> Network | None:
        """Who held an address at a time (aware; None: the newest table)."""
        if not self.snapshots:
            return None
        if when is None:
            return self.snapshots[-1].at(ip)
        index = bisect_right([snapshot.as_of for snapshot in self.snapshots], when.date()) - 1
        return self.snapshots[max(0, index)].at(ip)


@cache
def load_builtin() -> NetworkTable:
    """The documentation networks with invented holders, for demo and tests; all that a fresh centre knows."""
    file = files("tsuho.engine.origin").joinpath("documentation_networks.yaml")
    table = yaml.safe_load(file.read_text("utf-8"))
    rows = [Row(each["prefix"], each["asn"], each["holder"], each["country"]) for each in table["networks"]]
    return NetworkTable((Snapshot(rows, table["name"], table["as_of"]),))
