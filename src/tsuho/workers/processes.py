"""Work in several processes of this machine, watched: one that dies is replaced, one that hangs on a mail is ended.

A wall clock never enters a reading; it stands here alone. A process that has not beaten for so long holds a mail that
cannot be read in time: it is killed, its lease runs out, and the spool names the mail that it had in hand.
"""

import multiprocessing
import multiprocessing.synchronize
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.context import SpawnProcess
from multiprocessing.sharedctypes import Synchronized

_SPAWN = multiprocessing.get_context("spawn")
_LOOK_EVERY = 0.2

# run(stopping, beat, worker name): opens its own centre and works until stopping() says so
Run = Callable[[Callable[[], bool], Callable[[], None], str], None]


@dataclass
class _Worker:
    process: SpawnProcess
    beaten_at: "Synchronized[float]"


@dataclass
class Processes:
    """``count`` worker processes, each running ``run`` (importable by name, since processes are spawned)."""

    run: Run
    count: int
    stuck_after_seconds: float
    name: str = "worker"
    replaced: int = 0
    _workers: list[_Worker] = field(default_factory=list)
    _stop: object = None

    def start(self) -> None:
        """Start all processes."""
        self._stop = _SPAWN.Event()
        self._workers = [self._started(index) for index in range(self.count)]

    def watch(self) -> None:
        """Look once: replace the dead, end the stuck. Call this again and again."""
        for index, worker in enumerate(self._workers):
            if not worker.process.is_alive():
                self._workers[index] = self._started(index)
                self.replaced += 1
            elif time.monotonic() - worker.beaten_at.value > self.stuck_after_seconds:
                worker.process.kill()
                worker.process.join()

    def run_until(self, stopping: Callable[[], bool]) -> None:
        """Watch until told to stop."""
        while not stopping():
            self.watch()
            time.sleep(_LOOK_EVERY)

    def stop(self, drain_seconds: float = 30.0) -> None:
        """Let every process finish its batch; one that does not within the time is ended, and its lease runs out."""
        if self._stop is not None:
            self._stop.set()  # type: ignore[attr-defined]
        end = time.monotonic() + drain_seconds
        for worker in self._workers:
            worker.process.join(max(0.1, end - time.monotonic()))
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()

    @property
    def pids(self) -> list[int]:
        """Process ids of the workers, for tests and the console."""
        return [worker.process.pid or 0 for worker in self._workers]

    def _started(self, index: int) -> _Worker:
        beaten_at = _SPAWN.Value("d", time.monotonic())
        process = _SPAWN.Process(
            target=_work,
            args=(self.run, self._stop, beaten_at, f"{self.name}-{index}"),
            name=f"{self.name}-{index}",
            daemon=True,
        )
        process.start()
        return _Worker(process, beaten_at)


def _work(run: Run, stop: "multiprocessing.synchronize.Event", beaten_at: "Synchronized[float]", name: str) -> None:
    # The terminal's Ctrl-C goes to the whole group; only the parent decides when a batch is left unfinished.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)

    def beat() -> None:
        beaten_at.value = time.monotonic()

    parent = os.getppid()

    def stopping() -> bool:
        # a worker whose parent was killed would work on unseen, holding leases that nobody ends
        return stop.is_set() or os.getppid() != parent

    run(stopping, beat, name)
