"""Work in this very process: take a batch, examine it, again, until nothing waits or one is told to stop."""

from collections.abc import Callable
from datetime import datetime

from tsuho.casework.examine import Examined, Examiner, examine


def work(
    examiner: Examiner,
    *,
    worker: str,
    now: Callable[[], datetime],
    lease_seconds: float,
    stopping: Callable[[], bool],
    pause: Callable[[float], None] | None = None,
    told: Callable[[Examined], None] = lambda _examined: None,
) -> int:
    """Examine batches; without ``pause`` return when nothing waits, with it wait so many seconds and look again.

    Returns how many arrivals were dealt with.
    """
    dealt_with = 0
    while not stopping():
        examiner.beat()
        batch = examiner.spool.take(worker, now(), lease_seconds)
        if batch is None:
            if pause is None:
                return dealt_with
            pause(0.2)
            continue
        examined = examine(batch, examiner)
        dealt_with += examined.kept + examined.discarded + examined.set_aside
        told(examined)
    return dealt_with
