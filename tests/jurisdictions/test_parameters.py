"""The dated law: five periods, each value with its source, the boundary in Japanese time."""

from dataclasses import replace
from datetime import UTC, date, datetime

from case_mail import mail_of

from tsuho.engine.law.in_force import law_on
from tsuho.engine.law.judging import judge_message
from tsuho.jurisdictions.jp.jurisdiction import JAPAN


def test_the_five_periods():
    assert [period.since.isoformat() for period in JAPAN.periods] == [
        "2002-07-01", "2005-11-01", "2008-12-01", "2009-09-01", "2025-06-01",
    ]  # fmt: skip


def test_every_period_numbers_the_provisions_that_bind_in_it():
    for period in JAPAN.periods:
        bound = {rule.id for rule in JAPAN.rules if rule.in_force.covers(period.since)}
        assert set(period.values["provisions"]) == bound, period.name


def test_the_penalty_word_changes_last():
    words = [law_on(day, JAPAN.periods).value("penalty_word") for day in (date(2025, 5, 31), date(2025, 6, 1))]
    assert words == ["懲役", "拘禁刑"]


def test_before_the_act_no_rule_says_anything():
    mail = mail_of({"subject": "セール", "body": "半額 http://offer.example/", "sent_at": "2002-06-30 12:00"})
    assert judge_message(mail, JAPAN)[1] == ()


def test_the_day_is_that_of_japan():
    """2008-11-30 15:30 UTC is half past midnight of the first day of opt-in."""
    mail = mail_of({"subject": "セール", "body": "半額 http://offer.example/"})
    for hour, day in ((14, date(2008, 11, 30)), (15, date(2008, 12, 1))):
        sent = replace(mail, sent_at=datetime(2008, 11, 30, hour, 30, tzinfo=UTC))
        findings = {finding.rule: finding for finding in judge_message(sent, JAPAN)[1]}
        assert findings["V44"].law_date == day
        assert ("V31" in findings) is (day == date(2008, 12, 1))
