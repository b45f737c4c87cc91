"""What a person should look at first: campaign size × evidence grade × newness, as one number that never goes stale.

The product falls with time for every item alike, so its order does not: size × grade × 2^((last − now) / half-life) has the
same order whatever `now` is. What is kept is the logarithm with `now` left out, and nothing is written again until an item
grows (docs/why/what-comes-first.md).
"""

from datetime import UTC, datetime, timedelta
from math import log2

from tsuho.engine.law.strength import Strength
from tsuho.words.vocabulary import Outcome, Reason

HALF_LIFE = timedelta(days=3)  # after three quiet days an item weighs half
_GRADES = tuple(Strength)  # each grade weighs twice the one below
_START = datetime(2000, 1, 1, tzinfo=UTC)
_STEPS = 1_000  # of one doubling
# A person can mend these by reading otherwise, asking or translating; the others say that there is nothing to read.
_MENDABLE = frozenset({
    Reason.FOREIGN_LANGUAGE, Reason.MOJIBAKE, Reason.NO_SENDER, Reason.NO_DATE, Reason.NO_BODY, Reason.NO_HEADERS,
    Reason.TRUNCATED, Reason.REFUSAL_SET_GAPS, Reason.ORIGINAL_NOT_RECOVERED, Reason.ONLY_SCREENSHOT, Reason.ENCRYPTED,
    Reason.NOT_MAIL,
})  # fmt: skip


def priority(messages: int, grade: Strength, last_at: datetime) -> int:
    """The number by which the queue is ordered: 1,000 more is twice as pressing. ``last_at`` aware."""
    doublings = log2(max(messages, 1)) + _GRADES.index(grade) + (last_at - _START) / HALF_LIFE
    return round(doublings * _STEPS)


def waits_for_a_person(outcome: str, reason: str) -> bool:
    """Whether a report that no campaign holds must be read: on hold, or incomplete in a way that a person can mend."""
    return outcome == Outcome.HOLD or (outcome == Outcome.INCOMPLETE and reason in _MENDABLE)


def comes_back(messages_then: int, grade_then: Strength, messages: int, grade: Strength) -> bool:
    """Whether an item that a person had done with is work again: its grade rose, or it has grown to twice its size."""
    return grade > grade_then or messages >= 2 * max(messages_then, 1)
