"""V61: no mail to addresses that a program made up and nobody uses (架空電子メールアドレスによる送信の禁止).

特定電子メール法 第6条, for mail sent for business to many, advertisement or not, from 2002-07-01 (until 2008-11-30: 第5条). Both elements must
hold: a program made the address, and nobody uses it. So only recipients that a receiving host refused at RCPT count, that
nobody ever had, in a run that follows a generator's pattern. A monitor can never prove it, since the centre uses its address;
a former user's address was once somebody's. Only a provider of mail service may petition for it (第8条第3項), to the
総務大臣 alone.
"""

from dataclasses import replace
from datetime import timedelta

from tsuho.engine.law.campaign_case import CampaignSummary, Pattern, RecipientRun
from tsuho.engine.law.in_force import LawInForce
from tsuho.engine.law.rule import CampaignRule, Judgement, breached, cannot_tell, since, suspected
from tsuho.words.vocabulary import Standing


def judge(campaign: CampaignSummary, law: LawInForce) -> Judgement:
    """By the longest run of recipients that nobody ever had; monitor hits are left out of it."""
    if not campaign.runs:
        return cannot_tell("no_refused_recipients")
    longest = max(campaign.runs, key=lambda run: (run.never_assigned, run.pattern is not Pattern.NONE))
    if longest.never_assigned < law.value("fictitious_recipients_for_suspicion"):
        return cannot_tell("few_fictitious_recipients", count=str(longest.never_assigned))
    return replace(_of_run(longest, law), standing=Standing.VERIFIED)


def _of_run(run: RecipientRun, law: LawInForce) -> Judgement:
    details = {"count": str(run.never_assigned), "refused": str(run.refused)}
    if run.formerly_used >= run.never_assigned:
        return cannot_tell("recipients_formerly_used", (), former=str(run.formerly_used), **details)
    if run.pattern is Pattern.NONE:
        return suspected("fictitious_recipients_without_pattern", (), **details)
    minutes = str(int(run.window / timedelta(minutes=1)))
    if run.window > timedelta(minutes=law.value("fictitious_recipients_window_minutes")):
        return suspected("fictitious_recipients_far_apart", (), minutes=minutes, **details)
    return breached(f"fictitious_recipients_{run.pattern}", (), minutes=minutes, **details)


RULE = CampaignRule("V61", provision="第6条", in_force=since(2002, 7, 1), judge=judge)
