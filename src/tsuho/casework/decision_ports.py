"""The socket of what persons decided of single reports: kept for ever, and never judged over by a machine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class DecisionKind(StrEnum):
    """What a person decided of a report."""

    READ_AGAIN = "read_again"  # another charset or form was stated
    NOT_A_VIOLATION = "not_a_violation"  # findings were wrong
    VIOLATION = "violation"  # what was suspected or held back is one
    PROVES_NO_MORE = "proves_no_more"  # the monitor that it came to is contaminated since before


@dataclass(frozen=True, slots=True)
class ReportDecided:
    """A decision: ``rules`` are those whose findings were wrong or upheld, ``stated`` what was stated for reading again."""

    arrival: int
    number_in_arrival: int
    kind: DecisionKind
    by: str
    reason: str
    at: datetime
    rules: tuple[str, ...] = ()
    stated: Mapping[str, str] = field(default_factory=dict)
    outcome_before: str = ""
    outcome_after: str = ""


class Decisions(Protocol):
    """Decisions of single reports, appended and never changed."""

    def append(self, decided: ReportDecided) -> int:
        """Keep a decision; how many there are of this report now."""

    def of_report(self, arrival: int, number_in_arrival: int) -> list[ReportDecided]:
        """The decisions of a report, oldest first."""

    def of_kind(self, kind: DecisionKind, since: datetime) -> Sequence[ReportDecided]:
        """All decisions of a kind from a time on, oldest first."""

    def keys(self) -> frozenset[tuple[int, int]]:
        """Every report (arrival, number in it) that a person decided of."""
