"""Who held an address at a date: dated snapshots of prefix → AS, holder, country, the longest prefix winning.

A snapshot is a table as of one day. An address is looked up in the newest one that is not newer than the mail; where the mail
is older than all of them the oldest one answers. The finding keeps which one it was: ``name@day``, or ``later:name@day``
where the table is younger than the mail and the prefix may have changed hands between.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
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


_Range = tuple[int, int, int, Network]  # first address, prefix length, the address after the last, holder


class Snapshot:
    """One table as of one day. Prefixes may nest; each address is held by the longest one that covers it."""

    def __init__(self, rows: Iterable[Row], name: str, as_of: date) -> None:
        self.as_of = as_of
        self._starts: dict[int, list[int]] = {4: [], 6: []}
        self._held: dict[int, list[Network | None]] = {4: [], 6: []}
        ranges: dict[int, list[_Range]] = {4: [], 6: []}
        for row in rows:
            prefix = ip_network(row.prefix)
            network = Network(str(prefix), row.asn, row.holder, row.country, f"{name}@{as_of}")
            ranges[prefix.version].append((int(prefix[0]), prefix.prefixlen, int(prefix[-1]) + 1, network))
        for version in (4, 6):
            self._flatten(version, ranges[version])

    def at(self, ip: str) -> Network | None:
        """The network of an address in this table."""
        address = ip_address(ip)
        index = bisect_right(self._starts[address.version], int(address)) - 1
        return self._held[address.version][index] if index >= 0 else None

    def _flatten(self, version: int, ranges: list[_Range]) -> None:
        """Nested prefixes become disjoint ranges, so that one bisection answers."""
        starts, held = self._starts[version], self._held[version]
        around: list[
            tuple[int, Network]
        ] = []  # (end, network) of the prefixes around the current place, outermost first

        def begin(at: int, network: Network | None) -> None:
            if starts and starts[-1] == at:
                held[-1] = network
            else:
                starts.append(at)
                held.append(network)

        def close(until: int) -> None:
            while around and around[-1][0] <= until:
                end, _ = around.pop()
                begin(end, around[-1][1] if around else None)

        for start, _, end, network in sorted(ranges, key=lambda each: each[:2]):
            close(start)
            begin(start, network)
            around.append((end, network))
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
        index = bisect_right(self.snapshots, when.date(), key=lambda snapshot: snapshot.as_of) - 1
        if index >= 0:
            return self.snapshots[index].at(ip)
        found = self.snapshots[0].at(ip)
        return replace(found, snapshot=f"later:{found.snapshot}") if found else None


@cache
def load_builtin() -> NetworkTable:
    """The documentation networks with invented holders, for demo and tests; all that a fresh centre knows."""
    file = files("tsuho.engine.origin").joinpath("documentation_networks.yaml")
    table = yaml.safe_load(file.read_text("utf-8"))
    rows = [Row(each["prefix"], each["asn"], each["holder"], each["country"]) for each in table["networks"]]
    return NetworkTable((Snapshot(rows, table["name"], table["as_of"]),))
