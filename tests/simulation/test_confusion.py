"""Confusion tables, held against counts made by hand."""

import pytest

from tsuho.simulation.confusion import Confusion, Found
from tsuho.simulation.invented import ReportTruth
from tsuho.words.vocabulary import Form, Outcome


def truth(outcome=Outcome.VIOLATION, **more):
    return ReportTruth(more.pop("form", Form.INLINE), outcome, **{"category": "dating", **more})


def found(outcome="violation", **more):
    return Found(more.pop("form", "inline"), outcome, category="dating", **more)


def test_outcomes_are_counted_as_intended_and_as_found():
    tables = Confusion()
    tables.add("a", [truth(), truth(), truth(Outcome.HOLD)], [found(), found("hold"), found("hold")])
    assert tables.outcome == {("violation", "violation"): 1, ("violation", "hold"): 1, ("hold", "hold"): 1}
    assert tables.accuracy() == pytest.approx(2 / 3)
    assert tables.wrong["outcome violation as hold (dating)"] == ["a"]


def test_an_outcome_that_the_truth_does_not_assert_counts_for_nothing():
    tables = Confusion()
    tables.add("odd", [truth(None)], [found("hold")])
    assert (tables.reports, tables.outcome.total(), tables.accuracy()) == (1, 0, 1.0)


def test_rules_are_held_one_by_one_and_the_neighbours_law_is_left_out():
    tables = Confusion()
    tables.add("a", [truth(rules=("V41", "V44"))], [found(rules=frozenset({"V44", "V45", "X12"}))])
    assert dict(tables.rule["V41"]) == {("held", "not found"): 1}
    assert dict(tables.rule["V44"]) == {("held", "found"): 1}
    assert dict(tables.rule["V45"]) == {("not held", "found"): 1}
    assert "X12" not in tables.rule


def test_an_origin_is_exact_or_wrong_and_none_must_be_named_where_none_is_known():
    tables = Confusion()
    known = truth(origin_ip="192.0.2.1")
    tables.add("a", [known, known, known], [found(ip="192.0.2.1"), found(ip="192.0.2.2"), found()])
    tables.add("b", [truth(), truth()], [found(), found(ip="192.0.2.9")])
    assert tables.origin == {
        ("known", "the right one"): 1, ("known", "another"): 1, ("known", "none named"): 1,
        ("unknown", "none named"): 1, ("unknown", "another"): 1,
    }  # fmt: skip
    assert tables.origin_exact() == pytest.approx(1 / 3)


def test_campaigns_are_held_pair_by_pair():
    tables = Confusion()
    # sender A in groups 1, 1, 2 and B in group 2: pairs of one sender 3, of one group 1 + 1, right in both 1
    senders = [truth(campaign="A"), truth(campaign="A"), truth(campaign="A"), truth(campaign="B")]
    tables.add("a", senders, [found(campaign=1), found(campaign=1), found(campaign=2), found(campaign=2)])
    assert tables.campaigns() == (pytest.approx(1 / 2), pytest.approx(1 / 3))
    assert tables.mixed() == [(2, [("A", 1), ("B", 1)])]


def test_a_report_that_is_in_no_group_is_a_pair_missed_not_a_pair_wrong():
    tables = Confusion()
    tables.add("a", [truth(campaign="A"), truth(campaign="A")], [found(campaign=1), found(campaign=None)])
    assert tables.campaigns() == (1.0, 0.0)


@pytest.mark.parametrize("category", ["newsletter", "business", "transactional"])
@pytest.mark.parametrize(
    ("outcome", "said", "accused"),
    [
        (Outcome.NO_VIOLATION, "violation", 1),
        (Outcome.OUT_OF_SCOPE, "violation", 1),
        (Outcome.HOLD, "violation", 1),
        (Outcome.NO_VIOLATION, "hold", 0),
        (Outcome.VIOLATION, "violation", 0),
    ],
)
def test_a_lawful_sender_is_accused_by_a_violation_alone(category, outcome, said, accused):
    tables = Confusion()
    tables.add("a", [truth(outcome, category=category)], [found(said)])
    assert tables.accused == accused


def test_another_number_of_reports_than_intended_is_told():
    tables = Confusion()
    tables.add("a", [truth(), truth()], [found()])
    assert (tables.arrivals_unlike, tables.reports) == (1, 1)
    assert tables.as_json()["examples"] == {"2 reports read as 1": ["a"]}


def test_reasons_count_as_found_wherever_they_stand_among_those_found():
    tables = Confusion()
    incomplete = truth(Outcome.INCOMPLETE, reason="I2")
    tables.add("a", [incomplete] * 3, [found("incomplete", reasons=("I1", "I2")), found(reasons=("I1",)), found()])
    assert tables.reason == {("I2", "I2"): 1, ("I2", "I1"): 1, ("I2", "(none)"): 1}
