"""Workers are watched: the dead are replaced, the stuck are ended, and stopping lets them finish."""

import functools
import os
import time

from tsuho.workers.processes import Processes


def note_and_wait(folder, stopping, beat, name):
    (folder / f"{name}-{os.getpid()}").touch()
    while not stopping():
        beat()
        time.sleep(0.02)
    (folder / f"{name}-finished").touch()


def hang(folder, _stopping, _beat, name):
    (folder / f"{name}-{os.getpid()}").touch()
    time.sleep(60)


def until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.02)


def test_a_dead_worker_is_replaced_and_stopping_lets_them_finish(tmp_path):
    workers = Processes(functools.partial(note_and_wait, tmp_path), 2, stuck_after_seconds=30)
    workers.start()
    try:
        until(lambda: len(list(tmp_path.iterdir())) == 2)
        os.kill(workers.pids[0], 9)
        until(lambda: (workers.watch(), workers.replaced)[1] == 1)
        until(lambda: len(list(tmp_path.iterdir())) == 3)
    finally:
        workers.stop(20)
    assert {path.name for path in tmp_path.iterdir()} >= {"worker-0-finished", "worker-1-finished"}


def test_a_worker_that_hangs_is_ended(tmp_path):
    workers = Processes(functools.partial(hang, tmp_path), 1, stuck_after_seconds=1.5)
    workers.start()
    try:
        until(lambda: len(list(tmp_path.iterdir())) == 1)
        first = workers.pids[0]
        until(lambda: (workers.watch(), workers.replaced)[1] == 1)
        assert workers.pids[0] != first
    finally:
        workers.stop(0.2)
