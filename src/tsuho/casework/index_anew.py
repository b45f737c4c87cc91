"""Enter into lists and searches what was filed before they were: reports whose slim rows have nothing to be found by.

The judgement that stands is taken out of the evidence and nothing is judged again. What is entered is marked in its own row, so a
run that was interrupted goes on where it was, and one that is repeated finds nothing to do.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tsuho.casework.message_ports import Messages
from tsuho.casework.rebuild_ports import FoundAgain, Unindexed

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Indexed:
    """How many reports of a batch were entered, and how many have no evidence any more."""

    entered: int
    gone: int


def index_anew(unindexed: Unindexed, messages: Messages) -> Iterator[Indexed]:
    """Enter batch after batch, oldest first, until none is left; each batch is written before it is told."""
    after = 0
    while waiting := unindexed.waiting(after, _AT_ONCE):
        after = waiting[-1].report
        found = []
        for each in waiting:
            kept = messages.kept(each.arrival, each.number_in_arrival, each.received_at)
            if kept is not None and kept.standing is not None:
                found.append(FoundAgain(each.report, kept.arrival, kept.standing))
        unindexed.enter(found)
        yield Indexed(len(found), len(waiting) - len(found))
