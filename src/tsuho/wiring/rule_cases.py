"""The cases that jurists wrote for each rule of a country, as a person reads them beside what a rule says of his mail."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from tsuho.words.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class RuleCase:
    """One case: its name, what its text says, what the rule must say of it, and where that stands."""

    name: str
    subject: str
    body: str
    verdict: Verdict
    source: str


@cache
def cases_of(country: str) -> Mapping[str, tuple[RuleCase, ...]]:
    """The cases of each rule, in the order in which they were written (no breach first)."""
    found: dict[str, list[RuleCase]] = {}
    folder = files(f"tsuho.jurisdictions.{country}").joinpath("cases")
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".yaml"):
            for case in yaml.safe_load(file.read_text("utf-8")) or []:
                for rule, one in _of(case):
                    found.setdefault(rule, []).append(one)
    return {rule: tuple(cases) for rule, cases in found.items()}


def _of(case: Mapping[str, object]) -> Iterator[tuple[str, RuleCase]]:
    for verdict in Verdict:
        rules = case.get(verdict.value)
        for rule in rules if isinstance(rules, list) else []:
            said = [str(case.get(name) or "") for name in ("name", "subject", "body")]
            yield str(rule), RuleCase(said[0], said[1], said[2], verdict, str(case.get("source") or ""))
