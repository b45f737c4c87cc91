"""The ports of the desk and the secretariat — Calls, Materials, Pages, Meetings, Questionnaires — on each implementation."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tsuho.casework.awareness_ports import PageNote, StockMove
from tsuho.casework.desk_ports import Call
from tsuho.casework.meeting_ports import Meeting, QuestionnaireRound
from tsuho.words.awareness import Material, MaterialFor, PageChange, PageKind
from tsuho.words.consultations import AgeBand, CallCategory, CallMedium, HandedTo
from tsuho.words.meetings import MeetingKind

AT = datetime(2015, 3, 10, 1, 15, tzinfo=UTC)
DAY = date(2015, 3, 10)
PLAIN = Call(CallCategory.STOP, AT, AT + timedelta(minutes=7), "相談員一", "毎日届くメールを止めたい")
FULL = Call(
    CallCategory.ONE_CLICK, AT + timedelta(hours=1), AT + timedelta(hours=1, minutes=9), "相談員二", "登録完了の画面が出た",
    CallMedium.MOBILE, AgeBand.FROM_70, "東京都", "B1", HandedTo.CONSUMER_CENTRE, "12/1", date(2015, 3, 12),
)  # fmt: skip
SENT = StockMove(Material.FIGHT_SPAM, DAY, -30, "広報", MaterialFor.SCHOOL, "北海道")
PAGE = PageNote("/chain/1/", PageKind.CHAIN_REPORT, "転送状況", PageChange.NEW, DAY, "広報", "管理者", "ab" * 32)
MEETING = Meeting(
    MeetingKind.COUNCIL, "第七回総会", DAY, ("見本通信", "例題電話"), ("開会", "報告"), "議事録", "事務局", ("資料1",),
)  # fmt: skip
ROUND = QuestionnaireRound("意識調査", date(2014, 11, 1), date(2014, 11, 30), 1_000, 412, "事務局")


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def notes(request, databases):
    """The module that holds the implementations, by the name of the port."""
    if request.param == "memory":
        from tsuho.store.records import memory_office as kept

        return lambda port: getattr(kept, f"{port}InMemory")()
    databases(request.param)
    from tsuho.store.records.calls import CallsInDatabase
    from tsuho.store.records.materials import MaterialsInDatabase
    from tsuho.store.records.meetings import MeetingsInDatabase, QuestionnairesInDatabase
    from tsuho.store.records.pages import PagesInDatabase

    known = {
        "Calls": CallsInDatabase, "Materials": MaterialsInDatabase, "Pages": PagesInDatabase,
        "Meetings": MeetingsInDatabase, "Questionnaires": QuestionnairesInDatabase,
    }  # fmt: skip
    return lambda port: known[port]()


def test_a_call_comes_back_as_it_was_entered(notes):
    calls = notes("Calls")
    for call in (PLAIN, FULL):
        number = calls.enter(call)
        assert calls.call(number) == replace(call, number=number)
    assert calls.call(number + 1) is None


def test_calls_of_a_time_come_by_their_beginning(notes):
    calls = notes("Calls")
    late, early = calls.enter(FULL), calls.enter(PLAIN)
    assert [each.number for each in calls.between(AT, AT + timedelta(hours=2))] == [early, late]
    assert [each.number for each in calls.between(AT, AT + timedelta(hours=1))] == [early]


def test_a_promise_stays_open_until_somebody_kept_it_once(notes):
    calls = notes("Calls")
    calls.enter(PLAIN)
    later, sooner = calls.enter(FULL), calls.enter(replace(FULL, follow_up_on=date(2015, 3, 11)))
    assert [each.number for each in calls.open_follow_ups()] == [sooner, later]
    assert calls.followed_up(later, "相談員三")
    assert not calls.followed_up(later, "相談員四")
    assert calls.call(later).followed_up_by == "相談員三"
    assert [each.number for each in calls.open_follow_ups()] == [sooner]


def test_nothing_was_promised_where_no_day_is(notes):
    calls = notes("Calls")
    assert not calls.followed_up(calls.enter(PLAIN), "相談員")
    assert not calls.followed_up(999, "相談員")


def test_similar_calls_are_of_the_campaign_or_of_the_category_and_the_latest_come_first(notes):
    calls = notes("Calls")
    first = calls.enter(PLAIN)
    of_campaign = calls.enter(replace(FULL, campaign=7))
    latest = calls.enter(replace(PLAIN, started_at=AT + timedelta(minutes=30), campaign=7))
    assert calls.call(of_campaign).campaign == 7
    assert [each.number for each in calls.like(CallCategory.STOP, None, 5)] == [latest, first]
    assert [each.number for each in calls.like(CallCategory.STOP, None, 1)] == [latest]
    assert [each.number for each in calls.like(CallCategory.STOP, 7, 5)] == [of_campaign, latest]
    assert calls.like(CallCategory.VIRUS, 8, 5) == []


def test_promises_that_were_kept_are_told_from_open_ones(notes):
    calls = notes("Calls")
    calls.enter(PLAIN)
    kept, still_open = calls.enter(FULL), calls.enter(FULL)
    later = calls.enter(replace(FULL, follow_up_on=date(2015, 3, 20)))
    for number in (kept, later):
        calls.followed_up(number, "相談員三")
    assert [each.number for each in calls.kept_follow_ups(9)] == [later, kept]
    assert [each.number for each in calls.kept_follow_ups(1)] == [later]
    assert [each.number for each in calls.open_follow_ups()] == [still_open]


def test_no_field_takes_a_caller(notes):
    names = {each.name for each in fields(notes("Calls").call(notes("Calls").enter(FULL)) or FULL)}
    assert not [name for name in names if "caller" in name or "phone" in name or "address" in name]


def test_the_stock_is_what_its_moves_add_up_to(notes):
    materials = notes("Materials")
    assert materials.stock() == {}
    assert materials.stock_alone(Material.FIGHT_SPAM) == 0
    numbers = [
        materials.move(StockMove(Material.FIGHT_SPAM, date(2015, 3, 1), 100, "広報")),
        materials.move(SENT),
        materials.move(StockMove(Material.LAW_PAMPHLET, date(2015, 3, 2), 5, "広報")),
    ]
    assert len(set(numbers)) == 3
    assert materials.stock() == {Material.FIGHT_SPAM: 70, Material.LAW_PAMPHLET: 5}
    assert materials.stock_alone(Material.FIGHT_SPAM) == 70
    assert materials.moves(DAY, DAY + timedelta(days=1)) == [SENT]
    assert [each.pieces for each in materials.moves(date(2015, 3, 1), DAY)] == [100, 5]


def test_the_latest_publication_of_a_page_is_what_stands_there(notes):
    pages = notes("Pages")
    assert pages.latest("/chain/1/") is None
    revised = replace(PAGE, change=PageChange.REVISED, sha256="cd" * 32, day=date(2015, 3, 20))
    first = pages.enter(PAGE)
    assert pages.enter(replace(PAGE, path="/other/")) != first
    pages.enter(revised)
    assert pages.latest("/chain/1/") == revised
    assert pages.between(DAY, date(2015, 3, 20)) == [PAGE, replace(PAGE, path="/other/")]


def test_minutes_are_versions_and_the_first_stays(notes):
    meetings = notes("Meetings")
    number = meetings.enter(MEETING)
    assert meetings.meeting(number) == replace(MEETING, number=number)
    assert meetings.correct_minutes(number, "議事録（訂正）", "管理者")
    assert meetings.meeting(number).minutes == "議事録（訂正）"
    assert meetings.versions(number) == [("議事録", "事務局"), ("議事録（訂正）", "管理者")]
    assert not meetings.correct_minutes(number + 1, "x", "管理者")
    assert meetings.meeting(number + 1) is None
    assert meetings.versions(number + 1) == []


def test_meetings_come_by_their_days_and_may_wait_for_their_minutes(notes):
    meetings = notes("Meetings")
    later = meetings.enter(MEETING)
    sooner = meetings.enter(replace(MEETING, day=date(2014, 6, 2), minutes=""))
    assert [each.number for each in meetings.between(date(2014, 4, 1), date(2015, 4, 1))] == [sooner, later]
    assert meetings.between(date(2014, 4, 1), DAY) == [meetings.meeting(sooner)]
    assert meetings.meeting(sooner).minutes == ""
    assert meetings.versions(sooner) == []


def test_rounds_come_in_the_order_entered(notes):
    questionnaires = notes("Questionnaires")
    other = replace(ROUND, title="別の調査")
    assert questionnaires.enter(ROUND) != questionnaires.enter(other)
    assert questionnaires.rounds() == [ROUND, other]


def test_what_a_database_refuses_in_text_does_not_lose_the_note(notes):
    calls, meetings = notes("Calls"), notes("Meetings")
    assert calls.call(calls.enter(replace(PLAIN, summary="a\x00b"))).category is CallCategory.STOP
    assert meetings.enter(replace(MEETING, agenda=("a\x00",), minutes="\x00b"))


def test_a_note_that_could_not_be_counted_is_not_there(database):
    from zoneinfo import ZoneInfo

    from tsuho.casework.note_call import note_call
    from tsuho.casework.office import Office
    from tsuho.store.records.audit import AuditInDatabase
    from tsuho.store.records.calls import CallsInDatabase
    from tsuho.store.records.ledger import LedgerInDatabase
    from tsuho.store.records.together import together
    from tsuho.words.vocabulary import Source

    class Broken(LedgerInDatabase):
        def book(self, rows):
            raise OSError("the disk is full")

    calls = CallsInDatabase()
    for ledger, kept in ((Broken(), 0), (LedgerInDatabase(), 1)):
        office = Office(ledger, AuditInDatabase(), together, ZoneInfo("Asia/Tokyo"), Source.COUNTED)
        if not kept:
            with pytest.raises(OSError, match="full"):
                note_call(office, calls, PLAIN, at=AT + timedelta(hours=1))
        else:
            note_call(office, calls, PLAIN, at=AT + timedelta(hours=1))
        assert len(calls.between(AT, AT + timedelta(hours=2))) == kept
        assert AuditInDatabase().head()[0] == kept
