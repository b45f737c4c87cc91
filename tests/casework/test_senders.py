"""The register of senders: displayed is not verified, a campaign has one sender, and the day of a warning is kept when it left."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.errors import CannotDo
from tsuho.casework.move_referral import Moving, move_referral, open_referral
from tsuho.casework.referral_ports import Referral
from tsuho.casework.register_senders import add_sender, assign_campaigns, record_order
from tsuho.casework.verify_sender import verify_sender
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.store.records.memory_referrals import MemoryReferrals
from tsuho.words.partners import VerifiedIdentity
from tsuho.words.referrals import Role, Standings
from tsuho.words.vocabulary import ReferralKind, Source

AT = datetime(2015, 3, 10, 20, 0, tzinfo=UTC)  # the 11th in Japan
JST = ZoneInfo("Asia/Tokyo")
IDENTITY = VerifiedIdentity(
    "株式会社見本", "見本県見本市1", "info@sender.example", "登記", "見本係官", date(2015, 3, 1)
)


class Register:
    def __init__(self):
        self.all = {}

    def senders(self):
        return list(self.all.values())

    def enter_sender(self, sender):
        self.all[sender.code] = sender


@pytest.fixture
def register(audit):
    made = Register()
    add_sender(made, audit, "s", ["当選事務局"], by="見本", at=AT)
    return made


@pytest.fixture
def campaigns(records):
    records.seen = {1: SimpleNamespace(id=1), 2: SimpleNamespace(id=2), 7: SimpleNamespace(id=2)}  # 7 became 2
    return records


def test_what_is_displayed_verifies_nobody(register):
    sender = register.all["s"]
    assert (sender.displayed, sender.identity) == (("当選事務局",), None)


def test_a_code_is_entered_once_and_by_somebody(register, audit):
    for code, by in (("s", "見本"), (" ", "見本"), ("t", " ")):
        with pytest.raises(CannotDo):
            add_sender(register, audit, code, [], by=by, at=AT)
    assert list(register.all) == ["s"]


def test_a_campaign_has_one_sender_under_the_number_that_it_has_today(register, campaigns, audit):
    assert assign_campaigns(register, campaigns, audit, "s", [1, 7, 1], by="見本", at=AT).campaigns == (1, 2)
    add_sender(register, audit, "t", [], by="見本", at=AT)
    for number, why in ((7, "is s's"), (99, "no campaign 99")):
        with pytest.raises(CannotDo, match=why):
            assign_campaigns(register, campaigns, audit, "t", [number], by="見本", at=AT)
    assert register.all["t"].campaigns == ()


@pytest.mark.parametrize(
    "wrong",
    [{"name": " "}, {"address": ""}, {"how": ""}, {"by": " "}, {"on": date(2015, 3, 12)}],
)
def test_an_identity_says_whom_from_where_by_whom_and_when(register, audit, wrong):
    with pytest.raises(CannotDo):
        verify_sender(register, audit, "s", replace(IDENTITY, **wrong), at=AT, timezone=JST)
    assert register.all["s"].identity is None
    today = replace(IDENTITY, on=date(2015, 3, 11))
    assert verify_sender(register, audit, "s", today, at=AT, timezone=JST).identity == today
    assert audit.entries[-1][:3] == ("見本係官", "verify", "sender s")


def test_an_order_is_against_somebody_who_was_identified(register, audit):
    with pytest.raises(CannotDo, match="no verified identity"):
        record_order(register, audit, "s", date(2015, 3, 9), by="見本", at=AT)
    verify_sender(register, audit, "s", IDENTITY, at=AT, timezone=JST)
    for _ in range(2):
        record_order(register, audit, "s", date(2015, 3, 9), by="見本", at=AT)
    assert register.all["s"].ordered_on == (date(2015, 3, 9),)
    with pytest.raises(CannotDo, match="has not come"):
        record_order(register, audit, "s", date(2015, 3, 13), by="見本", at=AT)


def test_the_day_of_a_warning_is_kept_when_it_has_left_and_not_before(register, audit):
    moving = Moving(MemoryReferrals(), LedgerInMemory(), audit, JST, Source.SIMULATED, register)
    holds = Standings(date(2015, 3, 11), ("V31",), ("V31",), all_proved=True, identity_verified=True, leaks=0)
    draft = Referral("w", ReferralKind.WARNING, "s", "20150311-000001", campaign=1, reports=(1,))
    number = open_referral(moving, draft, AT).id
    steps = (
        ("check", Role.ADMINISTRATOR), ("approve", Role.MINISTRY), ("queue", Role.MACHINE), ("deliver", Role.MACHINE),
    )  # fmt: skip
    for verb, role in steps:
        assert register.all["s"].warned_on == ()
        move_referral(moving, number, verb, by="x", role=role, reason="r", standings=holds, at=AT)
    assert register.all["s"].warned_on == (date(2015, 3, 11),)
    again = open_referral(moving, replace(draft, key="w2", number="20150311-000002"), AT).id
    for verb, role in steps:
        move_referral(moving, again, verb, by="x", role=role, reason="r", standings=holds, at=AT + timedelta(days=40))
    assert register.all["s"].warned_on == (date(2015, 3, 11), date(2015, 4, 20))
