"""A person finds that findings of a report were wrong (誤判定): they fall, the outcome follows, and the rules get a new case."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from tsuho.casework.decision_ports import DecisionKind, ReportDecided
from tsuho.casework.enter_decision import Deciding, Decision, enter_decision, kept_message, must_say_why
from tsuho.casework.errors import CannotDo
from tsuho.engine.law.jurisdiction import Jurisdiction
from tsuho.engine.law.outcome import outcome_of
from tsuho.words.judged import Finding, JudgedReport
from tsuho.words.vocabulary import Reason, Standing, Verdict

_ACCUSES = (Verdict.BREACHED, Verdict.SUSPECTED)


def reject_finding(
    deciding: Deciding, report: int, rules: Collection[str], *, by: str, reason: str, at: datetime
) -> ReportDecided:
    """Reject the findings of these rules (none: of all that accuse). Raises CannotDo where nothing accuses."""
    must_say_why(by, reason)
    _, kept = kept_message(deciding.records, deciding.messages, report)
    standing = kept.standing
    if standing is None:
        raise CannotDo("cannot_find_judgement", report=report)
    accusing = [each.rule for each in standing.findings if each.verdict in _ACCUSES]
    wrong = tuple(rule for rule in accusing if not rules or rule in rules)
    if unknown := sorted(set(rules) - set(accusing)):
        raise CannotDo("cannot_find_accusation", unknown=", ".join(unknown), accusing=", ".join(accusing) or "no rule")
    if not wrong:
        raise CannotDo("cannot_reject_nothing", report=report)
    after = without_findings(standing, wrong, by, deciding.reading.jurisdiction)
    decision = Decision(DecisionKind.NOT_A_VIOLATION, by, reason, at, wrong)
    return enter_decision(deciding, report, kept, after, decision)


def without_findings(report: JudgedReport, wrong: Collection[str], by: str, law: Jurisdiction) -> JudgedReport:
    """The judgement as it stands when a person rejected these findings; each says by whom."""
    findings = tuple(_rejected(each, by) if each.rule in wrong else each for each in report.findings)
    reasons = [Reason(each) for each in report.reasons]
    return replace(report, findings=findings, outcome=outcome_of(report.classification, findings, reasons, law.rules))


def _rejected(finding: Finding, by: str) -> Finding:
    return replace(
        finding, verdict=Verdict.KEPT, standing=Standing.VERIFIED, why_key="finding_rejected", details={"by": by}
    )
