"""V71b: the sender went on after an order (措置命令違反).

特定電子メール法 第34条第2号 (earlier articles stand in the parameters): breaking an order of 第7条 is a crime and goes to the police. The order binds from the day it was served;
mail of that very day may have left before. It is breached where mail in breach arrived later at a monitor, or a person or a check
confirmed it. Reports alone make it suspected, since only the hour and the sender of a mail decide over a crime.
"""

from dataclasses import replace

from tsuho.engine.law.campaign_case import CampaignSummary
from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.rule import (
    CampaignRule,
    Judgement,
    breached,
    cannot_tell,
    kept,
    not_applicable,
    since,
    suspected,
)
from tsuho.words.vocabulary import Standing


def judge(campaign: CampaignSummary, law: LawInForce) -> Judgement:
    """Breached by proved breaches of later days; an order has no days of grace."""
    ordered = campaign.ordered_at
    if ordered is None:
        return not_applicable("not_ordered")
    later = campaign.after(ordered)
    details = {"day": ordered.isoformat(), "messages": str(later.messages), "proved": str(later.proved)}
    if later.proved:
        penalty = str(law.value("penalties")["order"])
        return replace(breached("went_on_after_order", (), penalty=penalty, **details), standing=Standing.MONITOR)
    if later.in_breach:
        return suspected("perhaps_went_on_after_order", (), **details)
    if later.messages:
        return kept("lawful_after_order", (), **details)
    if ordered in campaign.days:
        return cannot_tell("only_on_the_day_of_the_order", (), **details)
    return kept("nothing_after_order", (), **details)


RULE = CampaignRule("V71b", provision="第34条第2号", in_force=since(2002, 7, 1), judge=judge)
