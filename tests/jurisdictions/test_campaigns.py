"""Many reporters make a campaign suspect, never more."""

from datetime import date

import pytest

from tsuho.engine.law.judging import judge_campaign
from tsuho.engine.law.rule import CampaignSummary
from tsuho.jurisdictions.jp.jurisdiction import JAPAN


@pytest.mark.parametrize(
    ("reporters", "last_day", "verdict", "why"),
    [
        (9, date(2015, 2, 12), "cannot_tell", "few_reporters"),
        (10, date(2015, 2, 12), "suspected", "many_reporters"),
        (40, date(2015, 2, 10), "suspected", "many_reporters_on_one_day"),
    ],
)
def test_opt_in_of_a_campaign(reporters, last_day, verdict, why):
    summary = CampaignSummary(5_000, reporters, date(2015, 2, 10), last_day, {})
    (finding,) = judge_campaign(summary, JAPAN)
    assert (finding.rule, finding.verdict.value, finding.why_key) == ("V31", verdict, why)


def test_before_opt_in_no_number_of_reporters_matters():
    summary = CampaignSummary(5_000, 500, date(2008, 11, 1), date(2008, 11, 30), {})
    assert judge_campaign(summary, JAPAN) == ()
