"""Group commit: many doors hand letters in, one thread commits them together, each waits for the disk only once.

A commit of one letter and a commit of a hundred cost the same fsync, so under load the door is as fast as the disk is wide.
"""

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from tsuho.words.arrival import Letter

MAX_LETTERS = 256
MAX_BYTES = 16_000_000

Waiting = tuple[Sequence[Letter], "Future[list[int]]"]


class GroupCommit:
    """``write`` stores many letters in one durable transaction and answers with their numbers, in order."""

    def __init__(self, write: Callable[[Sequence[Letter]], list[int]]) -> None:
        self._write = write
        self._waiting: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def submit(self, letters: Sequence[Letter]) -> "Future[list[int]]":
        """Hand letters in; the future is done when they are on disk, or failed when they are not."""
        if self._thread is None:
            with self._starting:
                if self._thread is None:
                    self._thread = threading.Thread(target=self._run, name="spool-writer", daemon=True)
                    self._thread.start()
        done: Future[list[int]] = Future()
        # from here on it cannot be cancelled: a peer that hangs up now must not break the commit of everybody else
        done.set_running_or_notify_cancel()
        self._waiting.put((letters, done))
        return done

    def close(self) -> None:
        """Commit what was handed in, then end the thread."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        while True:
            first = self._waiting.get()
            if first is None:
                return
            together, ending = self._gather(first)
            self._commit(together)
            if ending:
                return

    def _gather(self, first: Waiting) -> tuple[list[Waiting], bool]:
        """Everything that waits by now, up to a bound of letters and bytes."""
        together = [first]
        count, size = len(first[0]), sum(len(letter.raw) for letter in first[0])
        while count < MAX_LETTERS and size < MAX_BYTES:
            try:
                waiting = self._waiting.get_nowait()
            except queue.Empty:
                break
            if waiting is None:
                return together, True
            together.append(waiting)
            count += len(waiting[0])
            size += sum(len(letter.raw) for letter in waiting[0])
        return together, False

    def _commit(self, together: Sequence[Waiting]) -> None:
        try:
            numbers = self._write([letter for letters, _ in together for letter in letters])
        except Exception as error:  # noqa: BLE001  # whoever waits must hear of it, or a door would say 250
            for _, done in together:
                done.set_exception(error)
            return
        at = 0
        for letters, done in together:
            done.set_result(numbers[at : at + len(letters)])
            at += len(letters)
