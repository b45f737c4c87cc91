"""Judge the mail that came to a contaminated monitor anew: what stood at the monitor stands on its face, and V31 cannot tell.

What a person verified or rejected stays as he left it. Nothing of this mail goes into a notice meanwhile, since notices ask the
register for the monitor's end; so a long list may be worked off in pieces, and again after a crash.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from tsuho.casework.decision_ports import DecisionKind, Decisions
from tsuho.casework.enter_decision import Deciding, Decision, enter_decision, kept_message, must_say_why
from tsuho.casework.errors import CannotDo
from tsuho.casework.message_ports import KeptMessage
from tsuho.casework.monitor_ports import MonitorRegister
from tsuho.engine.law.outcome import outcome_of
from tsuho.engine.read_one import Reading, judge, look
from tsuho.engine.stated import NOTHING_STATED, Stated
from tsuho.words.judged import Finding, JudgedReport
from tsuho.words.vocabulary import Form, Reason, Standing


@dataclass(frozen=True, slots=True)
class ProvedNoMore:
    """How many mails were judged anew, of how many the evidence is gone, and whether some wait still."""

    done: int
    gone: int
    more: bool


def prove_no_more(
    deciding: Deciding, register: MonitorRegister, number: int, *, by: str, reason: str, at: datetime, limit: int
) -> ProvedNoMore:
    """Judge up to ``limit`` of them."""
    must_say_why(by, reason)
    rows = register.still_proving(number, limit + 1)
    done = gone = 0
    for report in rows[:limit]:
        try:
            _, kept = kept_message(deciding.records, deciding.messages, report)
            after = without_proof(kept, deciding.reading, stated_of(deciding.decisions, kept))
            decision = Decision(DecisionKind.PROVES_NO_MORE, by, reason, at)
            enter_decision(deciding, report, kept, after, decision)
            done += 1
        except CannotDo:  # its evidence is past its time; it goes nowhere all the same
            gone += 1
    return ProvedNoMore(done, gone, len(rows) > limit)


def without_proof(kept: KeptMessage, reading: Reading, stated: Stated) -> JudgedReport:
    """The judgement that stands, with every finding made at the monitor as it is made without it."""
    standing = kept.standing
    if standing is None:
        raise CannotDo("cannot_prove_unjudged")
    anew = judge(look(kept.arrival, reading, stated), kept.facts, reading).reports
    found = (
        {each.rule: each for each in anew[kept.number_in_arrival].findings}
        if kept.number_in_arrival < len(anew)
        else {}
    )
    findings = tuple(_on_its_face(each, found.get(each.rule)) for each in standing.findings)
    reasons = [Reason(each) for each in standing.reasons]
    outcome = outcome_of(standing.classification, findings, reasons, reading.jurisdiction.rules)
    return replace(standing, findings=findings, outcome=outcome)


def stated_of(decisions: Decisions, kept: KeptMessage) -> Stated:
    """As what a person had it read, if anybody did."""
    for each in reversed(decisions.of_report(kept.arrival.number, kept.number_in_arrival)):
        if each.kind is DecisionKind.READ_AGAIN:
            form = each.stated.get("form", "")
            return Stated(each.stated.get("charset", ""), Form(form) if form else None)
    return NOTHING_STATED


def _on_its_face(finding: Finding, anew: Finding | None) -> Finding:
    if finding.standing is not Standing.MONITOR:
        return finding
    return replace(anew or finding, standing=Standing.FACE)
