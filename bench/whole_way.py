"""The whole way on this machine: SMTP in, evidence committed and counted; reports a second, and memory under load.

Starts `tsuho serve` in a sample centre. First 10 kB mails for speed, then 100,000 small ones with 64 connections sending
1 MB each beside them, while every process's resident memory is watched. Everything on loopback, bounded in count.
"""

import json
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from measuring import report
from processes_seen import cpu_seconds, family, resident_megabytes

from tsuho.wiring.make import make_centre
from tsuho.wiring.open import Centre, open_centre
from tsuho.wiring.settings import read_settings

GENERATOR = Path(__file__).with_name("generator.py")
SPEED, MEMORY = 6_000, 100_000


def main() -> None:
    """Measure and write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "centre"
        make_centre(folder, simulated=True)
        file = folder / "tsuho.toml"
        file.write_text(file.read_text("utf-8").replace("[smtp]", "[smtp]\nmax_connections_per_ip = 200"), "utf-8")
        centre = open_centre(read_settings(folder))
        command = [sys.executable, "-m", "tsuho", "--centre", str(folder), "serve", "--smtp", "127.0.0.1:0"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        try:
            port = int((process.stdout.readline() if process.stdout else b"").rsplit(b":", 1)[1])
            time.sleep(5)
            rows = [_speed(process.pid, port, centre), *_memory(process.pid, port, centre)]
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(120)
    report("whole_way", rows, "SMTP to evidence committed and counted, 2 workers, everything on the same two cores")


def _speed(pid: int, port: int, centre: Centre) -> dict[str, object]:
    before = {each: cpu_seconds(each) for each in family(pid)}
    begun = time.monotonic()
    said = _generate(port, SPEED, 16, 10_000)
    _judged(centre)
    seconds = time.monotonic() - begun
    used = sum(cpu_seconds(each) - before.get(each, 0.0) for each in family(pid))
    return {
        "what": "10 kB mails, 16 connections",
        "mails": SPEED,
        "value": f"{SPEED / seconds:,.0f} reports/s",
        "our CPU s": round(used, 1),
        "generator CPU s": round(said["cpu"], 1),
    }


def _memory(pid: int, port: int, centre: Centre) -> list[dict[str, object]]:
    peak: dict[int, float] = {}
    watching = threading.Event()

    def watch() -> None:
        while not watching.wait(0.25):
            for each in family(pid):
                peak[each] = max(peak.get(each, 0.0), resident_megabytes(each))

    thread = threading.Thread(target=watch)
    thread.start()
    begun = time.monotonic()
    said = _generate(port, MEMORY, 16, 2_000, "large")
    _judged(centre)
    seconds = time.monotonic() - begun
    watching.set()
    thread.join()
    return [
        {
            "what": "100,000 mails of 2 kB, and 64 connections of 1 MB",
            "mails": MEMORY + 64,
            "value": f"{max(peak.values()):,.0f} MB in the largest of {len(peak)} processes; {MEMORY / seconds:,.0f} reports/s",
            "our CPU s": round(sum(map(cpu_seconds, family(pid))), 1),
            "generator CPU s": round(said["cpu"], 1),
        }
    ]


def _generate(port: int, count: int, connections: int, size: int, *more: str) -> dict[str, float]:
    arguments = [str(port), "meiwaku@centre.example", str(count), str(connections), str(size), *more]
    done = subprocess.run([sys.executable, str(GENERATOR), *arguments], capture_output=True, check=True, timeout=1_200)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _judged(centre: Centre) -> None:
    while centre.spool.waiting().arrivals:
        time.sleep(0.05)


if __name__ == "__main__":
    main()
