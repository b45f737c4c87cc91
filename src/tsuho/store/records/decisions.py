"""The port Decisions on the ORM."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from tsuho.casework.decision_ports import DecisionKind, ReportDecided
from tsuho.store.records.models import ReportDecision


class DecisionsInDatabase:
    """The port Decisions on the ORM."""

    def append(self, decided: ReportDecided) -> int:
        """Keep a decision; how many there are of this report now."""
        ReportDecision.objects.create(
            arrival=decided.arrival,
            number_in_arrival=decided.number_in_arrival,
            kind=decided.kind.value,
            rules=" ".join(decided.rules),
            stated=dict(decided.stated),
            outcome_before=decided.outcome_before,
            outcome_after=decided.outcome_after,
            by=decided.by,
            reason=decided.reason,
            at=decided.at,
        )
        return len(self.of_report(decided.arrival, decided.number_in_arrival))

    def of_report(self, arrival: int, number_in_arrival: int) -> list[ReportDecided]:
        """The decisions of a report, oldest first."""
        rows = ReportDecision.objects.filter(arrival=arrival, number_in_arrival=number_in_arrival)
        return _decided(rows.order_by("id"))

    def of_kind(self, kind: DecisionKind, since: datetime) -> Sequence[ReportDecided]:
        """All decisions of a kind from a time on, oldest first."""
        return _decided(ReportDecision.objects.filter(kind=kind.value, at__gte=since).order_by("id"))

    def keys(self) -> frozenset[tuple[int, int]]:
        """Every report that a person decided of."""
        return frozenset(ReportDecision.objects.values_list("arrival", "number_in_arrival"))


def _decided(rows: Iterable[ReportDecision]) -> list[ReportDecided]:
    return [
        ReportDecided(
            arrival=row.arrival,
            number_in_arrival=row.number_in_arrival,
            kind=DecisionKind(row.kind),
            by=row.by,
            reason=row.reason,
            at=row.at,
            rules=tuple(row.rules.split()),
            stated=row.stated,
            outcome_before=row.outcome_before,
            outcome_after=row.outcome_after,
        )
        for row in rows
    ]
