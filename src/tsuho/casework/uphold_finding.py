"""A person finds that what a rule suspected, or held back, is a violation (違反の認定): the findings stand as verified.

A report on hold is published as no violation until then. Nothing is made of a report in which no rule accuses.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from tsuho.casework.decision_ports import DecisionKind, ReportDecided
from tsuho.casework.enter_decision import Deciding, Decision, enter_decision, kept_message, must_say_why
from tsuho.casework.errors import CannotDo
from tsuho.engine.law.jurisdiction import Jurisdiction
from tsuho.engine.law.outcome import outcome_of
from tsuho.words.catalogue import Words
from tsuho.words.judged import Finding, JudgedReport
from tsuho.words.vocabulary import Outcome, Reason, Standing, Verdict

_ACCUSES = (Verdict.BREACHED, Verdict.SUSPECTED)


def uphold_finding(
    deciding: Deciding, report: int, rules: Collection[str], *, by: str, reason: str, at: datetime
) -> ReportDecided:
    """Uphold the findings of these rules (none: of all that accuse). Raises CannotDo where they make no violation."""
    must_say_why(by, reason)
    _, kept = kept_message(deciding.records, deciding.messages, report)
    standing = kept.standing
    if standing is None:
        raise CannotDo("cannot_find_judgement", report=report)
    accusing = [each.rule for each in standing.findings if each.verdict in _ACCUSES and not each.supports_only]
    upheld = tuple(rule for rule in accusing if not rules or rule in rules)
    if unknown := sorted(set(rules) - set(accusing)):
        raise CannotDo("cannot_find_accusation", unknown=", ".join(unknown), accusing=", ".join(accusing) or "no rule")
    if not upheld:
        raise CannotDo("cannot_uphold_nothing", report=report)
    after = with_findings(standing, upheld, by, deciding.reading.jurisdiction)
    if after.outcome is not Outcome.VIOLATION:
        raise CannotDo("cannot_uphold", report=report, outcome=Words(f"outcome_{after.outcome}"))
    return enter_decision(deciding, report, kept, after, Decision(DecisionKind.VIOLATION, by, reason, at, upheld))


def with_findings(report: JudgedReport, upheld: Collection[str], by: str, law: Jurisdiction) -> JudgedReport:
    """The judgement as it stands when a person upheld these findings; each says by whom."""
    findings = tuple(_upheld(each, by) if each.rule in upheld else each for each in report.findings)
    outcome = outcome_of(report.classification, findings, [Reason(each) for each in report.reasons], law.rules)
    if outcome is Outcome.HOLD:  # the guard of a single missing display item asks for a person, and one has looked
        outcome = Outcome.VIOLATION
    return replace(report, findings=findings, outcome=outcome)


def _upheld(finding: Finding, by: str) -> Finding:
    return replace(
        finding, verdict=Verdict.BREACHED, standing=Standing.VERIFIED, why_key="finding_upheld", details={"by": by}
    )
