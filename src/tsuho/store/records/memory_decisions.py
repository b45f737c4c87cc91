"""Decisions of single reports in memory: for tests of what is done with them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tsuho.casework.decision_ports import DecisionKind, ReportDecided


@dataclass
class MemoryDecisions:
    """The port Decisions in a list."""

    _all: list[ReportDecided] = field(default_factory=list)

    def append(self, decided: ReportDecided) -> int:
        """Keep a decision; how many there are of this report now."""
        self._all.append(decided)
        return len(self.of_report(decided.arrival, decided.number_in_arrival))

    def of_report(self, arrival: int, number_in_arrival: int) -> list[ReportDecided]:
        """The decisions of a report, oldest first."""
        return [each for each in self._all if (each.arrival, each.number_in_arrival) == (arrival, number_in_arrival)]

    def of_kind(self, kind: DecisionKind, since: datetime) -> Sequence[ReportDecided]:
        """All decisions of a kind from a time on, oldest first."""
        return [each for each in self._all if each.kind is kind and each.at >= since]

    def keys(self) -> frozenset[tuple[int, int]]:
        """Every report that a person decided of."""
        return frozenset((each.arrival, each.number_in_arrival) for each in self._all)
