"""A decision names who and why, and nobody confirms what nothing shows."""

from datetime import UTC, datetime

import pytest

from tsuho.casework.decide import confirm
from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import CampaignSeen

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def deciding(records, audit):
    records.seen[7] = CampaignSeen(7, "x", 3, 1, 2, 1, NOW, NOW, rules={"V31": 2})
    return lambda **said: confirm(
        records,
        audit,
        **{"campaign": 7, "provision": "V31", "by": "見本係官", "reason": "monitor hits", "at": NOW, **said},
    )


def test_a_confirmation_is_recorded_and_audited(deciding, records, audit):
    deciding()
    assert records.confirmed == [(7, "V31", "見本係官", "monitor hits", NOW)]
    assert audit.entries == [("見本係官", "confirm", "campaign 7", {"provision": "V31", "reason": "monitor hits"})]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"by": " "}, "needs a name"),
        ({"reason": ""}, "needs a name"),
        ({"campaign": 8}, "no campaign 8"),
        ({"provision": "V44"}, "found: V31"),
    ],
)
def test_what_cannot_stand_is_refused_and_leaves_nothing(deciding, records, audit, said, why):
    with pytest.raises(CannotDo, match=why):
        deciding(**said)
    assert not records.confirmed and not audit.entries
