"""The verbs of the desk and the secretariat: what may be noted, what is counted for it, and that nobody stands in it."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.casework.awareness_ports import StockMove
from tsuho.casework.close_questionnaire import close_questionnaire
from tsuho.casework.desk_ports import Call
from tsuho.casework.dispatch_material import dispatch_material, stock_material
from tsuho.casework.errors import CannotDo
from tsuho.casework.hold_meeting import correct_minutes, hold_meeting
from tsuho.casework.meeting_ports import Meeting, QuestionnaireRound
from tsuho.casework.note_call import follow_up, note_call
from tsuho.casework.office import Office
from tsuho.casework.publish_page import PageText, publish_page
from tsuho.statistics import series
from tsuho.statistics.figures import figures
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.store.records.memory_office import (
    CallsInMemory,
    MaterialsInMemory,
    MeetingsInMemory,
    PagesInMemory,
    QuestionnairesInMemory,
)
from tsuho.words.awareness import Material, MaterialFor, PageChange, PageKind
from tsuho.words.catalogue import say
from tsuho.words.consultations import AgeBand, CallCategory, CallMedium, HandedTo
from tsuho.words.meetings import MeetingKind
from tsuho.words.vocabulary import Source

NOW = datetime(2015, 3, 31, 9, 0, tzinfo=UTC)
TODAY = date(2015, 3, 31)
BEGUN = datetime(2015, 3, 9, 15, 30, tzinfo=UTC)  # 0:30 of the tenth in Japan
CALL = Call(CallCategory.ONE_CLICK, BEGUN, BEGUN + timedelta(minutes=8), "相談員一", "登録完了の画面が出た")
MEETING = Meeting(MeetingKind.COUNCIL, "総会", TODAY, ("見本通信",), ("報告",), "", "事務局")
ROUND = QuestionnaireRound("意識調査", date(2014, 11, 1), date(2014, 11, 30), 100, 41, "事務局")
PAGE = PageText("/chain/1/", PageKind.CHAIN_REPORT, "転送状況", "気にせず削除".encode())


class Log:
    def __init__(self):
        self.entries = []

    def write(self, at, by, act, subject, details):
        self.entries.append((by, act, subject, dict(details)))


@pytest.fixture
def office():
    return Office(LedgerInMemory(), Log(), nullcontext, ZoneInfo("Asia/Tokyo"), Source.COUNTED)


def sums(office, *by, name):
    found = office.ledger.sums(date(2014, 4, 1), date(2015, 4, 1), ["series", *by])
    return {values[1:]: count for values, count in found if values[0] == name}


def test_a_call_is_counted_under_its_heading_on_its_day_in_the_country(office):
    calls = CallsInMemory()
    number = note_call(office, calls, replace(CALL, prefecture="東京都", medium=CallMedium.MOBILE), at=NOW)
    assert calls.call(number).consultant == "相談員一"
    assert sums(office, "day", "kind", "reason", "region", "medium", name=series.CONSULTATION) == {
        ("2015-03-10", "fictitious_billing", "B1", "東京都", "mobile"): 1
    }
    assert office.audit.entries == [("相談員一", "note_call", "call 1", {"category": "B1"})]


def test_every_category_is_counted_under_one_of_the_published_headings(office):
    calls = CallsInMemory()
    for category in CallCategory:
        note_call(office, calls, replace(CALL, category=category), at=NOW)
    found = figures(office.ledger, date(2015, 3, 1), date(2015, 4, 1), "2015-03")["consultations"]
    assert found == {"total": 21, "law": 7, "fictitious_billing": 4, "other": 10}


@pytest.mark.parametrize(
    "text",
    ["折り返しは 03-0000-1234 まで", "携帯は０９０－００００－１２３４", "09000001234 に電話", "taro@home.example から", "ＴＡＲＯ＠ｈｏｍｅ．ｅｘａｍｐｌｅ"],
)  # fmt: skip
def test_a_number_or_an_address_of_anybody_is_not_kept(office, text):
    calls = CallsInMemory()
    for note in (replace(CALL, summary=text), replace(CALL, advice=text)):
        with pytest.raises(CannotDo, match="leave out who called"):
            note_call(office, calls, note, at=NOW)
    assert not calls.between(BEGUN, NOW)
    assert not sums(office, name=series.CONSULTATION)


@given(area=st.sampled_from(["03", "06", "090", "080", "070", "050"]), rest=st.integers(0, 99_999_999))
def test_no_way_of_writing_a_number_passes(area, rest):
    office = Office(LedgerInMemory(), Log(), nullcontext, ZoneInfo("Asia/Tokyo"), Source.COUNTED)
    number = f"{area}-{rest // 10_000:04d}-{rest % 10_000:04d}"
    for written in (
        number,
        number.translate(str.maketrans("0123456789-", "０１２３４５６７８９－")),
        number.replace("-", " "),
    ):
        with pytest.raises(CannotDo, match="leave out who called"):
            note_call(office, CallsInMemory(), replace(CALL, summary=f"番号は{written}です"), at=NOW)


@pytest.mark.parametrize("text", ["3万円を請求された", "2015年3月10日に届いた", "1日に20件届く", "料金は 98,000円"])
def test_other_numbers_may_stand_in_a_note(office, text):
    assert note_call(office, CallsInMemory(), replace(CALL, summary=text), at=NOW) == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"consultant": " "}, "--by"),
        ({"ended_at": BEGUN - timedelta(minutes=1)}, "ends before it begins"),
        ({"ended_at": NOW + timedelta(minutes=1)}, "time to come"),
        ({"started_at": BEGUN.replace(tzinfo=None)}, "zone"),
        ({"prefecture": "とうきょう"}, "no prefecture"),
        ({"about": "the second one"}, "names no report"),
        ({"summary": "長" * 2_001}, "at most 2000"),
    ],
)
def test_a_call_that_cannot_be_so_is_refused(office, changed, said):
    with pytest.raises(CannotDo, match=said):
        note_call(office, CallsInMemory(), replace(CALL, **changed), at=NOW)


def test_a_promise_is_kept_once(office):
    calls = CallsInMemory()
    number = note_call(office, calls, replace(CALL, follow_up_on=date(2015, 3, 12)), at=NOW)
    follow_up(office, calls, number, by="相談員二", at=NOW)
    with pytest.raises(CannotDo, match="waits for nobody"):
        follow_up(office, calls, number, by="相談員二", at=NOW)
    assert [act for _, act, _, _ in office.audit.entries] == ["note_call", "follow_up_call"]


def test_no_more_goes_out_than_there_is(office):
    materials = MaterialsInMemory()
    assert stock_material(office, materials, Material.FIGHT_SPAM, 100, day=TODAY, by="広報", at=NOW) == 100
    move = StockMove(Material.FIGHT_SPAM, TODAY, 60, "広報", MaterialFor.SCHOOL, "北海道")
    assert dispatch_material(office, materials, move, at=NOW) == 40
    with pytest.raises(CannotDo, match="there are 40 pieces of Repel spam!"):
        dispatch_material(office, materials, move, at=NOW)
    assert materials.stock() == {Material.FIGHT_SPAM: 40}
    assert sums(office, "kind", "region", "tags", name=series.MATERIAL) == {("fight_spam", "北海道", "school"): 60}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"pieces": 0}, "one or more"),
        ({"pieces": -5}, "one or more"),
        ({"day": TODAY + timedelta(days=1)}, "still to come"),
        ({"by": ""}, "--by"),
        ({"to": None}, "to whom"),
        ({"prefecture": "Hokkaido"}, "no prefecture"),
    ],
)
def test_a_dispatch_that_cannot_be_so_is_refused(office, changed, said):
    materials = MaterialsInMemory()
    stock_material(office, materials, Material.FIGHT_SPAM, 100, day=TODAY, by="広報", at=NOW)
    move = StockMove(Material.FIGHT_SPAM, TODAY, 60, "広報", MaterialFor.SCHOOL)
    with pytest.raises(CannotDo, match=said):
        dispatch_material(office, materials, replace(move, **changed), at=NOW)
    assert materials.stock() == {Material.FIGHT_SPAM: 100}


def test_a_page_counts_when_it_is_new_and_when_it_changed_and_not_otherwise(office):
    pages = PagesInMemory()

    def publish(page):
        return publish_page(office, pages, page, day=TODAY, by="広報", approved_by="管理者", at=NOW)

    assert publish(PAGE) is PageChange.NEW
    with pytest.raises(CannotDo, match="nothing has changed"):
        publish(PAGE)
    assert publish(replace(PAGE, text=b"other")) is PageChange.REVISED
    assert publish(replace(PAGE, path="/chain/2/")) is PageChange.NEW
    assert sums(office, "kind", name=series.PAGE) == {("chain_report",): 3}


@pytest.mark.parametrize(
    ("more", "said"),
    [({"approved_by": ""}, "approval"), ({"by": ""}, "--by"), ({"day": TODAY + timedelta(days=1)}, "still to come")],
)
def test_nothing_is_published_without_an_approval_or_before_its_day(office, more, said):
    given_ = {"day": TODAY, "by": "広報", "approved_by": "管理者", **more}
    with pytest.raises(CannotDo, match=said):
        publish_page(office, PagesInMemory(), PAGE, at=NOW, **given_)


def test_a_page_has_a_place_and_a_title(office):
    for page in (replace(PAGE, path="chain"), replace(PAGE, title=" ")):
        with pytest.raises(CannotDo, match="needs its place"):
            publish_page(office, PagesInMemory(), page, day=TODAY, by="広報", approved_by="管理者", at=NOW)


def test_a_meeting_counts_once_however_often_its_minutes_are_corrected(office):
    meetings = MeetingsInMemory()
    number = hold_meeting(office, meetings, MEETING, at=NOW)
    correct_minutes(office, meetings, number, "議事録", by="事務局", at=NOW)
    correct_minutes(office, meetings, number, "議事録（訂正）", by="管理者", at=NOW)
    assert [text for text, _ in meetings.versions(number)] == ["議事録", "議事録（訂正）"]
    assert sums(office, "kind", name=series.MEETING) == {("council",): 1}
    with pytest.raises(CannotDo, match="no meeting 9"):
        correct_minutes(office, meetings, 9, "x", by="事務局", at=NOW)
    with pytest.raises(CannotDo, match="empty"):
        correct_minutes(office, meetings, number, " ", by="事務局", at=NOW)


@pytest.mark.parametrize("changed", [{"members": ()}, {"agenda": ()}, {"title": ""}])
def test_a_meeting_without_members_agenda_or_title_is_none(office, changed):
    with pytest.raises(CannotDo, match="needs a title"):
        hold_meeting(office, MeetingsInMemory(), replace(MEETING, **changed), at=NOW)


def test_a_round_counts_its_answers_on_its_last_day(office):
    close_questionnaire(office, QuestionnairesInMemory(), ROUND, at=NOW)
    assert sums(office, "day", name=series.QUESTIONNAIRE) == {("2014-11-30",): 41}


@pytest.mark.parametrize("changed", [{"answered": 101}, {"answered": -1}, {"until": date(2014, 10, 1)}, {"title": ""}])
def test_a_round_that_cannot_be_so_is_refused(office, changed):
    with pytest.raises(CannotDo, match="a round needs"):
        close_questionnaire(office, QuestionnairesInMemory(), replace(ROUND, **changed), at=NOW)


@pytest.mark.parametrize(
    "key",
    [f"call_category_{each}" for each in CallCategory]
    + [f"call_medium_{each}" for each in CallMedium if each]
    + [f"age_band_{each}" for each in AgeBand if each]
    + [f"handed_to_{each}" for each in HandedTo if each]
    + [f"kind_{each}" for words in (Material, PageKind, MeetingKind) for each in words],
)
def test_every_word_of_the_office_can_be_said(key):
    assert say(key, "ja") != say(key, "en")
