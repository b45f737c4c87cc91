"""Warnings and orders are noted by name, with their document, for a campaign that is there and a day that has come."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.case_ports import MeasureKind
from tsuho.casework.errors import CannotDo
from tsuho.casework.note_measure import note_measure
from tsuho.casework.ports import CampaignSeen

AT = datetime(2015, 3, 10, 16, 0, tzinfo=UTC)  # 2015-03-11 in Japan
SAID = {
    "campaign": 7,
    "kind": MeasureKind.WARNING,
    "day": date(2015, 3, 11),
    "by": "ministry",
    "reason": "no. 12",
    "at": AT,
}


@pytest.fixture
def note(records, cases, audit):
    records.seen[7] = CampaignSeen(4, "x", 3, 1, 2, 1, AT, AT)  # 7 was joined into 4
    return lambda **more: note_measure(records, cases, audit, **(SAID | more), timezone=ZoneInfo("Asia/Tokyo"))


def test_it_is_noted_for_what_the_campaign_became(note, cases, audit):
    note()
    note(kind=MeasureKind.ORDER)
    assert [(each.campaign, each.kind, each.day) for each in cases.noted_measures] == [
        (4, "warning", date(2015, 3, 11)), (4, "order", date(2015, 3, 11)),
    ]  # fmt: skip
    assert [entry[1:3] for entry in audit.entries] == [("note_warning", "campaign 4"), ("note_order", "campaign 4")]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"day": date(2015, 3, 12)}, "still to come"),
        ({"campaign": 8}, "no campaign 8"),
        ({"by": ""}, "needs a name"),
        ({"reason": " "}, "the document"),
    ],
)
def test_nothing_is_noted_without_its_ground(note, cases, audit, more, why):
    with pytest.raises(CannotDo, match=why):
        note(**more)
    assert not cases.noted_measures and not audit.entries
