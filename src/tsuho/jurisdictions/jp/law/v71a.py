"""V71a: the sender went on after a warning (警告後の継続送信).

特定電子メール法 第7条 (until 2005-10-31: 第6条) comes only after it: a warning is guidance (行政指導), so going on is no offence of its own,
makes no violation, and aggravates everything else, up to an order. Mail that keeps the law may go on; counted is only what is in breach, after the
days that a warning leaves. Where the same words are sent by another operator, a person must tell them apart: so it is
suspected, never breached.
"""

from dataclasses import replace
from datetime import timedelta

from tsuho.engine.law.campaign_case import CampaignSummary
from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.rule import CampaignRule, Judgement, cannot_tell, kept, not_applicable, since, suspected
from tsuho.words.vocabulary import Standing


def judge(campaign: CampaignSummary, law: LawInForce) -> Judgement:
    """Suspected where mail in breach came later than the warning and its days of grace."""
    warned = campaign.warned_at
    if warned is None:
        return not_applicable("not_warned")
    grace = warned + timedelta(days=law.value("warning_grace_days"))
    later = campaign.after(grace)
    details = {"day": warned.isoformat(), "after": grace.isoformat(), "messages": str(later.messages)}
    if not later.messages:
        within = campaign.after(warned).messages
        if within:
            return cannot_tell("only_within_warning_grace", (), **(details | {"messages": str(within)}))
        return kept("nothing_after_warning", (), **details)
    if not later.in_breach:
        return kept("lawful_after_warning", (), **details)
    judged = suspected("went_on_after_warning", (), breaches=str(later.in_breach), **details)
    return replace(judged, standing=Standing.MONITOR if later.proved else Standing.FACE)


RULE = CampaignRule("V71a", provision="第7条", in_force=since(2002, 7, 1), judge=judge, aggravates=True)
