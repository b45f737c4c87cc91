"""Judge campaigns: what only many messages together can show, for a person to look at. Joining happens as reports are filed."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from tsuho.casework.ports import CampaignSeen, Records
from tsuho.engine.law.judging import judge_campaign
from tsuho.engine.law.jurisdiction import Jurisdiction
from tsuho.engine.law.rule import CampaignSummary
from tsuho.words.judged import Finding


def judged_campaigns(
    records: Records, law: Jurisdiction, *, limit: int
) -> Iterator[tuple[CampaignSeen, tuple[Finding, ...]]]:
    """The largest campaigns, each with what the law's campaign rules say of it under the law of its last day."""
    for campaign in records.campaigns(limit=limit):
        yield campaign, judge_campaign(_summary(campaign, law.timezone), law)


def _summary(campaign: CampaignSeen, timezone: ZoneInfo) -> CampaignSummary:
    return CampaignSummary(
        messages=campaign.messages,
        distinct_reporters=campaign.reporters,
        first_day=campaign.first_at.astimezone(timezone).date(),
        last_day=campaign.last_at.astimezone(timezone).date(),
        breaches=campaign.rules,
    )
