"""V33: no advertising to who refused it (再送信の禁止: 受信拒否の通知をした者への送信).

特定電子メール法 第3条第3項, for mail sent from 2002-07-01 (until 2008-11-30: 第4条). A three-part set shows it (三点セット): the first
mail, the refusal, a mail after it, of one recipient and one sender. Any wording and any way refuses (規則第5条), if the refusal
named the address and reached a place of the sender's. The paragraph binds as to persons of 第3条第1項各号; who never agreed is
wronged under paragraph 1, so both are cited in the alternative and the set is counted once, as re-sending.

The law gives no time to act on a refusal: mail of the next days is suspected, and a person decides. Mail to which the
advertisement is incidental (規則第6条) may still come. A refusal of one topic binds as to that topic. A refusal that came back
never reached the sender: it shows that the displayed destination is false (V46), not a re-sending.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tsuho.engine.law.campaign_case import CampaignSummary, LaterMail, RefusalSet
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
from tsuho.words.vocabulary import Advertising, Standing, Verdict

_GRAVEST_FIRST = (
    Verdict.BREACHED,
    Verdict.SUSPECTED,
    Verdict.CANNOT_TELL,
    Verdict.KEPT,
    Verdict.NOT_APPLICABLE,
)


def judge(campaign: CampaignSummary, law: LawInForce) -> Judgement:
    """The gravest of what the campaign's sets show; how many sets say so stands in the details."""
    if not campaign.refusals:
        return cannot_tell("no_refusal_noted")
    judged = [_of_set(each, campaign, law) for each in campaign.refusals]
    return _gravest(judged, len(campaign.refusals))


def _of_set(refusal: RefusalSet, campaign: CampaignSummary, law: LawInForce) -> Judgement:
    if refusal.bounced:
        return cannot_tell("refusal_came_back")
    if refusal.first_at is None or refusal.refused_at is None or refusal.way is None or not refusal.later:
        return cannot_tell("refusal_set_incomplete")
    if refusal.same_recipient is None:
        return cannot_tell("recipients_not_compared")
    if not refusal.same_recipient:
        return cannot_tell("recipients_differ")
    if refusal.first_at > refusal.refused_at:
        return cannot_tell("refusal_before_first_mail")
    mails = [_of_mail(mail, refusal, campaign, law) for mail in refusal.later]
    return replace(_gravest(mails, None), standing=refusal.standing)


def _of_mail(mail: LaterMail, refusal: RefusalSet, campaign: CampaignSummary, law: LawInForce) -> Judgement:
    """What one later mail shows of a set whose first two parts are there."""
    if not mail.same_sender:
        return not_applicable("later_mail_of_another_sender")
    if mail.advertising in {Advertising.INCIDENTAL, Advertising.NO}:
        return not_applicable("later_mail_incidental")
    if mail.at is None or refusal.refused_at is None:
        return cannot_tell("later_mail_without_time")
    lag = mail.at - refusal.refused_at
    if lag <= timedelta(0):
        return kept("later_mail_before_refusal")
    if refusal.topic_limited and mail.within_topic is not True:
        return kept("later_mail_outside_topic") if mail.within_topic is False else cannot_tell("topic_not_compared")
    days = str(lag.days)
    if mail.advertising in {Advertising.DOUBTFUL, Advertising.UNREAD}:
        return suspected("resent_perhaps_no_advertisement", days=days)
    if lag < timedelta(days=law.value("days_to_act_on_refusal")):
        return suspected("resent_soon", days=days)
    if "consent" not in law.value("articles"):
        return breached("resent_before_opt_in", days=days)
    return breached("resent_without_any_basis" if campaign.proved.get("V31") else "resent_after_refusal", days=days)


def _gravest(judged: Sequence[Judgement], sets: int | None) -> Judgement:
    """The gravest judgement, and of several alike the one that stands furthest; ``sets``: say how many there are."""
    farthest = (Standing.VERIFIED, Standing.MONITOR, Standing.FACE, None)
    found = min(judged, key=lambda each: (_GRAVEST_FIRST.index(each.verdict), farthest.index(each.standing)))
    if sets is None:
        return found
    alike = sum(each.verdict is found.verdict for each in judged)
    return replace(found, details={**found.details, "alike": str(alike), "sets": str(sets)})


RULE = CampaignRule("V33", provision="第3条第3項", in_force=since(2002, 7, 1), judge=judge)
