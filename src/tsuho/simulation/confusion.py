"""Invented mail beside what a centre found in it: confusion tables of outcome, form, rule, reason, origin and campaign.

Pure: the truth and what was found come in as values, report by report.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tsuho.simulation.invented import ReportTruth
from tsuho.words.vocabulary import Form, Outcome

NOTHING = "(none)"
_LAWFUL = frozenset({"newsletter", "business", "transactional"})
_NEIGHBOURS = frozenset({"X12"})  # tags what another law may want; the truth speaks of this one only
_BREACH_OUTCOMES = frozenset({Outcome.VIOLATION, Outcome.HOLD})


@dataclass(frozen=True, slots=True)
class Found:
    """What a centre made of one report. ``rules`` are those breached or suspected, ``campaign`` its number there."""

    form: str
    outcome: str
    rules: frozenset[str] = frozenset()
    reasons: tuple[str, ...] = ()
    category: str = ""
    ip: str | None = None
    campaign: int | None = None


@dataclass
class Confusion:
    """Tables of (intended, found) with their counts; ``wrong`` keeps the first examples of each error by name."""

    outcome: Counter[tuple[str, str]] = field(default_factory=Counter)
    form: Counter[tuple[str, str]] = field(default_factory=Counter)
    reason: Counter[tuple[str, str]] = field(default_factory=Counter)
    category: Counter[tuple[str, str]] = field(default_factory=Counter)
    origin: Counter[tuple[str, str]] = field(default_factory=Counter)
    rule: dict[str, Counter[tuple[str, str]]] = field(default_factory=lambda: defaultdict(Counter))
    accused: int = 0
    arrivals_unlike: int = 0
    reports: int = 0
    wrong: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _campaigns: Counter[tuple[str, int | None]] = field(default_factory=Counter)

    def add(self, name: str, truths: Sequence[ReportTruth], found: Sequence[Found]) -> None:
        """Compare one arrival; ``name`` is how an example of an error is called."""
        if len(truths) != len(found):
            self.arrivals_unlike += 1
            self._example(f"{len(truths)} reports read as {len(found)}", name)
        for truth, each in zip(truths, found, strict=False):
            self._add(name, truth, each)

    def _add(self, name: str, truth: ReportTruth, found: Found) -> None:
        self.reports += 1
        self.form[truth.form.value, found.form] += 1
        if truth.form.value != found.form:
            self._example(f"form {truth.form.value} as {found.form}", name)
        if truth.outcome is not None:
            self.outcome[truth.outcome.value, found.outcome] += 1
            if truth.outcome.value != found.outcome:
                self._example(f"outcome {truth.outcome.value} as {found.outcome} ({truth.category})", name)
        if truth.reason:
            self.reason[truth.reason, truth.reason if truth.reason in found.reasons else _first(found.reasons)] += 1
        if truth.category:
            self.category[truth.category, found.category or NOTHING] += 1
        if truth.outcome in _BREACH_OUTCOMES:
            self._add_rules(name, truth, found)
        self._add_origin(name, truth, found)
        if truth.category in _LAWFUL and truth.outcome is not Outcome.VIOLATION:
            accused = found.outcome == Outcome.VIOLATION.value
            self.accused += accused
            if accused:
                self._example("a lawful sender accused", name)
        if truth.campaign:
            self._campaigns[truth.campaign, found.campaign] += 1

    def _add_rules(self, name: str, truth: ReportTruth, found: Found) -> None:
        for rule in sorted(found.rules.union(truth.rules) - _NEIGHBOURS):
            intended, said = rule in truth.rules, rule in found.rules
            self.rule[rule]["held" if intended else "not held", "found" if said else "not found"] += 1
            if intended is not said:
                self._example(f"{rule} {'missed' if intended else 'found and not intended'}", name)

    def _add_origin(self, name: str, truth: ReportTruth, found: Found) -> None:
        """Exact where it is known, and none where nothing that may be believed says it."""
        if truth.form is Form.UNRECOVERED:
            return
        intended = "known" if truth.origin_ip else "unknown"
        said = "none named"
        if found.ip is not None:
            said = "the right one" if found.ip == truth.origin_ip else "another"
        self.origin[intended, said] += 1
        if (intended, said) not in {("known", "the right one"), ("unknown", "none named")}:
            self._example(f"origin {intended}: {said}", name)

    def _example(self, error: str, name: str) -> None:
        if len(self.wrong[error]) < 5:
            self.wrong[error].append(name)

    # --- what it comes to
    def accuracy(self) -> float:
        """The share of asserted outcomes that were found."""
        return _share(sum(count for (one, other), count in self.outcome.items() if one == other), self.outcome.total())

    def origin_exact(self) -> float:
        """The share of known origins that were named exactly."""
        known = sum(count for (one, _), count in self.origin.items() if one == "known")
        return _share(self.origin["known", "the right one"], known)

    def campaigns(self) -> tuple[float, float]:
        """Pairwise precision and recall: of two reports put together, how often rightly; of two of one sender, how often so."""
        of_sender: Counter[str] = Counter()
        of_group: Counter[int] = Counter()
        right = 0
        for (sender, group), count in self._campaigns.items():
            of_sender[sender] += count
            if group is not None:
                of_group[group] += count
                right += _pairs(count)
        return (
            _share(right, sum(map(_pairs, of_group.values()))),
            _share(right, sum(map(_pairs, of_sender.values()))),
        )

    def mixed(self, limit: int = 10) -> list[tuple[int, list[tuple[str, int]]]]:
        """The groups that hold most mail of more than one sender."""
        groups: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for (sender, group), count in self._campaigns.items():
            if group is not None:
                groups[group].append((sender, count))
        unlike = [(group, sorted(held, key=lambda each: -each[1])) for group, held in groups.items() if len(held) > 1]
        return sorted(unlike, key=lambda each: -sum(count for _, count in each[1]))[:limit]

    def as_json(self) -> Mapping[str, Any]:
        """All tables and what they come to."""
        precision, recall = self.campaigns()
        return {
            "reports": self.reports,
            "outcome accuracy": round(self.accuracy(), 4),
            "origin exact where known": round(self.origin_exact(), 4),
            "campaign pairwise precision": round(precision, 4),
            "campaign pairwise recall": round(recall, 4),
            "lawful senders accused": self.accused,
            "arrivals read as another number of reports": self.arrivals_unlike,
            "outcome": _table(self.outcome),
            "form": _table(self.form),
            "reason": _table(self.reason),
            "category": _table(self.category),
            "origin": _table(self.origin),
            "rule": {rule: _table(self.rule[rule]) for rule in sorted(self.rule)},
            "examples": dict(sorted(self.wrong.items())),
        }


def _first(reasons: Sequence[str]) -> str:
    return reasons[0] if reasons else NOTHING


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _table(counts: Counter[tuple[str, str]]) -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for (intended, said), count in sorted(counts.items()):
        found.setdefault(intended, {})[said] = count
    return found
