"""Report bombing: signs beside a campaign, and none where reports come as they do."""

from dataclasses import replace

import pytest

from tsuho.engine.campaigns.bombing import FEWEST, HEAVY, Reporting, signs, weight
from tsuho.words.catalogue import LANGUAGES, say

ORDINARY = Reporting(
    reports=40, reporters=30, most_by_one=3, busiest_day=15, without_breach=2, senders=12, monitor_hits=4
)
BOMBED = Reporting(
    reports=40, reporters=40, most_by_one=1, busiest_day=38, without_breach=39, senders=1, monitor_hits=0
)


def test_an_ordinary_campaign_shows_nothing():
    assert signs(ORDINARY) == ()


@pytest.mark.parametrize(
    ("seen", "found"),
    [
        (replace(ORDINARY, most_by_one=20), ("bombing_one_reporter",)),
        (replace(ORDINARY, most_by_one=19), ()),
        (replace(ORDINARY, reporters=8, most_by_one=6), ("bombing_few_reporters",)),
        (replace(ORDINARY, reporters=9, most_by_one=6), ()),
        (BOMBED, ("bombing_of_an_innocent",)),
        (replace(BOMBED, monitor_hits=1), ()),
        (replace(BOMBED, senders=2), ()),
        (replace(BOMBED, busiest_day=19), ()),
        (replace(BOMBED, without_breach=31), ()),
        (replace(BOMBED, reporters=2, most_by_one=30), ("bombing_one_reporter", "bombing_of_an_innocent")),
    ],
)
def test_each_sign_needs_all_of_its_facts(seen, found):
    assert signs(seen) == found


def test_of_few_reports_nothing_can_be_said():
    few = replace(BOMBED, reports=FEWEST - 1, reporters=1, most_by_one=FEWEST - 1, busiest_day=9, without_breach=9)
    assert signs(few) == ()


@pytest.mark.parametrize(
    ("reports", "counts"), [(0, 1.0), (1, 1.0), (HEAVY, 1.0), (2 * HEAVY, 0.5), (100 * HEAVY, 0.01)]
)
def test_a_heavy_reporter_weighs_less(reports, counts):
    assert weight(reports) == pytest.approx(counts)


def test_every_sign_is_said_in_both_languages():
    found = {*signs(replace(BOMBED, reporters=1, most_by_one=40)), *signs(replace(ORDINARY, reporters=8))}
    assert {say(key, language) != key for key in found for language in LANGUAGES} == {True}
    assert found == {"bombing_one_reporter", "bombing_few_reporters", "bombing_of_an_innocent"}
