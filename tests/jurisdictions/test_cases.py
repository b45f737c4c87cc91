"""Every case that a jurist wrote ends in the verdicts and the outcome that he wrote beside it."""

import pytest
from case_mail import VERDICTS, cases_of, mail_of

from tsuho.engine.law.judging import describe_message, judge_message
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


# What a rule may ever say, where that is not everything: the label, the record and the other Act only support.
SAYS = {
    "V31L": {"suspected"},
    "V32": {"cannot_tell"},
    "V46": {"breached", "suspected", "cannot_tell"},
    "X12": {"suspected", "cannot_tell"},
}


def expected_of(case, law, day):
    """Verdict of every rule in force: as written, or not applicable where the case says nothing of it.

    A case of one rule's file may speak of that rule alone: ``only: true``.
    """
    bound = [rule.id for rule in law.rules if day is None or rule.in_force.covers(day)]
    expected = {} if case.get("only") else dict.fromkeys(bound, "not_applicable")
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
    mail = mail_of(case)
    classification, findings = judge_message(mail, law)
    expected = expected_of(case, law, mail.sent_at.date() if mail.sent_at else None)
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
    compare_described(describe_message(mail, classification, findings, law), case)
    assert classification.why_key in messages()
    for finding in findings:
        assert all("{" not in say(finding.why_key, language, finding.details) for language in ("ja", "en"))


def compare_described(described, case):
    """What stands beside the findings: ``display`` (item: mode), ``basis`` and ``parties`` (involvement: name)."""
    modes = {item: shown.mode.value for item, shown in described.display.items.items()} if described.display else {}
    assert case.get("display", {}).items() <= modes.items(), modes
    if "basis" in case:
        stated = {"claimed": sorted(described.lawful_basis.claimed), "recipient": described.lawful_basis.recipient.value,
                  "open": list(described.lawful_basis.open), "denied_by_label": described.lawful_basis.denied_by_label}  # fmt: skip
        assert case["basis"].items() <= stated.items(), stated
    if "parties" in case:
        assert [[each.involvement.value, each.name] for each in described.parties] == case["parties"]


@pytest.mark.parametrize("folder", JURISDICTIONS)
def test_every_rule_has_four_cases_and_one_for_each_verdict_it_may_say(folder):
    rules = JURISDICTIONS[folder].rules
    seen = {rule.id: [] for rule in rules}
    for _, case in cases_of(f"tsuho.jurisdictions.{folder}"):
        for verdict in VERDICTS:
            for rule in case.get(verdict, []):
                seen[rule].append(verdict)
    for rule in rules:
        assert SAYS.get(rule.id, {"breached", "kept", "cannot_tell"}) <= set(seen[rule.id]), rule.id
        assert folder == "_template" or len(seen[rule.id]) >= 4, rule.id


@pytest.mark.parametrize("folder", JURISDICTIONS)
def test_what_must_not_be_a_breach_comes_first(folder):
    """In the file of one rule: the first case is no breach of it, and the last one accuses if any does."""
    for rule in JURISDICTIONS[folder].rules:
        own = [case for file, case in cases_of(f"tsuho.jurisdictions.{folder}") if file == f"{rule.id.lower()}.yaml"]
        if own:
            assert rule.id not in own[0].get("breached", []), rule.id


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
