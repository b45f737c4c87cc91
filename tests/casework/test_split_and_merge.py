"""Splitting and merging name who and why, touch only what is there, and stand in the audit log."""

from datetime import UTC, datetime

import pytest

from tsuho.casework.errors import CannotDo
from tsuho.casework.merge_campaign import merge_campaign
from tsuho.casework.ports import CampaignSeen
from tsuho.casework.split_campaign import split_campaign

NOW = datetime(2026, 11, 24, tzinfo=UTC)
A, B = "landing:a.example", "landing:b.example"


class Changing:
    """Records that know campaigns 7 and 8 and note what they are told."""

    def __init__(self):
        self.told = []
        self.known = {
            number: CampaignSeen(number, "x", 3, 1, 2, 1, NOW, NOW, keys=keys)
            for number, keys in ((7, (A, B)), (8, ()))
        }

    def campaign(self, number):
        return self.known.get(number)

    def split_campaign(self, *said):
        self.told.append(said)
        return 9

    def merge_campaigns(self, *said):
        self.told.append(said)
        return 7


@pytest.fixture
def changing():
    return Changing()


@pytest.fixture
def split(changing, audit):
    said = {"campaign": 7, "keys": [B], "by": "分析員", "reason": "another operator", "at": NOW}
    return lambda **more: split_campaign(changing, audit, **(said | more))


@pytest.fixture
def merge(changing, audit):
    said = {"campaign": 8, "other": 7, "by": "分析員", "reason": "one operator", "at": NOW}
    return lambda **more: merge_campaign(changing, audit, **(said | more))


def test_a_split_is_done_and_audited(split, changing, audit):
    assert split(reports=[5]) == 9
    assert changing.told == [(7, [B], [5], "分析員", "another operator", NOW)]
    assert audit.entries == [
        (
            "分析員",
            "split_campaign",
            "campaign 7",
            {"into": "9", "keys": B, "reports": "5", "reason": "another operator"},
        )
    ]


def test_a_merge_is_done_and_audited(merge, changing, audit):
    assert merge() == 7
    assert changing.told == [(8, 7, "分析員", "one operator", NOW)]
    assert audit.entries == [("分析員", "merge_campaign", "campaign 7", {"of": "8 7", "reason": "one operator"})]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"by": " "}, "needs a name"),
        ({"reason": ""}, "needs a name"),
        ({"campaign": 6}, "no campaign 6"),
        ({"keys": []}, "name the keys"),
        ({"keys": [A, "phone:1"]}, "no key phone:1; it has: landing:a.example, landing:b.example"),
    ],
)
def test_a_split_that_cannot_stand_is_refused_and_leaves_nothing(split, changing, audit, said, why):
    with pytest.raises(CannotDo, match=why):
        split(**said)
    assert not changing.told and not audit.entries


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"by": ""}, "needs a name"),
        ({"reason": " "}, "needs a name"),
        ({"other": 6}, "no campaign 6"),
        ({"campaign": 5, "other": 6}, "no campaign 5 and no campaign 6"),
    ],
)
def test_a_merge_that_cannot_stand_is_refused_and_leaves_nothing(merge, changing, audit, said, why):
    with pytest.raises(CannotDo, match=why):
        merge(**said)
    assert not changing.told and not audit.entries
