"""Work that falls into pieces, each done whole in one process of this machine, the results as they come.

Each process is made once, with what it needs; a piece says nothing to another. With one process the work is done in this very
one. A process that dies takes the rest with it and says so, since nobody knows what it had done.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

from tsuho.casework.errors import CannotDo
from tsuho.workers.collecting import collect_seldom

Made = TypeVar("Made")
Result = TypeVar("Result")

_made: Any = None  # of one process: what its pieces are worked on with


class InPieces(Generic[Made, Result]):
    """``make`` prepares a process, ``work`` does one piece with it; both importable by name, since processes are spawned."""

    def __init__(self, make: Callable[[], Made], work: Callable[[Made, str], Result]) -> None:
        self._make = make
        self._work = work

    def run(self, pieces: Sequence[str], processes: int) -> Iterator[Result]:
        """Each piece's result, in the order in which they are done. Raises CannotDo when a process died."""
        if processes <= 1 or len(pieces) <= 1:
            made = self._make()
            for piece in pieces:
                yield self._work(made, piece)
            return
        with ProcessPoolExecutor(
            min(processes, len(pieces)), get_context("spawn"), initializer=_prepare, initargs=(self._make,)
        ) as pool:
            left = iter(pieces)
            waiting = {pool.submit(_one, self._work, piece) for piece in islice(left, 2 * processes)}
            try:
                while waiting:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    # as many again as were done: results wait for the reader and not the other way round
                    waiting |= {pool.submit(_one, self._work, piece) for piece in islice(left, len(done))}
                    for each in done:
                        yield each.result()
            except BrokenProcessPool:
                raise CannotDo(
                    "a process died on a piece of the archive; run it again with --workers 1 to see which"
                ) from None
            finally:
                pool.shutdown(cancel_futures=True)


def _prepare(make: Callable[[], object]) -> None:
    global _made  # noqa: PLW0603  # a process has no other place that its pieces share
    _made = make()
    collect_seldom()


def _one(work: Callable[[Any, str], Result], piece: str) -> Result:
    return work(_made, piece)
