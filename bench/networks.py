"""Network tables: a million prefixes imported, looked up, and how much memory that takes."""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from ipaddress import ip_address, ip_network
from pathlib import Path

from measuring import report

PREFIXES = 1_000_000
LOOKUPS = 200_000
AT = datetime(2026, 3, 10, tzinfo=UTC)


def table(count: int) -> Iterator[tuple[str, int, str, str]]:
    """Prefixes as a routing table has them: mostly IPv4 of /16 to /24, some nested, a fifth IPv6; holders repeat."""
    chance = random.Random(1)
    seen: set[tuple[int, int, int]] = set()
    while len(seen) < count:
        if chance.random() < 0.8:
            version, length = 4, chance.choice((16, 19, 20, 21, 22, 22, 23, 24, 24, 24, 24))
            start = chance.randrange(1 << 24, 224 << 24) >> (32 - length) << (32 - length)
        else:
            version, length = 6, chance.choice((29, 32, 32, 36, 40, 44, 48, 48))
            start = (0x2400 << 112 | chance.getrandbits(108)) >> (128 - length) << (128 - length)
        if (version, start, length) not in seen:
            seen.add((version, start, length))
            number = chance.randrange(80_000)
            yield str(ip_network((start, length))), number + 1, f"Example Network Operator {number}", "JP"


def addresses(count: int) -> list[str]:
    """Random addresses, four of five IPv4."""
    chance = random.Random(2)
    return [
        str(ip_address(chance.randrange(1 << 24, 224 << 24)))
        if chance.random() < 0.8
        else str(ip_address(0x2400 << 112 | chance.getrandbits(108)))
        for _ in range(count)
    ]


def in_own_process(what: str, folder: Path) -> dict[str, float]:
    """Run one measurement in a process of its own, so that its memory is its own."""
    done = subprocess.run([sys.executable, __file__, what, str(folder)], capture_output=True, text=True, check=True)
    return {key: float(value) for key, value in (line.split("=") for line in done.stdout.split())}


def measure_import(folder: Path) -> None:
    """Seconds and peak memory of importing the CSV."""
    from tsuho.store.networks.folder import import_table

    begun = time.process_time()
    about = import_table(folder / "networks", [folder / "table.csv"], date(2026, 3, 1), "bench")
    place = next((folder / "networks").iterdir())
    print(f"prefixes={about.prefixes} seconds={time.process_time() - begun:.2f}")
    print(
        f"mb={resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} file_mb={place.stat().st_size / 1e6:.1f}"
    )


def measure_lookups(folder: Path) -> None:
    """Look-ups a second, cold then warm, and what they add to memory that no other process shares."""
    from tsuho.store.networks.folder import NetworkFolder

    wanted = addresses(LOOKUPS)
    networks = NetworkFolder(folder / "networks")
    begun = time.perf_counter()
    networks.at("8.8.8.8", AT)
    opened = time.perf_counter() - begun
    before = _own_memory()
    rates = []
    for _ in range(2):
        begun = time.process_time()
        found = sum(networks.at(each, AT) is not None for each in wanted)
        rates.append(LOOKUPS / (time.process_time() - begun))
    print(f"open_ms={opened * 1e3:.1f} first={rates[0]:.0f} again={rates[1]:.0f} found={found}")
    print(f"own_mb={_own_memory() - before:.1f}")


def _own_memory() -> float:
    """Megabytes that this process alone holds: the file's pages are the page cache's, and shared by all workers."""
    rows = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    return sum(int(row.split()[1]) for row in rows if row.startswith("Anonymous:")) / 1024


def main() -> None:
    """Measure and write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "table.csv").open("w", encoding="utf-8") as out:
            out.write("prefix,asn,holder,country\n")
            out.writelines(f"{prefix},{asn},{holder},{country}\n" for prefix, asn, holder, country in table(PREFIXES))
        made = in_own_process("import", folder)
        read = in_own_process("lookups", folder)
    rows: list[dict[str, object]] = [
        {"what": "import of CSV, prefixes", "value": int(made["prefixes"])},
        {"what": "import, CPU seconds", "value": made["seconds"]},
        {"what": "import, peak MB", "value": made["mb"]},
        {"what": "snapshot file, MB", "value": made["file_mb"]},
        {"what": "open, ms", "value": read["open_ms"]},
        {"what": "look-ups/s, each address for the first time", "value": read["first"]},
        {"what": "look-ups/s, again", "value": read["again"]},
        {"what": f"of {LOOKUPS:,} addresses found", "value": int(read["found"])},
        {"what": "memory of a worker's own after all look-ups, MB", "value": read["own_mb"]},
    ]
    note = f"{PREFIXES:,} generated prefixes, random addresses (4/5 IPv4), {os.cpu_count()} cores, one process"
    report("networks", rows, note)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        {"import": measure_import, "lookups": measure_lookups}[sys.argv[1]](Path(sys.argv[2]))
    else:
        main()
