"""Campaigns as a whole: many distinct reporters make the opt-in suspected, never breached."""

from datetime import UTC, datetime

import pytest

from tsuho.casework.group import judged_campaigns
from tsuho.casework.ports import CampaignSeen
from tsuho.wiring.reading import reading_for
from tsuho.words.vocabulary import Verdict


@pytest.mark.parametrize(
    ("reporters", "verdict"), [(0, Verdict.CANNOT_TELL), (2, Verdict.CANNOT_TELL), (500, Verdict.SUSPECTED)]
)
def test_reporters_alone_never_prove_it(records, reporters, verdict):
    first, last = datetime(2015, 3, 9, 15, 30, tzinfo=UTC), datetime(2015, 3, 11, tzinfo=UTC)
    records.seen[3] = CampaignSeen(3, "x", reporters, reporters, 0, reporters, first, last)
    ((campaign, (finding,)),) = judged_campaigns(records, reading_for("jp", []).jurisdiction, limit=5)
    assert campaign.id == 3
    assert (finding.rule, finding.verdict) == ("V31", verdict)
    assert finding.law_date.isoformat() == "2015-03-11"
