"""V31 of a campaign: many different reporters of one sender make a breach of the opt-in likely (オプトイン).

特定電子メール法 第3条第1項. Reports alone never prove it: even forty of one day may be a rival's doing, so this says suspected at
most, and only of distinct reporters. From how many on stands in the parameters of the period.
"""

from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.rule import CampaignRule, CampaignSummary, Judgement, cannot_tell, since, suspected


def judge(campaign: CampaignSummary, law: LawInForce) -> Judgement:
    """Suspected from the period's number of distinct reporters on; all on one day is said, for the person who decides."""
    if campaign.distinct_reporters < law.value("distinct_reporters_for_suspicion"):
        return cannot_tell("few_reporters", reporters=str(campaign.distinct_reporters))
    one_day = campaign.first_day == campaign.last_day
    key = "many_reporters_on_one_day" if one_day else "many_reporters"
    return suspected(key, reporters=str(campaign.distinct_reporters))


RULE = CampaignRule("V31", provision="第3条第1項", in_force=since(2008, 12, 1), judge=judge)
