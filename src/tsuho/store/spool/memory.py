"""The spool in memory: the same promises but durability; for tests and for one-shot work."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime

from tsuho.casework.ports import Batch, Poison, Spooled, Waiting
from tsuho.words.arrival import Letter


@dataclass(slots=True)
class _Open:
    batch: Batch
    put_at: datetime
    leased_until: float


class MemorySpool:
    """One process, no disk."""

    def __init__(self, *, clock: Callable[[], datetime], lanes: int = 4, batch_letters: int = 200) -> None:
        self._clock = clock
        self._lanes = lanes
        self._batch_letters = batch_letters
        self._waiting: dict[int, tuple[Letter, datetime]] = {}
        self._open: dict[int, _Open] = {}
        self._poison: dict[int, tuple[Letter, str]] = {}
        self._known: set[str] = set()
        self._last = self._last_batch = 0

    def put(self, letters: Sequence[Letter]) -> list[int]:
        """Keep letters and number them."""
        return [self._put(letter) for letter in letters]

    def put_later(self, letters: Sequence[Letter]) -> "Future[list[int]]":
        """The same as a future."""
        done: Future[list[int]] = Future()
        done.set_result(self.put(letters))
        return done

    def _put(self, letter: Letter) -> int:
        if letter.key and letter.key in self._known:
            return 0
        self._known.add(letter.key)
        self._last += 1
        self._waiting[self._last] = (replace(letter, key=""), self._clock())
        return self._last

    def take(self, worker: str, now: datetime, lease_seconds: float) -> Batch | None:  # noqa: ARG002  # one process: who takes is known
        """A batch whose lease ran out, else a new one for a free lane."""
        at = now.timestamp()
        for number in sorted(self._open):
            left = self._open[number]
            if left.leased_until <= at:
                left.batch = replace(left.batch, attempt=left.batch.attempt + 1)
                left.leased_until = at + lease_seconds
                return left.batch
        busy = {left.batch.lane for left in self._open.values()}
        free = next((lane for lane in range(self._lanes) if lane not in busy), None)
        if free is None or not self._waiting:
            return None
        numbers = sorted(self._waiting)[: self._batch_letters]
        oldest = min(self._waiting[number][1] for number in numbers)
        letters = tuple(Spooled(number, self._waiting.pop(number)[0]) for number in numbers)
        self._last_batch += 1
        self._open[self._last_batch] = _Open(Batch(self._last_batch, free, 1, letters), oldest, at + lease_seconds)
        return self._open[self._last_batch].batch

    def hold_in_hand(self, batch: int, number: int | None) -> None:
        """Note which arrival is read next."""
        self._open[batch].batch = replace(self._open[batch].batch, in_hand=number)

    def set_aside(self, batch: int, number: int, reason: str) -> None:
        """Move an arrival of a batch to the poison list."""
        held = self._open[batch]
        for spooled in held.batch.letters:
            if spooled.number == number:
                self._poison[number] = (spooled.letter, reason)
        held.batch = replace(held.batch, letters=tuple(each for each in held.batch.letters if each.number != number))

    def acknowledge(self, batch: int, *, traceless: bool = False) -> None:  # noqa: ARG002  # memory keeps no trace
        """Forget a batch."""
        self._open.pop(batch, None)

    def waiting(self) -> Waiting:
        """How much is not yet acknowledged."""
        held = [each for each in self._open.values() if each.batch.letters]
        put_at = [at for _, at in self._waiting.values()] + [each.put_at for each in held]
        arrivals = len(self._waiting) + sum(len(each.batch.letters) for each in held)
        return Waiting(arrivals, min(put_at, default=None))

    def poisoned(self) -> list[Poison]:
        """The poison list, oldest first."""
        return [
            Poison(number, letter.door, letter.received_at, len(letter.raw), reason)
            for number, (letter, reason) in sorted(self._poison.items())
        ]

    def replay(self, numbers: Sequence[int]) -> int:
        """Put poisoned arrivals back under their old numbers."""
        found = [number for number in numbers if number in self._poison]
        for number in found:
            self._waiting[number] = (self._poison.pop(number)[0], self._clock())
        return len(found)

    def set_aside_letter(self, number: int) -> Letter | None:
        """A poisoned arrival as it came in."""
        return self._poison[number][0] if number in self._poison else None

    def discard(self, number: int) -> bool:
        """Forget a poisoned arrival."""
        return self._poison.pop(number, None) is not None

    def leave_no_trace(self) -> None:
        """Nothing that was taken out is kept."""
