"""Grace ends the day after its last day, for warnings alone, once; one that came back and was sent again has its days anew."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.end_grace import end_grace, last_day_of_grace
from tsuho.casework.move_referral import Moving
from tsuho.casework.referral_ports import Moved, Referral
from tsuho.jurisdictions.jp.jurisdiction import JAPAN
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.store.records.memory_referrals import MemoryReferrals
from tsuho.words.referrals import ReferralState, Role
from tsuho.words.vocabulary import ReferralKind, Source

S = ReferralState
SENT_AT = datetime(2015, 3, 10, 16, 0, tzinfo=UTC)  # 11 March in Japan


class Log(list):
    def write(self, *entry):
        self.append(entry)


@pytest.fixture
def moving():
    return Moving(MemoryReferrals(), LedgerInMemory(), Log(), ZoneInfo("Asia/Tokyo"), Source.COUNTED)


def sent(moving, kind, *moves):
    number = moving.referrals.open(Referral(f"{kind}", kind, "x", "20150310-000001", state=S.QUEUED), SENT_AT)
    for verb, before, after, at in (("deliver", S.QUEUED, S.SENT, SENT_AT), *moves):
        assert moving.referrals.move(number, Moved(at, "tsuho", Role.MACHINE, verb, before, after))
    return number


def state(moving, number):
    return moving.referrals.referral(number).state


def test_it_ends_when_its_last_day_is_over_where_the_centre_is(moving):
    number = sent(moving, ReferralKind.WARNING)
    assert last_day_of_grace(date(2015, 3, 11), JAPAN.periods) == date(2015, 3, 25)
    assert end_grace(moving, JAPAN.periods, datetime(2015, 3, 25, 14, 59, tzinfo=UTC)) == 0
    assert end_grace(moving, JAPAN.periods, datetime(2015, 3, 25, 15, 0, tzinfo=UTC)) == 1
    assert state(moving, number) is S.IN_RE_CHECK
    assert end_grace(moving, JAPAN.periods, datetime(2015, 4, 25, tzinfo=UTC)) == 0
    assert [entry[2] for entry in moving.audit] == ["grace_over"]


def test_one_that_was_sent_again_has_its_days_from_then(moving):
    again = SENT_AT + timedelta(days=10)
    number = sent(
        moving, ReferralKind.WARNING, ("bounce", S.SENT, S.BOUNCED, SENT_AT), ("queue_again", S.BOUNCED, S.QUEUED, again),
        ("deliver", S.QUEUED, S.SENT, again),
    )  # fmt: skip
    assert end_grace(moving, JAPAN.periods, SENT_AT + timedelta(days=16)) == 0
    assert end_grace(moving, JAPAN.periods, again + timedelta(days=15)) == 1
    assert state(moving, number) is S.IN_RE_CHECK


def test_only_warnings_have_grace_and_only_under_a_law(moving):
    number = sent(moving, ReferralKind.PROVIDER_NOTICE)
    assert end_grace(moving, JAPAN.periods, SENT_AT + timedelta(days=400)) == 0
    assert state(moving, number) is S.SENT
    assert last_day_of_grace(date(2001, 1, 1), JAPAN.periods) is None
