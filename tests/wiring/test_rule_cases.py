"""The jurists' cases as a person reads them: every rule that has some, each with its verdict; and a sentence of law for every rule."""

import pytest

from tsuho.wiring.reading import JURISDICTIONS
from tsuho.wiring.rule_cases import cases_of
from tsuho.words.catalogue import messages
from tsuho.words.vocabulary import Verdict


def test_the_cases_of_a_rule_are_those_that_name_it():
    cases = cases_of("jp")
    assert {"V31", "V41", "V44", "V51"} <= set(cases)
    assert all(case.name and case.source for each in cases.values() for case in each)
    first = cases["V44"]
    assert {Verdict.KEPT, Verdict.CANNOT_TELL, Verdict.BREACHED} <= {case.verdict for case in first}


@pytest.mark.parametrize(
    "rule", [each.id for law in JURISDICTIONS.values() for each in (*law.rules, *law.campaign_rules)]
)
def test_every_rule_has_its_sentence_of_law(rule):
    assert f"provision_{rule}" in messages()
