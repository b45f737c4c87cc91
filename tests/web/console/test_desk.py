"""The phone desk: a note is kept and counted at once, nobody stands in it, and the script and the search answer while one talks."""

from datetime import date, timedelta

import pytest

from tsuho.statistics.figures import figures

NOTE = {"category": "B1", "begun": "11:52", "summary": "登録完了の画面が出た", "followed": "on", "medium": "mobile"}


@pytest.fixture
def own(as_):
    return as_("one-consultant")


@pytest.fixture
def notes():
    from tsuho.store.records.office_models import CallNote

    return CallNote.objects


def test_a_call_is_kept_with_what_was_advised_and_shows_in_the_figures_at_once(own, notes, centre):
    days = date(2015, 3, 1), date(2015, 4, 1), "2015-03"
    assert figures(centre.ledger, *days)["consultations"]["total"] == 0
    more = {"handed_to": "consumer_centre", "follow_up_on": "2015-04-02", "campaign": "7", "prefecture": "東京都"}
    answer = own.post("/console/desk/", {**NOTE, **more}, follow=True)
    assert answer.status_code == 200 and "相談 1 を記録しました" in answer.content.decode()
    kept = notes.get()
    assert (kept.category, kept.medium, kept.handed_to, kept.campaign) == ("B1", "mobile", "consumer_centre", 7)
    assert (kept.consultant, kept.advice, kept.prefecture) == ("one-consultant", "B1 2014-04-01", "東京都")
    assert (kept.ended_at - kept.started_at) == timedelta(minutes=8)  # from 11:52 to the clock's 12:00 in Japan
    found = figures(centre.ledger, *days)["consultations"]
    assert (found["total"], found["fictitious_billing"]) == (1, 1)
    assert "1" in own.get("/console/desk/figures/").content.decode()


def test_whoever_stands_in_a_note_is_covered_and_shown_before_anything_is_kept(own, notes):
    named = {**NOTE, "summary": "山田様より。折り返しは03-0000-1234、taro@home.example"}
    answer = own.post("/console/desk/", named)
    page = answer.content.decode()
    assert answer.status_code == 422 and not notes.exists()
    assert "〔氏名〕様より。折り返しは〔電話番号〕、〔メールアドレス〕" in page and "電話番号" in page
    assert "山田" not in page and "03-0000-1234" not in page and "taro@" not in page
    own.post("/console/desk/", {**NOTE, "summary": "〔氏名〕様より。折り返しは〔電話番号〕、〔メールアドレス〕"})
    assert notes.get().summary.startswith("〔氏名〕様")


def test_one_is_warned_while_writing(own):
    warned = own.post("/console/desk/covered/", {"summary": "番号は090-0000-1234"}).content.decode()
    assert "電話番号" in warned
    assert not own.post("/console/desk/covered/", {"summary": "3万円を請求された"}).content.decode().strip()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"category": "D1"}, "desk"),
        ({"summary": " "}, "desk"),
        ({"begun": "12:30"}, "まだ来ていない"),
        ({"about": "x"}, "desk"),
    ],
)
def test_a_note_that_cannot_be_kept_comes_back_with_what_was_written(own, notes, changed, said):
    answer = own.post("/console/desk/", {**NOTE, **changed})
    page = answer.content.decode()
    assert answer.status_code == 422 and not notes.exists()
    assert "errorlist" in page and said in page
    assert changed.get("summary") == " " or "登録完了の画面が出た" in page


def test_the_form_has_no_field_for_a_caller(own):
    from tsuho.web.console.desk import Note

    assert set(Note.base_fields) == {
        "begun", "category", "medium", "summary", "followed", "handed_to", "follow_up_on", "about", "age_band", "prefecture",
        "campaign",
    }  # fmt: skip


def test_the_script_of_a_category_stands_beside_with_calls_like_it(own):
    own.post("/console/desk/", NOTE)
    script = own.get("/console/desk/script/?category=B1").content.decode()
    assert "支払わない" in script and "188" in script and "登録完了の画面が出た" in script and "<html" not in script
    assert "受付中" in script  # the clock says Tuesday noon in Japan
    assert "登録完了の画面が出た" not in own.get("/console/desk/script/?category=A1").content.decode()
    assert own.get("/console/desk/script/?category=%3Cb%3E").status_code == 200
    own.post("/accounts/prefer/", {"language": "en"})
    assert "do not pay" in own.get("/console/desk/script/?category=B1").content.decode()


def test_promises_are_listed_until_somebody_kept_them_once(own, notes):
    own.post("/console/desk/", {**NOTE, "follow_up_on": "2015-03-30"})
    page = own.get("/console/desk/follow-ups/").content.decode()
    assert "期日超過" in page and "登録完了" in page
    number = notes.get().pk
    for said in ("再確認を記録しました", "もう済んでいるか"):
        assert said in own.post("/console/desk/follow-ups/", {"number": number}, follow=True).content.decode()
    assert notes.get().followed_up_by == "one-consultant"


def test_the_calls_of_a_day_are_those_of_the_day_in_japan(own):
    own.post("/console/desk/", {**NOTE, "summary": "<script>例外語"})
    page = own.get("/console/desk/calls/").content.decode()
    assert "&lt;script&gt;例外語" in page and "<script>例外語" not in page
    assert "例外語" not in own.get("/console/desk/calls/?day=2015-03-30").content.decode()


def test_the_figures_are_the_ledgers_by_week_and_by_business_day(own):
    for category in ("A1", "A1", "C99"):
        own.post("/console/desk/", {**NOTE, "category": category})
    context = own.get("/console/desk/figures/").context
    assert context["total"] == 3
    assert context["chart"].series[0][1][-1] == 2 and context["chart"].series[2][1][-1] == 1
    assert {row[0].value: row[2] for row in context["rows"] if row[2]} == {"A1": 2, "C99": 1}
    assert date(2015, 3, 31) == context["days"][-1] and date(2015, 3, 29) not in context["days"]  # a Sunday
    assert context["sums"][-1] == 3


def test_all_scripts_stand_on_one_page(own):
    page = own.get("/console/desk/scripts/").content.decode()
    assert page.count('class="panel" id="') == 21


def test_what_a_caller_reads_out_finds_the_campaign(own, monkeypatch):
    from tsuho.casework.find_campaigns import Found
    from tsuho.casework.queue_ports import Item, ItemKind, QueueEntry
    from tsuho.engine.law.strength import Strength
    from tsuho.web.console import desk

    entry = QueueEntry(
        Item(ItemKind.CAMPAIGN, 7),
        1,
        "<b>見本</b>",
        30,
        next(iter(Strength)),
        "hold",
        __import__("datetime").datetime(2015, 3, 1),
    )
    asked = []
    monkeypatch.setattr(
        desk, "find_campaigns", lambda indexes, queue, said: asked.append(said) or [Found(entry, 1, ())]
    )
    panel = own.post("/console/desk/search/", {"said": "5万円"}, headers={"HX-Request": "true"}).content.decode()
    assert (
        asked == ["5万円"]
        and 'name="campaign" value="7"' in panel
        and "&lt;b&gt;見本" in panel
        and "<html" not in panel
    )
    whole = own.post("/console/desk/search/", {**NOTE, "said": "5万円"}).content.decode()
    assert "<html" in whole and "登録完了の画面が出た" in whole and 'name="campaign" value="7"' in whole
    assert own.get("/console/desk/search/?said=x").status_code == 405
