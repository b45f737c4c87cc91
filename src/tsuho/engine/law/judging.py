"""Holding the law against one message or one campaign: the period of the sending day, then rule after rule.

A rule that raises is a bug and costs this mail alone: it goes to the list of what waits for a person, with its bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tsuho.engine.law.campaign_case import CampaignSummary
from tsuho.engine.law.in_force import LawInForce, law_on
from tsuho.engine.law.jurisdiction import Jurisdiction
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import CampaignRule, Judgement, Rule, cannot_tell
from tsuho.words.displayed import Display, LawfulBasis, Party
from tsuho.words.judged import Classification, Finding
from tsuho.words.vocabulary import Kind, Standing


def judge_message(mail: OneMessage, jurisdiction: Jurisdiction) -> tuple[Classification, tuple[Finding, ...]]:
    """What a mail is about, and every provision in force on its sending day held against it, in the table's order.

    A provision that did not exist that day says nothing. Where nobody we trust says when the mail was sent, no rule can
    tell.
    """
    day = mail.sent_at.astimezone(jurisdiction.timezone).date() if mail.sent_at else None
    law = law_on(day, jurisdiction.periods)
    classification = jurisdiction.classify(mail, law)
    mail = replace(mail, classification=classification)
    findings = tuple(
        _finding(rule, _judge(rule, mail, law), law, _standing(mail))
        for rule in jurisdiction.rules
        if day is None or rule.in_force.covers(day)
    )
    return classification, findings


@dataclass(frozen=True, slots=True)
class Described:
    """What stands beside the findings of one message: its basis, its display as a table, and who is who in it."""

    lawful_basis: LawfulBasis | None
    display: Display | None
    parties: tuple[Party, ...]


def describe_message(
    mail: OneMessage, classification: Classification, findings: Sequence[Finding], jurisdiction: Jurisdiction
) -> Described:
    """The objects that a person reads the findings by; they judge nothing themselves."""
    mail = replace(mail, classification=classification)
    basis, display, parties = jurisdiction.lawful_basis, jurisdiction.display, jurisdiction.parties
    return Described(
        lawful_basis=basis(mail) if basis else None,
        display=display(mail, findings) if display else None,
        parties=parties(mail) if parties else (),
    )


def judge_campaign(summary: CampaignSummary, jurisdiction: Jurisdiction) -> tuple[Finding, ...]:
    """What only many messages together can show, under the law of the campaign's last day.

    A rule says itself how far its facts stand; where it does not, they are what reports show.
    """
    day: date = summary.last_day
    law = law_on(day, jurisdiction.periods)
    return tuple(
        _finding(rule, rule.judge(summary, law), law, Standing.FACE)
        for rule in jurisdiction.campaign_rules
        if rule.in_force.covers(day)
    )


def _judge(rule: Rule, mail: OneMessage, law: LawInForce) -> Judgement:
    if law.day is None:
        return cannot_tell("sending_time_unknown")
    return rule.needs(mail, law) or rule.judge(mail, law)


def _standing(mail: OneMessage) -> Standing:
    """Mail at a monitor that was in service when it was sent carries further than what a report shows."""
    sheet = mail.monitor
    if mail.kind is not Kind.MONITOR_HIT or sheet is None:
        return Standing.FACE
    if mail.sent_at is None:
        return Standing.MONITOR
    serves = sheet.since <= mail.sent_at and (sheet.retired_at is None or mail.sent_at < sheet.retired_at)
    return Standing.MONITOR if serves else Standing.FACE


def _finding(rule: Rule | CampaignRule, judgement: Judgement, law: LawInForce, standing: Standing) -> Finding:
    return Finding(
        rule=rule.id,
        provision=law.provision(rule.id, rule.provision),
        verdict=judgement.verdict,
        standing=judgement.standing or standing,
        why_key=judgement.why_key,
        details=judgement.details,
        rule_version=rule.version,
        law_date=law.day,
        period=law.period.name if law.period else "",
        evidence=judgement.evidence,
        supports_only=rule.supports_only if isinstance(rule, Rule) else rule.aggravates,
    )
