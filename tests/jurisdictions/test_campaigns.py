"""Every campaign that a jurist tells of ends in the verdicts that he wrote beside it, and no number makes a proof."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tsuho.engine.law.campaign_case import (
    CampaignSummary,
    DayCount,
    LaterMail,
    Pattern,
    RecipientRun,
    RefusalSet,
    RefusalWay,
)
from tsuho.engine.law.judging import judge_campaign
from tsuho.jurisdictions.jp.jurisdiction import JAPAN
from tsuho.words.catalogue import say
from tsuho.words.vocabulary import Advertising, Standing

JAPAN_TIME = ZoneInfo("Asia/Tokyo")
VERDICTS = ("breached", "suspected", "kept", "cannot_tell", "not_applicable")
FIELDS = {
    "name", "source", "reporters", "effective_reporters", "signs", "days", "proved", "monitors", "monitor_hits", "warned", "ordered",
    "refusals", "runs", "why", "standing", "provisions", "no_finding", *VERDICTS,
}  # fmt: skip
USUAL_DAYS = {date(2015, 2, 10): [20], date(2015, 2, 14): [20]}


def _cases():
    folder = files("tsuho.jurisdictions.jp").joinpath("cases", "campaigns")
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        for case in yaml.safe_load(file.read_text("utf-8")):
            assert set(case) <= FIELDS, f"{case['name']}: unknown {set(case) - FIELDS}"
            assert case["source"], "a case says why"
            yield pytest.param(case, id=f"{file.name}: {case['name']}")


CASES = list(_cases())


def _time(text):
    return datetime.fromisoformat(str(text)).replace(tzinfo=JAPAN_TIME) if text else None


def _refusal(stated):
    later = tuple(
        LaterMail(
            _time(each["at"]),
            each.get("same_sender", True),
            Advertising(each.get("advertising", "yes")),
            each.get("within_topic"),
        )
        for each in stated.get("later", [])
    )
    return RefusalSet(
        first_at=_time(stated["first"]),
        refused_at=_time(stated["refused"]),
        way=RefusalWay(stated["to"]),
        later=later,
        same_recipient=stated.get("same_recipient", True),
        topic_limited=stated.get("topic_limited", False),
        bounced=stated.get("bounced", False),
        standing=Standing(stated.get("standing", "face")),
    )


def _run(stated):
    at = _time(stated["at"])
    return RecipientRun(
        at,
        at + timedelta(minutes=stated["minutes"]),
        stated["refused"],
        stated["never_assigned"],
        stated.get("formerly_used", 0),
        Pattern(stated["pattern"]),
    )


def summary_of(case):
    days = {day: DayCount(*counts) for day, counts in case.get("days", USUAL_DAYS).items()}
    reporters = case.get("reporters", 0)
    return CampaignSummary(
        messages=sum(each.messages for each in days.values()),
        distinct_reporters=reporters,
        effective_reporters=case.get("effective_reporters", reporters),
        signs_of_bombing=tuple(case.get("signs", [])),
        first_day=min(days),
        last_day=max(days),
        monitors=case.get("monitors", 0),
        monitor_hits=case.get("monitor_hits", 0),
        proved=case.get("proved", {}),
        days=days,
        warned_at=case.get("warned"),
        ordered_at=case.get("ordered"),
        refusals=tuple(map(_refusal, case.get("refusals", []))),
        runs=tuple(map(_run, case.get("runs", []))),
    )


@pytest.mark.parametrize("case", CASES)
def test_a_campaign_ends_as_its_jurist_wrote(case):
    findings = {each.rule: each for each in judge_campaign(summary_of(case), JAPAN)}
    expected = {rule: verdict for verdict in VERDICTS for rule in case.get(verdict, [])}
    assert expected or case.get("no_finding")
    assert {rule: findings[rule].verdict.value for rule in expected} == expected
    assert not set(case.get("no_finding", [])) & set(findings)
    for rule, why in case.get("why", {}).items():
        assert findings[rule].why_key == why
    for rule, standing in case.get("standing", {}).items():
        assert findings[rule].standing.value == standing
    for rule, provision in case.get("provisions", {}).items():
        assert findings[rule].provision == provision
    for each in findings.values():
        assert all("{" not in say(each.why_key, language, each.details) for language in ("ja", "en"))
    unsaid = set(findings) - set(expected) - {"V31"}
    assert not {rule for rule in unsaid if findings[rule].verdict in {"breached", "suspected"}}, (
        "a case says every accusation"
    )


@pytest.mark.parametrize("rule", JAPAN.campaign_rules, ids=lambda rule: rule.id)
def test_every_campaign_rule_has_at_least_four_cases_and_one_that_accuses(rule):
    said = [verdict for param in CASES for verdict in VERDICTS if rule.id in param.values[0].get(verdict, [])]
    assert len(said) >= 4 and {"breached", "suspected"} & set(said) and {"cannot_tell", "kept"} & set(said)


@given(
    reporters=st.integers(0, 10**6),
    monitors=st.integers(0, 10**4),
    messages=st.integers(1, 10**8),
    day=st.dates(date(2002, 7, 1), date(2030, 1, 1)),
)
def test_numbers_alone_never_make_a_breach(reporters, monitors, messages, day):
    """Nobody refused, nothing was refused at RCPT, no order: whatever the counts, a person decides."""
    summary = CampaignSummary(
        messages, reporters, reporters, day, day, monitors=monitors, proved={"V31": messages}, days={day: DayCount(messages, messages, messages)},
    )  # fmt: skip
    assert not [each for each in judge_campaign(summary, JAPAN) if each.verdict == "breached"]


def test_a_monitor_never_proves_fictitious_addresses_and_only_the_register_of_a_provider_does():
    at = datetime(2015, 2, 10, tzinfo=JAPAN_TIME)
    run = RecipientRun(at, at, 500, 0, 0, Pattern.ALPHABETICAL)
    case = summary_of({"monitors": 99, "monitor_hits": 9_999, "proved": {"V31": 9_999}})
    for runs in ((), (run,)):
        (found,) = (each for each in judge_campaign(replace(case, runs=runs), JAPAN) if each.rule == "V61")
        assert found.verdict == "cannot_tell"


def test_going_on_after_a_warning_aggravates_and_is_no_offence():
    assert [each.id for each in JAPAN.campaign_rules if each.aggravates] == ["V71a"]
