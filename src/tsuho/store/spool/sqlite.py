"""The spool on SQLite: durable when ``put`` returns, numbered batches cut before anyone reads them, nothing left of what is gone.

Several processes share the file: doors put, workers take. A batch belongs to a lane, a lane has at most one batch open at a
time, and batch numbers only grow: so the lake can tell from (lane, number) whether it holds a batch already.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import Batch, Poison, Spooled, Waiting
from tsuho.store.spool.group_commit import GroupCommit
from tsuho.store.spool.letters import letter_of, seen_of
from tsuho.words.arrival import Letter
from tsuho.words.vocabulary import Door

_SCHEMA = """
CREATE TABLE IF NOT EXISTS letters (
  number INTEGER PRIMARY KEY AUTOINCREMENT, door TEXT NOT NULL, received_at REAL NOT NULL, put_at REAL NOT NULL,
  seen TEXT NOT NULL, size INTEGER NOT NULL, batch INTEGER, poison TEXT, raw BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS letters_waiting ON letters (number) WHERE batch IS NULL AND poison IS NULL;
CREATE INDEX IF NOT EXISTS letters_batch ON letters (batch) WHERE batch IS NOT NULL;
CREATE INDEX IF NOT EXISTS letters_poison ON letters (number) WHERE poison IS NOT NULL;
CREATE TABLE IF NOT EXISTS batches (
  number INTEGER PRIMARY KEY AUTOINCREMENT, lane INTEGER NOT NULL UNIQUE, attempt INTEGER NOT NULL,
  worker TEXT NOT NULL, leased_until REAL NOT NULL, in_hand INTEGER);
CREATE TABLE IF NOT EXISTS known (key TEXT PRIMARY KEY) WITHOUT ROWID;
"""

_BUSY_MS = 30_000  # how long one process waits for another's transaction
_CLEANING_MS = 100


class SpoolIsShort(CannotDo):
    """The disk is nearly full; the door answers 452 and the sender tries again later."""


class SqliteSpool:
    """``free_bytes`` tells the free disk; below ``min_free_bytes`` nothing more is accepted. ``clock`` is in seconds.

    A worker waits ``linger_seconds`` for company before it cuts a small batch: a commit of one row costs as much as one of
    two hundred.
    """

    def __init__(
        self,
        path: Path,
        *,
        clock: Callable[[], datetime],
        lanes: int = 4,
        batch_letters: int = 200,
        batch_bytes: int = 16_000_000,
        linger_seconds: float = 0.5,
        free_bytes: Callable[[], int] | None = None,
        min_free_bytes: int = 0,
    ) -> None:
        self._path = path
        self._clock = clock
        self._lanes = lanes
        self._batch_letters = batch_letters
        self._batch_bytes = batch_bytes
        self._linger = linger_seconds
        self._free_bytes = free_bytes
        self._min_free_bytes = min_free_bytes
        self._local = threading.local()
        self._cleaning_due = True  # a process that was killed may have left a log behind
        self._commits = GroupCommit(self._write)
        self._connection().executescript(_SCHEMA)

    # --- doors -------------------------------------------------------------------------------------------------------
    def put(self, letters: Sequence[Letter]) -> list[int]:
        """Store letters durably; their numbers, 0 for one whose key is known."""
        return self.put_later(letters).result()

    def put_later(self, letters: Sequence[Letter]) -> "Future[list[int]]":
        """The same for a door that must not block: the future is done when the letters are on disk."""
        if self._free_bytes is not None and self._free_bytes() < self._min_free_bytes:
            raise SpoolIsShort(
                f"less than {self._min_free_bytes:,} bytes are free below {self._path.parent}; make room"
            )
        return self._commits.submit(letters)

    def _write(self, letters: Sequence[Letter]) -> list[int]:
        put_at = self._clock().timestamp()
        numbers = []
        with self._transaction() as connection:
            for letter in letters:
                if letter.key:
                    known = connection.execute("INSERT OR IGNORE INTO known VALUES (?)", (letter.key,)).rowcount == 0
                    if known:
                        numbers.append(0)
                        continue
                row = connection.execute(
                    "INSERT INTO letters (door, received_at, put_at, seen, size, raw) VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        letter.door.value,
                        letter.received_at.timestamp(),
                        put_at,
                        seen_of(letter),
                        len(letter.raw),
                        letter.raw,
                    ),
                )
                numbers.append(int(row.lastrowid or 0))
        return numbers

    # --- workers -----------------------------------------------------------------------------------------------------
    def take(self, worker: str, now: datetime, lease_seconds: float) -> Batch | None:
        """A batch whose lease ran out, oldest first, else a new one for a free lane."""
        at = now.timestamp()
        with self._transaction() as connection:
            left = connection.execute(
                "SELECT number, lane, attempt, in_hand FROM batches WHERE leased_until <= ? ORDER BY number LIMIT 1",
                (at,),
            ).fetchone()
            if left:
                number, lane, attempt, in_hand = left
                connection.execute(
                    "UPDATE batches SET worker = ?, leased_until = ?, attempt = attempt + 1 WHERE number = ?",
                    (worker, at + lease_seconds, number),
                )
                return Batch(number, lane, attempt + 1, self._letters(connection, number), in_hand)
            batch = self._cut(connection, worker, at, lease_seconds)
        if batch is None and self._cleaning_due:
            self.leave_no_trace()
        return batch

    def _cut(self, connection: sqlite3.Connection, worker: str, at: float, lease_seconds: float) -> Batch | None:
        busy = {lane for (lane,) in connection.execute("SELECT lane FROM batches")}
        free = next((lane for lane in range(self._lanes) if lane not in busy), None)
        if free is None:
            return None
        waiting = connection.execute(
            "SELECT number, size, put_at FROM letters WHERE batch IS NULL AND poison IS NULL ORDER BY number LIMIT ?",
            (self._batch_letters,),
        ).fetchall()
        # looking at both ends: a clock set back must not hold mail for ever
        if not waiting or (len(waiting) < self._batch_letters and 0 <= at - waiting[0][2] < self._linger):
            return None
        last, size = waiting[0][0], 0
        for number, letter_size, _ in waiting:
            size += letter_size
            if size > self._batch_bytes and number != waiting[0][0]:
                break
            last = number
        batch = connection.execute(
            "INSERT INTO batches (lane, attempt, worker, leased_until) VALUES (?, 1, ?, ?)",
            (free, worker, at + lease_seconds),
        ).lastrowid
        connection.execute(
            "UPDATE letters SET batch = ? WHERE batch IS NULL AND poison IS NULL AND number <= ?", (batch, last)
        )
        return Batch(int(batch or 0), free, 1, self._letters(connection, int(batch or 0)))

    @staticmethod
    def _letters(connection: sqlite3.Connection, batch: int) -> tuple[Spooled, ...]:
        rows = connection.execute(
            "SELECT number, door, received_at, raw, seen FROM letters WHERE batch = ? ORDER BY number", (batch,)
        )
        return tuple(Spooled(number, letter_of(*rest)) for number, *rest in rows)

    def hold_in_hand(self, batch: int, number: int | None) -> None:
        """Note durably which arrival is read next."""
        with self._transaction() as connection:
            connection.execute("UPDATE batches SET in_hand = ? WHERE number = ?", (number, batch))

    def set_aside(self, batch: int, number: int, reason: str) -> None:
        """Move an arrival of a batch to the poison list."""
        with self._transaction() as connection:
            connection.execute(
                "UPDATE letters SET poison = ?, batch = NULL WHERE number = ? AND batch = ?", (reason, number, batch)
            )

    def acknowledge(self, batch: int, *, traceless: bool = False) -> None:
        """Forget a batch. ``traceless``: it held chain mail, of which neither a free page nor the log may keep a byte."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM letters WHERE batch = ?", (batch,))
            connection.execute("DELETE FROM batches WHERE number = ?", (batch,))
        if traceless or self._cleaning_due:
            self.leave_no_trace()

    def leave_no_trace(self) -> None:
        """Empty the log, which has the zeroes over deleted rows written. While a reader holds it no door can write, so ask for a
        moment only, and again later.
        """
        connection = self._connection()
        connection.execute(f"PRAGMA busy_timeout = {_CLEANING_MS}")
        try:
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        self._cleaning_due = bool(busy)

    # --- what waits --------------------------------------------------------------------------------------------------
    def waiting(self) -> Waiting:
        """How much is not yet acknowledged."""
        count, oldest = self._connection().execute(
            "SELECT count(*), min(put_at) FROM letters WHERE poison IS NULL"
        ).fetchone()  # fmt: skip
        return Waiting(count, datetime.fromtimestamp(oldest, UTC) if oldest is not None else None)

    def poisoned(self) -> list[Poison]:
        """The poison list, oldest first."""
        rows = self._connection().execute(
            "SELECT number, door, received_at, size, poison FROM letters WHERE poison IS NOT NULL ORDER BY number"
        )  # fmt: skip
        return [
            Poison(number, Door(door), datetime.fromtimestamp(received_at, UTC), size, reason)
            for number, door, received_at, size, reason in rows
        ]

    def replay(self, numbers: Sequence[int]) -> int:
        """Put poisoned arrivals back under their old numbers."""
        with self._transaction() as connection:
            return sum(
                connection.execute(
                    "UPDATE letters SET poison = NULL WHERE number = ? AND poison IS NOT NULL", (number,)
                ).rowcount
                for number in numbers
            )

    def set_aside_letter(self, number: int) -> Letter | None:
        """A poisoned arrival as it came in."""
        row = self._connection().execute(
            "SELECT door, received_at, raw, seen FROM letters WHERE number = ? AND poison IS NOT NULL", (number,)
        ).fetchone()  # fmt: skip
        return letter_of(*row) if row else None

    def discard(self, number: int) -> bool:
        """Forget a poisoned arrival: its row is overwritten, and the log emptied."""
        with self._transaction() as connection:
            row = connection.execute("DELETE FROM letters WHERE number = ? AND poison IS NOT NULL", (number,))
        if row.rowcount:
            self.leave_no_trace()
        return bool(row.rowcount)

    def close(self) -> None:
        """Commit what was handed in and let go of this thread's connection."""
        self._commits.close()
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None

    # --- SQLite ------------------------------------------------------------------------------------------------------
    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._path, timeout=_BUSY_MS / 1_000, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")  # 250 means: survives a power cut
            connection.execute("PRAGMA secure_delete = ON")  # a deleted row leaves zeroes, not a copy
            self._local.connection = connection
        return connection

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
