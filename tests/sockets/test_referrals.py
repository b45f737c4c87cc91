"""The ports Referrals and PartnerRegister on each implementation: a move from where one stands, a history that only grows."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tsuho.casework.referral_ports import Moved, Referral
from tsuho.referral.effect import Answered
from tsuho.words.partners import Agency, HandoffBody, Ministry, Vendor
from tsuho.words.referrals import AnswerKind, HandoffTo, ReferralState, Role
from tsuho.words.vocabulary import ReferralKind

AT = datetime(2015, 4, 1, 9, 0, tzinfo=UTC)
S = ReferralState
DRAFT = Referral(
    key="warning/campaign 20", kind=ReferralKind.WARNING, party="sender-7", number="20150401-000001", campaign=20,
    first_day=date(2015, 2, 1), last_day=date(2015, 3, 9), reports=(3, 4), about={"subject": "ご当選", "messages": 12},
)  # fmt: skip
CHECK = Moved(AT, "管理者", Role.ADMINISTRATOR, "check", S.DRAFT, S.CHECKED, "確認した")


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def referrals(request, databases):
    if request.param == "memory":
        from tsuho.store.records.memory_referrals import MemoryReferrals

        return MemoryReferrals()
    databases(request.param)
    from tsuho.store.records.referrals import ReferralsInDatabase

    return ReferralsInDatabase()


def test_a_draft_comes_back_as_it_was_entered(referrals):
    number = referrals.open(DRAFT, AT)
    assert referrals.referral(number) == replace(DRAFT, id=number, opened_at=AT, moved_at=AT)
    assert referrals.by_ticket("20150401-000001") == referrals.referral(number)
    assert referrals.referral(number + 1) is None
    assert referrals.by_ticket("20150401-000002") is None


def test_the_same_key_is_opened_once(referrals):
    number = referrals.open(DRAFT, AT)
    assert referrals.open(replace(DRAFT, number="other"), AT) == number
    assert len(referrals.standing()) == 1


def test_a_move_succeeds_from_where_the_referral_stands_and_only_once(referrals):
    number = referrals.open(DRAFT, AT)
    assert referrals.move(number, CHECK)
    assert not referrals.move(number, CHECK), "somebody was faster"
    assert not referrals.move(number + 9, CHECK)
    assert referrals.referral(number).state is S.CHECKED
    assert referrals.history(number) == [CHECK]


def test_what_stands_where(referrals):
    first = referrals.open(DRAFT, AT)
    second = referrals.open(replace(DRAFT, key="other", kind=ReferralKind.PROVIDER_NOTICE), AT)
    referrals.move(first, replace(CHECK, at=AT.replace(hour=10)))
    assert [each.id for each in referrals.standing()] == [second, first]
    assert [each.id for each in referrals.standing(ReferralKind.WARNING)] == [first]
    assert [each.id for each in referrals.standing(states=[S.CHECKED, S.SENT])] == [first]
    assert referrals.standing(ReferralKind.WARNING, [S.DRAFT]) == []


def test_what_was_opened_or_moved_in_a_time(referrals):
    opened = referrals.open(DRAFT, AT)
    moved = referrals.open(replace(DRAFT, key="other"), AT.replace(day=2))
    referrals.move(moved, replace(CHECK, at=AT.replace(day=5)))
    referrals.move(moved, Moved(AT.replace(day=5), "x", Role.MINISTRY, "return", S.CHECKED, S.RETURNED, "y"))

    def numbers(since, until):
        return [each.id for each in referrals.between(AT.replace(day=since), AT.replace(day=until))]

    assert numbers(1, 9) == [opened, moved]
    assert numbers(1, 2) == [opened], "the end is no more of the time"
    assert numbers(5, 6) == [moved], "once, however often it moved"
    assert numbers(3, 5) == []


def test_answers_are_kept_once_and_in_order(referrals):
    number = referrals.open(DRAFT, AT)
    later = Answered(AnswerKind.SUSPENDED, date(2015, 4, 9), date(2015, 4, 8))
    first = Answered(AnswerKind.INVESTIGATING, date(2015, 4, 2))
    assert referrals.answer(number, later, AT, "mihon-isp")
    assert referrals.answer(number, first, AT, "mihon-isp")
    assert not referrals.answer(number, first, AT, "mihon-isp")
    assert referrals.answers(number) == [first, later]


def test_the_history_cannot_be_rewritten(database):
    from django.db import DatabaseError, transaction

    from tsuho.store.records.referral_models import ReferralMove
    from tsuho.store.records.referrals import ReferralsInDatabase

    number = ReferralsInDatabase().open(DRAFT, AT)
    ReferralsInDatabase().move(number, CHECK)
    for change in (lambda rows: rows.update(by="somebody else"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change(ReferralMove.objects.all())


SHIPPED = Agency(
    "BR", "ブラジル", "Brazil", "body", "法第30条", date(2010, 1, 13), "en", ("csv",), "x@br.agency.example"
)


def test_what_a_person_entered_wins_over_what_is_shipped(database):
    from tsuho.store.records.partner_register import PartnerRegisterInDatabase

    register = PartnerRegisterInDatabase([SHIPPED])
    assert register.agencies() == [SHIPPED]
    charged = replace(SHIPPED, ministry_charge=True, started_on=None)
    register.enter_agency(charged)
    register.enter_agency(replace(SHIPPED, code="CL"))
    assert register.agencies() == [charged, replace(SHIPPED, code="CL")]


def test_vendors_bodies_and_the_ministry_come_back(database):
    from tsuho.store.records.partner_register import PartnerRegisterInDatabase

    register = PartnerRegisterInDatabase()
    vendor = Vendor(
        "filter-a", "見本フィルタ", "迷惑メール対策", "2014-04 協定", date(2014, 4, 1), formats=("eml", "stix")
    )
    body = HandoffBody(HandoffTo.POLICE, "見本県警", "desk@police.example")
    ministry = Ministry(("総務省",), "担当課", "課長", "spam@ministry.example", (body,))
    assert (register.vendors(), register.bodies(), register.ministry()) == ([], {}, None)
    register.enter_vendor(vendor)
    register.enter_body(body)
    register.enter_ministry(ministry)
    assert (register.vendors(), register.bodies(), register.ministry()) == (
        [vendor],
        {HandoffTo.POLICE: body},
        ministry,
    )
    assert vendor.in_force(date(2014, 4, 1))
    assert not vendor.in_force(date(2014, 3, 31))
    assert not replace(vendor, suspended="調査中").in_force(date(2015, 4, 1))
