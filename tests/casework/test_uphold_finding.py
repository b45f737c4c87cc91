"""Upheld findings stand as verified breaches, by name; the guard of a single display item has had its person; nothing comes of nothing."""

from dataclasses import replace

import pytest

from tsuho.casework.try_rules import pasted, try_rules
from tsuho.casework.uphold_finding import with_findings
from tsuho.engine.law.jurisdiction import Jurisdiction
from tsuho.wiring.reading import reading_for
from tsuho.words.vocabulary import Outcome, Standing, Verdict

LACKS_ONE = (
    "From: a@mihon.example\r\nSubject: 新作\r\nDate: Tue, 10 Mar 2015 12:00:00 +0900\r\n\r\n"
    "新作クッキー20%OFF http://mihon.example/c\r\n株式会社みほん\r\n配信停止はこちら http://mihon.example/stop\r\n"
    "お問い合わせ 03-0000-1234\r\n"
)


@pytest.fixture
def law() -> Jurisdiction:
    return reading_for("jp", ()).jurisdiction


@pytest.fixture
def held():
    from datetime import date

    reading = reading_for("jp", ())
    return try_rules(pasted(LACKS_ONE.encode()), reading, day=date(2015, 3, 10)).reports[0]


def accusing(report):
    return [each.rule for each in report.findings if each.verdict in {Verdict.BREACHED, Verdict.SUSPECTED}]


def test_what_the_guard_held_for_a_person_is_a_violation_once_one_upheld_it(held, law):
    assert held.outcome is Outcome.HOLD and accusing(held) == ["V44", "X12"], "X12 only supports"
    after = with_findings(held, ["V44"], "甲", law)
    (finding,) = [each for each in after.findings if each.rule == "V44"]
    assert after.outcome is Outcome.VIOLATION
    assert (finding.verdict, finding.standing, finding.details) == (Verdict.BREACHED, Standing.VERIFIED, {"by": "甲"})
    assert finding.evidence == held.findings[[each.rule for each in held.findings].index("V44")].evidence
    others = [each for each in after.findings if each.rule != "V44"]
    assert others == [each for each in held.findings if each.rule != "V44"]


def test_a_mail_in_which_nothing_can_be_judged_is_no_violation_whoever_says_so(held, law):
    empty = replace(held, reasons=("I9a",))
    assert with_findings(empty, ["V44"], "甲", law).outcome is Outcome.INCOMPLETE
