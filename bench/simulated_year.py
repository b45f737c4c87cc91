"""The simulated year as a measurement: a fiscal year at scale 1,000 through real SMTP and the whole house, beside its truth.

Invents 25,380 reports and the rest, sends them over loopback to a sample centre's own door, has two worker processes judge
them, and holds what the centre found against what was intended. Writes bench/results/simulated_year.json and a table.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO

from measuring import report

from tsuho.simulation.invented import Invented
from tsuho.simulation.year import invent_year
from tsuho.terminal.send_simulated import send_all
from tsuho.wiring.compare_simulated import compare_simulated
from tsuho.wiring.doors import AddressBook, smtp_doors
from tsuho.wiring.make import make_centre
from tsuho.wiring.open import Centre, open_centre
from tsuho.wiring.serve import work_process
from tsuho.workers.processes import Processes

SEED, SCALE, YEAR = 26, 1_000, 2014
WANTED = (
    ("outcome accuracy", 0.97),
    ("origin exact where known", 0.99),
    ("campaign pairwise precision", 0.98),
    ("campaign pairwise recall", 0.85),
)


def main() -> None:
    """Measure and write."""
    scale = int(sys.argv[1]) if len(sys.argv) > 1 else SCALE
    with tempfile.TemporaryDirectory() as name:
        centre = open_centre(make_centre(Path(name) / "centre", simulated=True))
        truth = Path(name) / "truth.jsonl"
        load, begun = os.getloadavg()[0], time.monotonic()
        sent, sending = _run(centre, truth, scale)
        seconds, memory, cpu = time.monotonic() - begun, _memory(), _cpu_seconds()
        tables = compare_simulated(centre, truth)
    found = tables.as_json()
    rows = [
        {"what": "arrivals over SMTP", "value": f"{sent:,}", "wanted": ""},
        {"what": "reports compared with their truth", "value": f"{tables.reports:,}", "wanted": ""},
        {"what": "invented and sent, s", "value": f"{sending:.1f}", "wanted": ""},
        {"what": "judged, grouped and counted as well, s", "value": f"{seconds:.1f}", "wanted": "under 180"},
        {"what": "CPU of all processes, s", "value": f"{cpu:.1f}", "wanted": ""},
        {"what": "load of the machine before", "value": f"{load:.1f} on {os.cpu_count()} cores", "wanted": ""},
        {
            "what": "largest memory of the sending process, its door among it, MB",
            "value": f"{memory:.0f}",
            "wanted": "",
        },
        *({"what": what, "value": f"{found[what]:.4f}", "wanted": f"{least}"} for what, least in WANTED),
        {"what": "lawful senders accused", "value": str(tables.accused), "wanted": "0"},
    ]
    _print_tables(found)
    if scale == SCALE:
        report("simulated_year", rows, "a fiscal year at scale 1,000 through SMTP and the whole house, two workers")
        _add_tables(found)
    else:
        print(json.dumps(rows, indent=1))
    print("\ncampaigns of more than one sender, the largest first: (sender, reports)")
    for group, held in tables.mixed():
        print(f"{group:>6}", *held[:6])


def _run(centre: Centre, truth: Path, scale: int) -> tuple[int, float]:
    """Doors and workers on, the year sent, everything judged; how many arrivals, and the seconds until all were sent."""
    settings = centre.settings
    workers = Processes(partial(work_process, settings.folder), 2, settings.workers.stuck_after_seconds)
    (door,) = smtp_doors(centre, settings.with_smtp("127.0.0.1:0"), AddressBook(settings, centre.records))
    workers.start()
    door.start()
    begun = time.monotonic()
    try:
        with truth.open("w", encoding="utf-8") as beside:
            year = _noted(invent_year(YEAR, seed=SEED, scale=scale), beside)
            sent = sum(send_all(year, "127.0.0.1", door.port))
        sending = time.monotonic() - begun
        while centre.spool.waiting().arrivals:
            workers.watch()
            time.sleep(0.1)
    finally:
        door.stop(5.0)
        workers.stop()
    return sent, sending


def _noted(year: Iterator[Invented], beside: IO[str]) -> Iterator[Invented]:
    for each in year:
        beside.write(json.dumps(each.stated(), ensure_ascii=False) + "\n")
        yield each


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _cpu_seconds() -> float:
    """Of this process and of the workers, which have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _print_tables(found: Mapping[str, object]) -> None:
    for name in ("outcome", "form", "reason", "origin", "rule", "examples", "category"):
        print(f"\n{name}: {json.dumps(found[name], indent=1, ensure_ascii=False)}")


def _add_tables(found: Mapping[str, object]) -> None:
    file = Path(__file__).with_name("results") / "simulated_year.json"
    value = json.loads(file.read_text("utf-8"))
    value["tables"] = {name: found[name] for name in ("outcome", "form", "reason", "category", "origin", "rule")}
    file.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
