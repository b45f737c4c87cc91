"""Who held an address at a date: dated snapshots of prefix → AS, holder, country, the longest prefix winning.

A snapshot is a table as of one day; snapshots of one name are one table through the years, and several tables (AS numbers of
one, countries of another) complete each other. In each, an address is looked up in the newest snapshot that is not newer than
the mail; where the mail is older than all of them the oldest one answers. The finding keeps which one it was and how old it
was: ``name@day``, or ``later:name@day`` where it is younger than the mail and the prefix may have changed hands between.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from ipaddress import ip_address, ip_network
from typing import Protocol, TypeVar

import yaml

from tsuho.engine.origin.addresses import normal_ip
from tsuho.words.judged import Network

Held = TypeVar("Held")


class Table(Protocol):
    """One snapshot, wherever it lies: its name, its day, and who holds an address in it."""

    @property
    def name(self) -> str:
        """The table that it is a snapshot of."""

    @property
    def as_of(self) -> date:
        """The day that it speaks of."""

    def at(self, ip: str) -> Network | None:
        """The network of an address in its normal form; None where the table has none."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a snapshot: prefix in CIDR, AS number or None, holder, ISO country, empty where unknown."""

    prefix: str
    asn: int | None
    holder: str
    country: str


def disjoint(prefixes: Iterable[tuple[int, int, Held]], bits: int) -> Iterator[tuple[int, Held | None]]:
    """Nested prefixes as disjoint ranges: (first address, what holds it), each up to the next; None: nobody.

    ``prefixes`` are (first address, prefix length, what holds it), sorted by the first two; of two equal ones the later
    holds. Whoever keeps the result answers with one bisection.
    """
    around: list[tuple[int, Held]] = []  # (end, holder) of the prefixes around the current place, outermost first
    pending: tuple[int, Held | None] | None = None

    def closed(until: int) -> Iterator[tuple[int, Held | None]]:
        while around and around[-1][0] <= until:
            end, _ = around.pop()
            yield end, around[-1][1] if around else None

    for start, length, holder in prefixes:
        for found in closed(start):
            if pending and pending[0] != found[0]:
                yield pending
            pending = found
        if pending and pending[0] != start:
            yield pending
        pending = (start, holder)
        around.append((start + (1 << (bits - length)), holder))
    for found in closed(1 << (bits + 1)):
        if pending and pending[0] != found[0]:
            yield pending
        pending = found
    if pending:
        yield pending


class Snapshot:
    """One table as of one day, in memory. Prefixes may nest; each address is held by the longest one that covers it."""

    def __init__(self, rows: Iterable[Row], name: str, as_of: date) -> None:
        self.name = name
        self.as_of = as_of
        self._starts: dict[int, list[int]] = {}
        self._held: dict[int, list[Network | None]] = {}
        ranges: dict[int, list[tuple[int, int, Network]]] = {4: [], 6: []}
        for row in rows:
            prefix = ip_network(row.prefix)
            network = Network(str(prefix), row.asn, row.holder, row.country, f"{name}@{as_of}")
            ranges[prefix.version].append((int(prefix[0]), prefix.prefixlen, network))
        for version, bits in ((4, 32), (6, 128)):
            found = list(disjoint(sorted(ranges[version], key=lambda each: each[:2]), bits))
            self._starts[version] = [start for start, _ in found]
            self._held[version] = [network for _, network in found]

    def at(self, ip: str) -> Network | None:
        """The network of an address in this table."""
        address = ip_address(ip)
        index = bisect_right(self._starts[address.version], int(address)) - 1
        return self._held[address.version][index] if index >= 0 else None


class NetworkTable:
    """All snapshots of all tables."""

    def __init__(self, snapshots: Iterable[Table]) -> None:
        tables: dict[str, list[Table]] = {}
        for snapshot in sorted(snapshots, key=lambda each: each.as_of):
            tables.setdefault(snapshot.name, []).append(snapshot)
        self._tables = tuple(tables.values())

    @property
    def snapshots(self) -> tuple[Table, ...]:
        """All of them, those of one table together, oldest first."""
        return tuple(snapshot for table in self._tables for snapshot in table)

    def at(self, ip: str, when: datetime | None) -> Network | None:
        """Who held an address at a time (aware; None: the newest of each table); None: no table has it."""
        normal = normal_ip(ip)
        if not normal:
            return None
        day = when.date() if when else None
        found = [network for table in self._tables if (network := _at(table, normal, day))]
        return found[0] if len(found) == 1 else _completed(found)


def _at(snapshots: Sequence[Table], ip: str, day: date | None) -> Network | None:
    if day is None:
        return snapshots[-1].at(ip)
    index = bisect_right(snapshots, day, key=lambda snapshot: snapshot.as_of) - 1
    snapshot = snapshots[max(index, 0)]
    found = snapshot.at(ip)
    if found is None:
        return None
    named = found.snapshot if index >= 0 else f"later:{found.snapshot}"
    return replace(found, snapshot=named, snapshot_age_days=(day - snapshot.as_of).days)


def _completed(found: Sequence[Network]) -> Network | None:
    """One answer of several tables: the most specific that knows the AS, its missing country from the next that has one."""
    if not found:
        return None
    by_length = sorted(found, key=lambda network: -int(network.prefix.rpartition("/")[2]))
    base = next((network for network in by_length if network.asn is not None), by_length[0])
    other = next((network for network in by_length if network.country), None)
    if base.country or other is None:
        return base
    ages = [age for age in (base.snapshot_age_days, other.snapshot_age_days) if age is not None]
    return replace(
        base,
        country=other.country,
        snapshot=f"{base.snapshot}+{other.snapshot}",
        snapshot_age_days=max(ages, key=abs, default=None),
    )


@cache
def load_builtin() -> NetworkTable:
    """The documentation networks with invented holders, for demo and tests; all that a fresh centre knows."""
    file = files("tsuho.engine.origin").joinpath("documentation_networks.yaml")
    table = yaml.safe_load(file.read_text("utf-8"))
    rows = [Row(each["prefix"], each["asn"], each["holder"], each["country"]) for each in table["networks"]]
    return NetworkTable((Snapshot(rows, table["name"], table["as_of"]),))
