"""Every case that a jurist wrote ends in the verdicts and the outcome that he wrote beside it."""

import pytest
from case_mail import VERDICTS, cases_of, mail_of

from tsuho.engine.law.judging import judge_message
from tsuho.engine.law.outcome import outcome_of
from tsuho.jurisdictions._template.jurisdiction import TEMPLATE
from tsuho.jurisdictions.jp.jurisdiction import JAPAN
from tsuho.words.catalogue import messages, say
from tsuho.words.vocabulary import Reason

JURISDICTIONS = {"jp": JAPAN, "_template": TEMPLATE}
CASES = [
    pytest.param(law, case, id=f"{folder} {file}: {case['name']}")
    for folder, law in JURISDICTIONS.items()
    for file, case in cases_of(f"tsuho.jurisdictions.{folder}")
]


def expected_of(case, law):
    """Verdict of every rule: as written, or not applicable where the case says nothing of it.

    A case of one rule's file may speak of that rule alone: ``only: true``.
    """
    expected = {} if case.get("only") else {rule.id: "not_applicable" for rule in law.rules}
    for verdict in (*VERDICTS, "not_applicable"):
        for rule in case.get(verdict, []):
            assert expected.get(rule, "not_applicable") == "not_applicable", f"{rule} stands twice"
            expected[rule] = verdict
    for rule in case.get("no_finding", []):
        expected.pop(rule, None)
    assert expected, "a case expects something"
    return expected


@pytest.mark.parametrize(("law", "case"), CASES)
def test_a_case_ends_as_its_jurist_wrote(law, case):
    classification, findings = judge_message(mail_of(case), law)
    expected = expected_of(case, law)
    verdicts = {finding.rule: finding.verdict.value for finding in findings}
    assert (verdicts | expected if case.get("only") else expected) == verdicts
    if "outcome" in case:
        reasons = [Reason(code) for code in case.get("reasons", [])]
        assert outcome_of(classification, findings, reasons, law.rules).value == case["outcome"]
    for field in ("category", "out_of_scope", "chain_class"):
        if field in case:
            assert getattr(classification, field) == case[field]
    for rule, why in case.get("why", {}).items():
        assert next(finding.why_key for finding in findings if finding.rule == rule) == why
    for rule, provision in case.get("provisions", {}).items():
        assert next(finding.provision for finding in findings if finding.rule == rule) == provision
    assert classification.why_key in messages()
    for finding in findings:
        assert all("{" not in say(finding.why_key, language, finding.details) for language in ("ja", "en"))


@pytest.mark.parametrize("folder", JURISDICTIONS)
def test_every_rule_has_cases_for_breached_kept_and_cannot_tell(folder):
    rules = JURISDICTIONS[folder].rules
    seen = {rule.id: set() for rule in rules}
    for _, case in cases_of(f"tsuho.jurisdictions.{folder}"):
        for verdict in VERDICTS:
            for rule in case.get(verdict, []):
                seen[rule].add(verdict)
    for rule in rules:
        wanted = {"suspected", "cannot_tell"} if rule.id == "V31L" else {"breached", "kept", "cannot_tell"}
        assert wanted <= seen[rule.id], rule.id


def test_every_breach_quotes_the_words_that_prove_it():
    for param in CASES:
        law, case = param.values
        for finding in judge_message(mail_of(case), law)[1]:
            if finding.verdict.value == "breached":
                assert finding.evidence, (case["name"], finding.rule)
                assert all(each.text and each.span[0] < each.span[1] for each in finding.evidence)


def test_every_category_has_its_name():
    for param in CASES:
        category = param.values[1].get("category")
        assert category is None or f"category_{category}" in messages()
