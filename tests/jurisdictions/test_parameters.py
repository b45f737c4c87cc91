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
        rules = (*JAPAN.rules, *JAPAN.campaign_rules)
        bound = {rule.id for rule in rules if rule.in_force.covers(period.since)}
        numbered = set(period.values["provisions"])
        assert bound <= numbered, (period.name, bound - numbered)
        unbound = {rule.id for rule in rules} - bound
        assert not unbound & numbered, (period.name, unbound & numbered)


def test_every_period_names_its_articles_authorities_and_penalties():
    for period in JAPAN.periods:
        assert {"display", "refusal", "fictitious_addresses", "order"} <= set(period.values["articles"]), period.name
        assert period.values["authorities"]["all"], period.name
        words = "".join(period.values["penalties"].values())
        assert period.values["penalty_word"] in words, period.name


def test_articles_moved_and_a_mail_is_cited_under_those_of_its_day():
    """A mail of November 2008 must not be cited under Article 5, which then was about fictitious addresses."""
    cited = {
        day: law_on(date.fromisoformat(day), JAPAN.periods)
        for day in ("2004-01-10", "2008-11-30", "2008-12-01", "2015-02-10")
    }
    assert cited["2008-11-30"].provision("V51", "") == "第6条第1号"
    assert cited["2008-12-01"].provision("V51", "") == "第5条第1号"
    assert cited["2008-11-30"].provision("V61", "") == "第5条"
    assert cited["2015-02-10"].provision("V61", "") == "第6条"
    assert "sender_information" not in cited["2004-01-10"].value("articles")


def test_the_consumer_affairs_agency_came_in_2009_and_never_for_fictitious_addresses():
    before, after = (law_on(day, JAPAN.periods) for day in (date(2009, 8, 31), date(2009, 9, 1)))
    assert len(before.value("authorities")["all"]) == 1
    assert len(after.value("authorities")["all"]) == 2
    assert after.value("authorities")["fictitious_addresses"] == ["総務大臣"]


def test_the_label_rule_gives_way_to_opt_in_overnight():
    """One mail, two days: under the old law its label is asked for, under the new one its consent."""
    mail = mail_of({"subject": "未承諾広告※ セール", "body": "半額 http://offer.example/", "door": "monitor"})
    found = {}
    for day in (30, 1):
        sent = replace(mail, sent_at=datetime(2008, 11 if day == 30 else 12, day, 3, 0, tzinfo=UTC))
        found[day] = {finding.rule: finding.verdict.value for finding in judge_message(sent, JAPAN)[1]}
    assert found[30]["V40"] == "kept"
    assert "V31" not in found[30]
    assert found[1]["V31"] == "breached"
    assert "V40" not in found[1]


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
