"""Findings and facts survive being kept as text, for any value they may have."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.store.lake.as_json import from_json, to_json
from tsuho.words.evidence import Evidence
from tsuho.words.facts import Facts
from tsuho.words.judged import JudgedReport

any_text = st.text(st.characters(), max_size=20)
small = settings(max_examples=60, deadline=None)


@small
@given(st.from_type(JudgedReport))
def test_any_judged_report_comes_back_as_it_was(report):
    assert from_json(JudgedReport, to_json(report)) == report


@small
@given(st.from_type(Facts))
def test_any_facts_come_back_as_they_were(facts):
    assert from_json(Facts, to_json(facts)) == facts


@given(any_text)
def test_any_text_comes_back_and_can_be_written_to_a_file(text):
    kept = to_json(Evidence("arrival", (0, 1), text))
    assert from_json(Evidence, kept).text == text
    kept.encode("utf-8")


def test_japanese_is_kept_readable_for_other_engines():
    assert to_json(Evidence("part:1", (2, 5), "住所")) == '{"where":"part:1","span":[2,5],"text":"住所"}'


def test_evidence_of_another_year_is_read_by_todays_classes():
    kept = json.dumps({"networks": {}, "no_longer_known": 1})
    assert from_json(Facts, kept) == Facts()


def test_what_has_no_place_in_evidence_is_an_error_and_not_silently_a_string():
    with pytest.raises(TypeError, match="has no place in evidence"):
        to_json({"when": object()})
