"""Judge campaigns: gather what was counted and noted of each, and let the law's campaign rules speak.

Joining happens as reports are filed. Nothing is decided here: the rules stand in the jurisdiction, and a person decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tsuho.casework.case_ports import CampaignCases, MeasureKind
from tsuho.casework.ports import CampaignSeen, Records
from tsuho.engine.campaigns.witnesses import witnesses
from tsuho.engine.law.campaign_case import CampaignSummary
from tsuho.engine.law.judging import judge_campaign
from tsuho.engine.law.jurisdiction import Jurisdiction
from tsuho.engine.law.strength import Strength, strength_of
from tsuho.words.judged import Finding
from tsuho.words.vocabulary import Standing, Verdict


@dataclass(frozen=True, slots=True)
class JudgedCampaign:
    """A campaign, its case, what the campaign rules say of it under the law of its last day, and how strong the evidence is."""

    campaign: CampaignSeen
    case: CampaignSummary
    findings: tuple[Finding, ...]
    strength: Strength


def judged_campaigns(
    records: Records, cases: CampaignCases, law: Jurisdiction, *, limit: int
) -> Iterator[JudgedCampaign]:
    """The largest campaigns, each judged."""
    for campaign in records.campaigns(limit=limit):
        yield judged_campaign(campaign, cases, law)


def judged_campaign(campaign: CampaignSeen, cases: CampaignCases, law: Jurisdiction) -> JudgedCampaign:
    """One campaign, judged now from what the records hold of it."""
    case = gather_case(campaign, cases, law.timezone)
    findings = judge_campaign(case, law)
    return JudgedCampaign(campaign, case, findings, _strength(case, findings, law))


def gather_case(campaign: CampaignSeen, cases: CampaignCases, timezone: ZoneInfo) -> CampaignSummary:
    """What campaign rules may see of a campaign: counts, days and noted facts, never an address."""
    counts = cases.counts(campaign.id, timezone)
    seen = witnesses(counts.first_reports)
    effective = min(seen.effective, round(campaign.weight)) if campaign.weight else seen.effective
    measures = cases.measures(campaign.id)
    warned = [each.day for each in measures if each.kind is MeasureKind.WARNING]
    ordered = [each.day for each in measures if each.kind is MeasureKind.ORDER]
    return CampaignSummary(
        messages=campaign.messages,
        distinct_reporters=seen.distinct,
        effective_reporters=effective,
        first_day=campaign.first_at.astimezone(timezone).date(),
        last_day=campaign.last_at.astimezone(timezone).date(),
        reporter_domains=seen.domains,
        signs_of_bombing=campaign.signs,
        monitors=counts.monitors,
        monitor_hits=campaign.monitor_hits,
        breaches=campaign.rules,
        proved=counts.proved,
        days=counts.days,
        warned_at=min(warned, default=None),
        ordered_at=min(ordered, default=None),
        refusals=cases.refusals(campaign.id),
        runs=cases.runs(campaign.id),
    )


def _strength(case: CampaignSummary, findings: tuple[Finding, ...], law: Jurisdiction) -> Strength:
    """By witnesses that count; going on after a warning weighs only where it is proved."""
    aggravating = {rule.id for rule in law.campaign_rules if rule.aggravates}
    went_on = any(
        each.rule in aggravating and each.verdict is Verdict.SUSPECTED and each.standing is not Standing.FACE
        for each in findings
    )
    return strength_of(
        reporters=case.effective_reporters,
        reporter_domains=min(case.reporter_domains, case.effective_reporters),
        monitors=case.monitors,
        went_on_after_warning=went_on,
    )
