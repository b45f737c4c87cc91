"""Judging picks the law of the sending day, asks what a rule needs first, and says how far a finding carries."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tsuho.engine.law.campaign_case import CampaignSummary
from tsuho.engine.law.in_force import Period, law_on
from tsuho.engine.law.judging import judge_campaign, judge_message
from tsuho.engine.law.jurisdiction import Jurisdiction
from tsuho.engine.law.one_message import OneMessage
from tsuho.engine.law.rule import (
    CampaignRule,
    InForce,
    Rule,
    breached,
    cannot_tell,
    kept,
    not_applicable,
    since,
    suspected,
)  # fmt: skip
from tsuho.engine.parse.text import plain_text
from tsuho.words.arrival import MonitorSheet
from tsuho.words.judged import Classification
from tsuho.words.vocabulary import Advertising, Channel, Form, Kind, Medium, Standing, Verdict

OLD = Period("old", date(2000, 1, 1), {"provisions": {"A": "old Article 3"}, "number": 3})
NEW = Period("new", date(2010, 1, 1), {"provisions": {}, "number": 4})
SHEET = MonitorSheet("m@monitor.example", Medium.PC, "carrier", datetime(2000, 1, 1, tzinfo=UTC))
MAIL = OneMessage(
    Kind.REPORT, Form.DIRECT, Channel.MAIL, "a@mihon.example", "", "Hello", plain_text("text"), (), (), "en",
    datetime(2015, 1, 1, tzinfo=UTC),
)  # fmt: skip


def always(judgement):
    return lambda _mail, _law: judgement


def law_of(*rules, campaign_rules=()):
    def classify(_mail, _law):
        return Classification("other", Advertising.YES, "classified_sale")

    return Jurisdiction("xx", "en", ZoneInfo("Asia/Tokyo"), (OLD, NEW), rules, campaign_rules, classify, {})


def test_a_provision_that_did_not_exist_says_nothing():
    rules = (
        Rule("A", "Article 4", since(2000, 1, 1), always(None), always(kept("k"))),
        Rule("B", "Article 5", since(2010, 1, 1), always(None), always(breached("b"))),
        Rule("G", "Article 6", InForce(date(2000, 1, 1), date(2010, 1, 1)), always(None), always(kept("k"))),
    )
    old = judge_message(replace(MAIL, sent_at=datetime(2009, 12, 31, 14, 59, tzinfo=UTC)), law_of(*rules))[1]
    new = judge_message(replace(MAIL, sent_at=datetime(2009, 12, 31, 15, 0, tzinfo=UTC)), law_of(*rules))[1]
    assert [(each.rule, each.provision, each.period) for each in old] == [
        ("A", "old Article 3", "old"),
        ("G", "Article 6", "old"),
    ]
    assert [(each.rule, each.provision, each.period) for each in new] == [
        ("A", "Article 4", "new"),
        ("B", "Article 5", "new"),
    ]


def test_without_a_sending_time_no_rule_can_tell():
    rule = Rule("A", "Article 4", since(2010, 1, 1), always(None), always(breached("b")))
    (finding,) = judge_message(replace(MAIL, sent_at=None), law_of(rule))[1]
    assert (finding.verdict, finding.why_key, finding.law_date, finding.period) == (
        Verdict.CANNOT_TELL, "sending_time_unknown", None, "",
    )  # fmt: skip


def test_what_a_rule_needs_is_asked_first():
    rule = Rule("A", "Article 4", since(2000, 1, 1), always(not_applicable("no")), always(breached("b")))
    (finding,) = judge_message(MAIL, law_of(rule))[1]
    assert finding.verdict is Verdict.NOT_APPLICABLE


def test_rules_see_the_classification_and_the_parameters_of_their_period():
    def judge(mail, law):
        return kept("k", category=mail.classification.category, number=str(law.value("number")))

    (finding,) = judge_message(MAIL, law_of(Rule("A", "Article 4", since(2000, 1, 1), always(None), judge)))[1]
    assert finding.details == {"category": "other", "number": "4"}


@pytest.mark.parametrize(
    ("kind", "sheet", "standing"),
    [
        (Kind.REPORT, None, Standing.FACE),
        (Kind.MONITOR_HIT, SHEET, Standing.MONITOR),
        (Kind.MONITOR_HIT, None, Standing.FACE),
        (Kind.MONITOR_HIT, replace(SHEET, retired_at=MAIL.sent_at), Standing.FACE),
        (Kind.MONITOR_HIT, replace(SHEET, retired_at=datetime(2015, 1, 2, tzinfo=UTC)), Standing.MONITOR),
    ],
)
def test_a_finding_carries_as_far_as_the_monitor_does(kind, sheet, standing):
    rule = Rule("A", "Article 4", since(2000, 1, 1), always(None), always(kept("k")))
    (finding,) = judge_message(replace(MAIL, kind=kind, monitor=sheet), law_of(rule))[1]
    assert finding.standing is standing


def test_a_rule_that_raises_is_not_hidden():
    def judge(_mail, law):
        return kept("k", value=law.value("no such number"))

    with pytest.raises(KeyError, match="no such number"):
        judge_message(MAIL, law_of(Rule("A", "Article 4", since(2000, 1, 1), always(None), judge)))


def test_a_campaign_is_judged_under_the_law_of_its_last_day():
    def judge(campaign, law):
        enough = campaign.distinct_reporters >= law.value("number")
        return suspected("s") if enough else cannot_tell("c")

    law = law_of(campaign_rules=(CampaignRule("A", "Article 4", since(2000, 1, 1), judge),))
    summary = CampaignSummary(90, 3, 3, date(2009, 12, 30), date(2009, 12, 31))
    assert [each.verdict for each in judge_campaign(summary, law)] == [Verdict.SUSPECTED]
    assert [each.verdict for each in judge_campaign(replace(summary, last_day=date(2010, 1, 1)), law)] == [
        Verdict.CANNOT_TELL
    ]


def test_before_the_first_period_there_is_no_law():
    assert law_on(date(1999, 12, 31), (NEW, OLD)).period is None
    assert law_on(date(2009, 12, 31), (NEW, OLD)).period is OLD
    assert law_on(None, (NEW, OLD)).day is None
