"""What a person finds after a warning's days of grace is counted in that month; what the clock does is not."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.end_grace import end_grace
from tsuho.casework.move_referral import Moving, move_referral, open_referral
from tsuho.casework.referral_ports import Referral
from tsuho.jurisdictions.jp.jurisdiction import JAPAN
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.store.records.memory_referrals import MemoryReferrals
from tsuho.words.referrals import ReferralState, Role, Standings
from tsuho.words.vocabulary import ReferralKind, Source

LEFT_AT = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
ALL_HOLDS = Standings(
    day=date(2015, 3, 10), rules=("V31",), confirmed=("V31",), all_proved=True, identity_verified=True, leaks=0,
    cites_article_11=False,
)  # fmt: skip
TO_SENT = (
    ("check", Role.ADMINISTRATOR), ("approve", Role.MINISTRY), ("queue", Role.MACHINE), ("deliver", Role.MACHINE),
)  # fmt: skip


class Audit:
    def write(self, *_entry):
        pass


def effects(moving):
    sums = moving.ledger.sums(date(2015, 1, 1), date(2016, 1, 1), ["series", "kind", "month"])
    return [(kind, month, count) for (series, kind, month), count in sums if series == "warning_effect"]


@pytest.mark.parametrize(("verb", "kind"), [("comply", "complied"), ("relapse", "went_on")])
def test_what_a_person_finds_is_counted_in_the_month_of_the_re_check(verb, kind):
    moving = Moving(MemoryReferrals(), LedgerInMemory(), Audit(), ZoneInfo("Asia/Tokyo"), Source.SIMULATED)
    warned = Referral("w/1", ReferralKind.WARNING, "sender-1", "20150310-000001", campaign=20)
    opened = open_referral(moving, warned, LEFT_AT)
    for step, role in TO_SENT:
        move_referral(moving, opened.id, step, by="係", role=role, reason="確認済み", standings=ALL_HOLDS, at=LEFT_AT)
    assert end_grace(moving, JAPAN.periods, datetime(2015, 3, 25, tzinfo=UTC)) == 1
    assert moving.referrals.referral(opened.id).state is ReferralState.IN_RE_CHECK
    assert effects(moving) == [], "the clock finds nothing"
    april = datetime(2015, 4, 2, 3, tzinfo=UTC)
    move_referral(
        moving, opened.id, verb, by="係", role=Role.ANALYST, reason="着信を確認", standings=ALL_HOLDS, at=april
    )
    assert effects(moving) == [(kind, "2015-04", 1)]
