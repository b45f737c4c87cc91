"""Export what persons found wrong as cases for the rules (誤判定の事例): masked, in the very format that the rules' own cases have.

One file a rule. A jurist reads each before it joins the rules' cases, since what is wrong in one mail may be right in the next.
"""

from collections.abc import Iterator
from datetime import datetime

import yaml

from tsuho.casework.decision_ports import DecisionKind, Decisions, ReportDecided
from tsuho.casework.index_text import masked_for_index
from tsuho.casework.message_ports import KeptMessage
from tsuho.casework.view_message import secrets_of
from tsuho.engine.law.jurisdiction import Jurisdiction
from tsuho.words.judged import JudgedReport
from tsuho.words.vocabulary import Channel, Door

_MAX_BODY = 2_000


def rejected(decisions: Decisions, since: datetime) -> list[ReportDecided]:
    """The decisions that make cases: each report once, as it was decided last."""
    found = {
        (each.arrival, each.number_in_arrival): each for each in decisions.of_kind(DecisionKind.NOT_A_VIOLATION, since)
    }
    return list(found.values())


def export_cases(decided: ReportDecided, kept: KeptMessage, law: Jurisdiction) -> Iterator[tuple[str, str]]:
    """(rule, YAML of one case) for each rule whose finding was wrong; nothing for a report without a readable original."""
    judged = kept.standing
    if judged is None or judged.message is None:
        return
    for rule in decided.rules:
        yield rule, yaml.safe_dump([_case(rule, decided, kept, judged, law)], allow_unicode=True, sort_keys=False)


def _case(
    rule: str, decided: ReportDecided, kept: KeptMessage, judged: JudgedReport, law: Jurisdiction
) -> dict[str, object]:
    message = judged.message
    assert message is not None
    secrets = secrets_of(kept)
    written = judged.origin.time if judged.origin and judged.origin.time else message.date or kept.arrival.received_at
    case: dict[str, object] = {
        "name": f"{rule} of arrival {kept.arrival.number}/{kept.number_in_arrival} was wrong",
        "only": True,
        "from": message.from_address,
        "subject": masked_for_index(message.subject, message, secrets),
        "body": masked_for_index(message.text, message, secrets)[:_MAX_BODY],
        "kept": [rule],
        "source": f"found wrong by a person on {decided.at.date().isoformat()}: {decided.reason}",
    }
    if written is not None:
        case["sent_at"] = written.astimezone(law.timezone).strftime("%Y-%m-%d %H:%M")
    if kept.arrival.door is Door.MONITOR:
        case["door"] = "monitor"
    if message.channel is Channel.SMS:
        case["channel"] = "sms"
    return case
