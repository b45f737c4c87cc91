"""The socket of single messages: the bytes and facts as they came, and every judgement of one report beside one another."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tsuho.words.arrival import Arrival
from tsuho.words.facts import Facts
from tsuho.words.judged import JudgedReport


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a report was judged: at its first reading (``judged_at`` None), or later; ``judged`` None: found no more."""

    judged_at: datetime | None
    judged: JudgedReport | None


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """One report with its arrival and facts as the evidence has them; ``judgements`` oldest first, the last one stands."""

    arrival: Arrival
    number_in_arrival: int
    facts: Facts
    judgements: tuple[Judgement, ...]

    @property
    def standing(self) -> JudgedReport | None:
        """The judgement that stands."""
        return self.judgements[-1].judged if self.judgements else None


class Messages(Protocol):
    """Single reports out of the evidence."""

    def kept(self, arrival: int, number_in_arrival: int, received_at: datetime) -> KeptMessage | None:
        """One report; the time of receipt names the month it lies in. None if it is not here (any more)."""
