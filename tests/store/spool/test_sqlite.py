"""What only a disk can show: durability, several processes, and no trace of chain mail."""

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

from tsuho.store.spool.sqlite import SqliteSpool
from tsuho.words.arrival import Letter
from tsuho.words.vocabulary import Door

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def opened(path, **settings) -> SqliteSpool:
    return SqliteSpool(path, clock=lambda: NOW, linger_seconds=0, **settings)


def letter(raw: bytes, door: Door = Door.FORWARD) -> Letter:
    return Letter(door, NOW, raw)


def test_put_returns_when_another_reader_sees_it(tmp_path):
    spool = opened(tmp_path / "spool")
    (number,) = spool.put([letter(b"seen")])
    with sqlite3.connect(tmp_path / "spool") as other:
        assert other.execute("SELECT raw FROM letters WHERE number = ?", (number,)).fetchone()[0] == b"seen"


def test_many_threads_share_commits_and_each_gets_its_own_number(tmp_path):
    spool = opened(tmp_path / "spool")
    found: dict[bytes, int] = {}

    def put(index: int) -> None:
        for count in range(20):
            raw = b"%d-%d" % (index, count)
            found[raw] = spool.put([letter(raw)])[0]

    threads = [threading.Thread(target=put, args=(index,)) for index in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sqlite3.connect(tmp_path / "spool") as other:
        assert {raw: number for number, raw in other.execute("SELECT number, raw FROM letters")} == found
    assert len(set(found.values())) == 160


PUT_AND_DIE = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from tsuho.store.spool.sqlite import SqliteSpool
from tsuho.words.arrival import Letter
from tsuho.words.vocabulary import Door
spool = SqliteSpool(Path(sys.argv[1]), clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))
for index in range(30):
    number = spool.put([Letter(Door.FORWARD, datetime(2026, 1, 1, tzinfo=UTC), b"mail %d" % index)])[0]
    print(number, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_acknowledged_survives_a_kill(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", PUT_AND_DIE, str(tmp_path / "spool")], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == -signal.SIGKILL
    acknowledged = [int(line) for line in done.stdout.split()]
    batch = opened(tmp_path / "spool").take("w", NOW, 60)
    assert [each.number for each in batch.letters] == acknowledged == list(range(1, 31))
    assert batch.letters[7].letter.raw == b"mail 7"


def _take_all(path, results) -> None:
    spool = opened(path, lanes=3, batch_letters=5)
    while batch := spool.take(str(os.getpid()), NOW, 60):
        results.put([each.number for each in batch.letters])
        spool.acknowledge(batch.number)


def test_two_processes_never_take_the_same_letter(tmp_path):
    spool = opened(tmp_path / "spool")
    numbers = spool.put([letter(b"x%d" % index) for index in range(200)])
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    workers = [context.Process(target=_take_all, args=(tmp_path / "spool", results)) for _ in range(2)]
    for worker in workers:
        worker.start()
    taken: list[int] = []
    while len(taken) < len(numbers):
        taken.extend(results.get(timeout=30))
    for worker in workers:
        worker.join(30)
    assert sorted(taken) == numbers


def test_chain_mail_leaves_no_byte_behind(tmp_path):
    spool = opened(tmp_path / "spool")
    marker = "止めると不幸が訪れます".encode() + b"-unmistakable-marker"
    spool.put([letter(marker * 2000, Door.CHAIN), letter(b"other mail" * 3000)])
    spool.put([letter(marker, Door.CHAIN)])
    on_disk = lambda: any(b"unmistakable" in path.read_bytes() for path in tmp_path.iterdir())  # noqa: E731
    assert on_disk(), "or the test would prove nothing"
    batch = spool.take("w", NOW, 60)
    spool.acknowledge(batch.number, traceless=True)
    assert not on_disk()


def test_a_reader_only_delays_the_cleaning(tmp_path):
    spool = opened(tmp_path / "spool")
    spool.put([letter(b"unmistakable-marker", Door.CHAIN)])
    reader = sqlite3.connect(tmp_path / "spool", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM letters").fetchone()
    spool._connection().execute("PRAGMA busy_timeout = 50")
    spool.acknowledge(spool.take("w", NOW, 60).number, traceless=True)
    on_disk = lambda: any(b"unmistakable" in path.read_bytes() for path in tmp_path.iterdir())  # noqa: E731
    assert on_disk(), "or the test would prove nothing"
    reader.execute("COMMIT")
    assert spool.take("w", NOW, 60) is None
    assert not on_disk(), "a worker with nothing to do cleans up"


def test_what_a_killed_process_left_is_cleaned_by_the_next(tmp_path):
    killed = opened(tmp_path / "spool")
    killed.put([letter(b"unmistakable-marker", Door.CHAIN)])
    killed.leave_no_trace = lambda: None  # it died after the commit and before the cleaning
    killed.acknowledge(killed.take("w", NOW, 60).number, traceless=True)
    assert any(b"unmistakable" in path.read_bytes() for path in tmp_path.iterdir())
    assert opened(tmp_path / "spool").take("w", NOW, 60) is None
    assert not any(b"unmistakable" in path.read_bytes() for path in tmp_path.iterdir())


FILL_THE_DISK = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from tsuho.store.spool.sqlite import SqliteSpool
from tsuho.words.arrival import Letter
from tsuho.words.vocabulary import Door
now = datetime(2026, 1, 1, tzinfo=UTC)
spool = SqliteSpool(Path(sys.argv[1]), clock=lambda: now)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
refused = 0
for index in range(60):
    if index == 50:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    try:
        print(spool.put([Letter(Door.FORWARD, now, b"mail %d " % index + b"x" * 20_000)])[0], index, flush=True)
    except Exception:
        refused += 1
print("refused", refused)
"""


def test_a_full_disk_refuses_and_loses_nothing_and_room_is_enough_to_go_on(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", FILL_THE_DISK, str(tmp_path / "spool")], capture_output=True, timeout=60, check=True
    )
    *lines, last = done.stdout.decode().splitlines()
    accepted = {int(number): int(index) for number, index in (line.split() for line in lines)}
    assert int(last.removeprefix("refused ")) == 60 - len(accepted) > 30
    assert {50, 59} <= set(accepted.values()), "it took mail again once there was room"
    batch = opened(tmp_path / "spool").take("w", NOW, 60)
    assert {each.number: int(each.letter.raw.split()[1]) for each in batch.letters} == accepted


def test_a_small_batch_waits_a_moment_for_company(tmp_path):
    spool = SqliteSpool(tmp_path / "spool", clock=lambda: NOW, linger_seconds=1, batch_letters=3)
    spool.put([letter(b"1")])
    assert spool.take("w", NOW + timedelta(seconds=0.5), 60) is None
    spool.put([letter(b"2"), letter(b"3")])
    assert len(spool.take("w", NOW + timedelta(seconds=0.5), 60).letters) == 3
    spool.put([letter(b"4")])
    assert spool.take("w", NOW + timedelta(seconds=2), 60) is not None


def test_a_batch_is_bounded_in_bytes(tmp_path):
    spool = opened(tmp_path / "spool", batch_bytes=1_000)
    spool.put([letter(b"x" * 600), letter(b"y" * 600), letter(b"z" * 5_000)])
    assert [len(spool.take("w", NOW, 60).letters) for _ in range(3)] == [1, 1, 1]
