"""A warning is looked at again when its days of grace are over: not a day before, once, and what a person finds is counted."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.end_grace import end_grace
from tsuho.casework.move_referral import Moving, move_referral, open_referral
from tsuho.casework.referral_ports import Referral
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.store.records.memory_referrals import MemoryReferrals
from tsuho.words.referrals import ReferralState, Role, Standings
from tsuho.words.vocabulary import ReferralKind, Source

LEFT_AT = datetime(2015, 3, 10, 14, 59, tzinfo=UTC)  # 23:59 in Japan
ALL_HOLDS = Standings(
    day=date(2015, 3, 10), rules=("V31",), confirmed=("V31",), all_proved=True, identity_verified=True, leaks=0,
    cites_article_11=False,
)  # fmt: skip
TO_SENT = (
    ("check", Role.ADMINISTRATOR), ("approve", Role.MINISTRY), ("queue", Role.MACHINE), ("deliver", Role.MACHINE),
)  # fmt: skip


class Audit:
    def __init__(self):
        self.acts = []

    def write(self, _at, by, act, subject, _details):
        self.acts.append((by, act, subject))


@pytest.fixture
def moving():
    return Moving(MemoryReferrals(), LedgerInMemory(), Audit(), ZoneInfo("Asia/Tokyo"), Source.SIMULATED)


def warned(moving, upto=4):
    opened = open_referral(
        moving, Referral("w/1", ReferralKind.WARNING, "sender-1", "20150310-000001", campaign=20), LEFT_AT
    )
    for verb, role in TO_SENT[:upto]:
        move_referral(moving, opened.id, verb, by="係", role=role, reason="確認済み", standings=ALL_HOLDS, at=LEFT_AT)
    return opened


def effects(moving):
    sums = moving.ledger.sums(date(2015, 1, 1), date(2016, 1, 1), ["series", "kind", "month"])
    return [(kind, month, count) for (series, kind, month), count in sums if series == "warning_effect"]


def at(day, hour=12):
    return datetime(2015, 3, day, hour, tzinfo=ZoneInfo("Asia/Tokyo"))


def test_the_last_day_of_grace_is_still_the_senders(moving):
    opened = warned(moving)
    assert end_grace(moving, lambda _day: 14, at(24, 23)) == []
    assert end_grace(moving, lambda _day: 14, at(25, 0)) == ["20150310-000001"]
    assert moving.referrals.referral(opened.id).state is ReferralState.IN_RE_CHECK
    assert moving.audit.acts[-1] == ("tsuho", "grace_over", "20150310-000001")
    assert end_grace(moving, lambda _day: 14, at(31)) == [], "once"


def test_the_grace_is_that_of_the_law_table_of_the_day_on_which_it_left(moving):
    warned(moving)
    assert end_grace(moving, {date(2015, 3, 10): 3}.__getitem__, at(14, 0)) == ["20150310-000001"]


def test_an_answer_does_not_end_the_question(moving):
    opened = warned(moving)
    move_referral(
        moving, opened.id, "answer", by="sender-1", role=Role.RECIPIENT, reason="", standings=ALL_HOLDS, at=LEFT_AT
    )
    assert end_grace(moving, lambda _day: 14, at(25)) == ["20150310-000001"]


@pytest.mark.parametrize("upto", [1, 2, 3])
def test_what_did_not_leave_has_no_grace(moving, upto):
    warned(moving, upto)
    assert end_grace(moving, lambda _day: 14, at(31)) == []


@pytest.mark.parametrize(("verb", "kind"), [("comply", "complied"), ("relapse", "went_on")])
def test_what_a_person_finds_then_is_counted_in_that_month(moving, verb, kind):
    opened = warned(moving)
    end_grace(moving, lambda _day: 14, at(25))
    assert effects(moving) == [], "the clock finds nothing"
    april = datetime(2015, 4, 2, 3, tzinfo=UTC)
    move_referral(
        moving, opened.id, verb, by="係", role=Role.ANALYST, reason="着信を確認", standings=ALL_HOLDS, at=april
    )
    assert effects(moving) == [(kind, "2015-04", 1)]
