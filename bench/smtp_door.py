"""The SMTP door alone: durable 250s a second, with 1, 16 and 64 connections, the generator in a process of its own."""

import json
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from measuring import report

from tsuho.casework.receive import receive_later
from tsuho.intake.smtp import SmtpDoor, SmtpDoorSettings
from tsuho.store.spool.sqlite import SqliteSpool
from tsuho.wiring.clock import now
from tsuho.words.vocabulary import Door

GENERATOR = Path(__file__).with_name("generator.py")


def main() -> None:
    """Measure and write."""
    rows: list[dict[str, object]] = []
    for connections, count in ((1, 1_000), (16, 3_000), (64, 3_000)):
        with tempfile.TemporaryDirectory() as folder:
            spool = SqliteSpool(Path(folder) / "spool", clock=now)
            settings = SmtpDoorSettings(max_connections_per_ip=100, fronts=("127.0.0.0/8",))
            door = SmtpDoor(settings, lambda _address: Door.FORWARD, partial(receive_later, spool), now)
            door.start()
            cpu = time.process_time()
            arguments = [str(door.port), "meiwaku@centre.example", str(count), str(connections), "10000"]
            done = subprocess.run(
                [sys.executable, str(GENERATOR), *arguments], capture_output=True, check=True, timeout=300
            )
            cpu = time.process_time() - cpu
            said = json.loads(done.stdout)
            kept = spool.waiting().arrivals
            door.stop(2)
            spool.close()
        if kept != count:
            raise SystemExit(f"{count} were answered with 250 and {kept} are in the spool")
        rows.append(
            {
                "connections": connections,
                "mails": count,
                "durable 250s/s": round(count / said["seconds"], 1),
                "door CPU s": round(cpu, 2),
                "generator CPU s": round(said["cpu"], 2),
            }
        )
    report("smtp_door", rows, "10 kB mails into the SQLite spool, fsync before 250, generator on the same two cores")


if __name__ == "__main__":
    main()
