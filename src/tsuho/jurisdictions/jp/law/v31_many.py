"""V31 of a campaign: many different reporters of one sender make a breach of the opt-in likely (オプトイン).

特定電子メール法 第3条第1項. Reports alone never prove it: even forty of one day may be a rival's doing. So this says suspected at
most, only of distinct reporters, and only of those that are left when bursts from one place count once and heavy reporters for less.
Signs of report bombing are said, for the person who decides. From how many on stands in the parameters of the period.
"""

from tsuho.engine.law.campaign_case import CampaignSummary
from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.rule import CampaignRule, Judgement, cannot_tell, since, suspected


def judge(campaign: CampaignSummary, law: LawInForce) -> Judgement:
    """Suspected from the period's number of effective reporters on; all on one day is said, for the person who decides."""
    needed = law.value("distinct_reporters_for_suspicion")
    distinct, effective = str(campaign.distinct_reporters), str(campaign.effective_reporters)
    if campaign.distinct_reporters < needed:
        return cannot_tell("few_reporters", reporters=distinct)
    if campaign.effective_reporters < needed:
        return cannot_tell("reporters_look_organised", reporters=distinct, effective=effective)
    if campaign.signs_of_bombing:
        return suspected("many_reporters_with_signs", reporters=distinct, effective=effective)
    if campaign.first_day == campaign.last_day:
        return suspected("many_reporters_on_one_day", reporters=distinct)
    return suspected("many_reporters", reporters=distinct)


RULE = CampaignRule("V31", provision="第3条第1項", in_force=since(2008, 12, 1), judge=judge, version="2")
