"""What a rebuild changed, summed up piece by piece: counts by kind and by rule, a few examples, and proposed withdrawals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from tsuho.casework.rebuild import Key, PieceRebuilt, lost_origin, lost_rules
from tsuho.casework.rebuild_ports import NoticedReport

_EXAMPLES = 10
NOTHING = "-"  # a rule that said nothing, an origin that is not there


@dataclass(slots=True)
class Tally:
    """How often something changed, and the first few reports (arrival number, report number) in which it did."""

    count: int = 0
    examples: list[Key] = field(default_factory=list)

    def add(self, key: Key) -> None:
        """Count one report."""
        self.count += 1
        if len(self.examples) < _EXAMPLES:
            self.examples.append(key)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A letter that may have said what is no longer found of one report. A person decides."""

    ticket: str
    kind: str
    party: str
    state: str
    arrival: int
    number_in_arrival: int
    rules_lost: tuple[str, ...]
    origin_was: str = ""
    origin_now: str = ""


@dataclass(slots=True)
class Summary:
    """The whole rebuild. Keys of ``rules`` are (rule, before, now), of ``outcomes`` and ``forms`` (before, now)."""

    arrivals: int = 0
    reports: int = 0
    changed: int = 0
    kinds: dict[str, Tally] = field(default_factory=dict)
    outcomes: dict[tuple[str, str], Tally] = field(default_factory=dict)
    rules: dict[tuple[str, str, str], Tally] = field(default_factory=dict)
    forms: dict[tuple[str, str], Tally] = field(default_factory=dict)
    withdrawals: list[Withdrawal] = field(default_factory=list)
    unreadable: list[tuple[int, str]] = field(default_factory=list)
    chain: list[int] = field(default_factory=list)

    def add(self, piece: PieceRebuilt, noticed: Mapping[Key, Sequence[NoticedReport]]) -> None:
        """Add what one piece brought; ``noticed`` are the letters of each report."""
        self.arrivals += piece.arrivals
        self.reports += piece.reports
        self.changed += len(piece.differences)
        for each in piece.differences:
            key = (each.arrival, each.number_in_arrival)
            for kind in each.changes:
                self.kinds.setdefault(kind.value, Tally()).add(key)
            for verdict in each.verdicts:
                _tally(self.rules, verdict, key)
            before, now = each.was, each.now
            if before and now and before.outcome != now.outcome:
                _tally(self.outcomes, (before.outcome, now.outcome), key)
            if before and now and before.form != now.form:
                _tally(self.forms, (before.form, now.form), key)
        self.withdrawals += _withdrawals(piece, noticed)
        self.unreadable += piece.unreadable
        self.chain += piece.chain

    def as_json(self) -> dict[str, Any]:
        """Plain values for a report file."""
        return {
            "arrivals": self.arrivals,
            "reports": self.reports,
            "changed": self.changed,
            "kinds": {kind: asdict(tally) for kind, tally in sorted(self.kinds.items())},
            "outcomes": _rows(self.outcomes, ("before", "now")),
            "rules": _rows(self.rules, ("rule", "before", "now")),
            "forms": _rows(self.forms, ("before", "now")),
            "withdrawals": [asdict(each) for each in self.withdrawals],
            "unreadable": [{"arrival": number, "why": why} for number, why in self.unreadable],
            "chain_mail": self.chain,
        }


def _tally(tallies: dict[Any, Tally], name: tuple[str, ...], key: Key) -> None:
    tallies.setdefault(tuple(each or NOTHING for each in name), Tally()).add(key)


def _rows(tallies: Mapping[Any, Tally], names: Sequence[str]) -> list[dict[str, Any]]:
    """One row a kind of change, the most frequent first."""
    by_count = sorted(tallies.items(), key=lambda item: (-item[1].count, item[0]))
    return [dict(zip(names, key, strict=True)) | asdict(tally) for key, tally in by_count]


def _withdrawals(piece: PieceRebuilt, noticed: Mapping[Key, Sequence[NoticedReport]]) -> Iterable[Withdrawal]:
    for each in piece.noticed:
        origin = lost_origin(each)
        for letter in noticed.get(each.key, ()):
            rules = lost_rules(each, letter.rules)
            if rules or origin:
                yield Withdrawal(
                    letter.ticket, letter.kind, letter.party, letter.state, *each.key, rules, *(origin or ())
                )
