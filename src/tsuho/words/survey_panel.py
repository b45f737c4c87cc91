"""The half-yearly table of a survey (一覧表) and the comparison of two, as values: what a CSV, a workbook and a paper all show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tsuho.words.surveys import (
    AuthFinding,
    HitsOfDay,
    Mark,
    Scope,
    Service,
    SurveyAnswer,
    SurveyRun,
    Technology,
)


@dataclass(frozen=True, slots=True)
class BlockingRow:
    """OP25B of one service: what was declared, by ``said_by`` (answer or register), and what the monitors saw.

    ``seen`` are all hits from its dynamic ranges in the round, ``against`` those that contradict what was declared; both None
    where no evidence was taken, or no dynamic range is known. ``differ``: the answer and the register do not say the same.
    """

    service: Service
    answer: SurveyAnswer | None
    scope: Scope | None
    since: date | None
    said_by: str
    differ: bool
    seen: int | None = None
    against: tuple[HitsOfDay, ...] | None = None

    @property
    def mark(self) -> Mark:
        """◎ blocks everywhere, ○ towards the mobile carriers, − does not, ? did not say."""
        marks = {Scope.ALL: Mark.FULL, Scope.MOBILE: Mark.PART, Scope.NONE: Mark.NONE}
        return marks[self.scope] if self.scope else Mark.UNKNOWN

    @property
    def contradicted(self) -> bool:
        """Whether the evidence contradicts what was declared; it is shown, never decided here."""
        return bool(self.against)


@dataclass(frozen=True, slots=True)
class AuthRow:
    """What one domain of a service publishes. A technology that was not asked for has no finding: unknown."""

    service: Service
    domain: str
    findings: Mapping[Technology, AuthFinding]

    def mark(self, technology: Technology) -> Mark:
        """The mark of one technology."""
        found = self.findings.get(technology)
        return found.published.mark if found else Mark.UNKNOWN


@dataclass(frozen=True, slots=True)
class Panel:
    """One round's table. ``runs`` are the goes that made it, oldest first."""

    round: str
    since: date
    until: date
    blocking: tuple[BlockingRow, ...]
    auth: tuple[AuthRow, ...]
    runs: tuple[SurveyRun, ...]
    simulated: bool


@dataclass(frozen=True, slots=True)
class CompareLine:
    """How many have each mark in two rounds; ``item`` is ``op25b`` or a technology."""

    item: str
    before: Mapping[Mark, int]
    after: Mapping[Mark, int]


@dataclass(frozen=True, slots=True)
class Changed:
    """One mark that changed between two rounds; both are known."""

    service: str
    domain: str
    item: str
    before: Mark
    after: Mark


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rounds beside each other, over the services and domains that stand in both, so that the base is one.

    ``only_before`` and ``only_after`` are how many rows stand in one alone; ``unknown`` how many marks could not be compared.
    """

    before: Panel
    after: Panel
    lines: tuple[CompareLine, ...]
    changed: tuple[Changed, ...]
    unknown: int
    only_before: int
    only_after: int
