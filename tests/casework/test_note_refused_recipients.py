"""From a provider's list only counts and a pattern stay."""

from datetime import UTC, datetime, timedelta

import pytest

from tsuho.casework.errors import CannotDo
from tsuho.casework.note_refused_recipients import note_refused_recipients
from tsuho.casework.ports import CampaignSeen
from tsuho.engine.campaigns.refused_recipients import Assigned, Refused
from tsuho.engine.law.campaign_case import Pattern

AT = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)


def test_a_run_is_noted_without_an_address(records, cases, audit):
    records.seen[7] = CampaignSeen(7, "x", 3, 1, 2, 1, AT, AT)
    refused = [Refused(AT + timedelta(seconds=n), f"hanako{n}", Assigned.NEVER) for n in range(30)]
    note_refused_recipients(records, cases, audit, campaign=7, refused=refused, by="p", reason="log", at=AT)
    ((campaign, run),) = cases.noted_runs
    assert (campaign, run.refused, run.never_assigned, run.pattern) == (7, 30, 30, Pattern.COUNTING)
    assert "hanako" not in repr(cases.noted_runs) + repr(audit.entries)


def test_an_empty_list_and_an_unknown_campaign_are_refused(records, cases, audit):
    records.seen[7] = CampaignSeen(7, "x", 3, 1, 2, 1, AT, AT)
    for campaign, why in ((7, "no refused recipient"), (8, "no campaign 8")):
        with pytest.raises(CannotDo, match=why):
            note_refused_recipients(records, cases, audit, campaign=campaign, refused=[], by="p", reason="log", at=AT)
    assert not cases.noted_runs and not audit.entries
