"""The monitors' rooms: no address on any page, sheets and custody only grow, and an end takes back what stood on its mail."""

import re
import shutil
from datetime import date, datetime, timedelta

import pytest

from tsuho.simulation.partners import sample_monitors, sample_providers
from tsuho.words.arrival import Envelope, Letter, Peer
from tsuho.words.monitors import CustodyAct
from tsuho.words.vocabulary import Door, ReferralKind, Standing

AT = datetime.fromisoformat("2015-03-10T12:00:00+09:00")
DAY = timedelta(days=1)
SHEET = {
    "made_by": "模擬 次郎", "made_on": "2015-01-05", "machine": "見本端末 X", "keeper": "モニター係", "never_registered": "on",
    "never_used": "on", "never_on_paper": "on", "no_dealings": "on", "partners": "carrier.example, group.example",
    "published": "never", "new_address": "on",
}  # fmt: skip
NEW = SHEET | {
    "label": "携帯99号", "address": "Trap99zq@carrier.example", "medium": "mobile", "carrier": "carrier", "place": "見本室",
    "since": "2015-02-01T00:00",
}  # fmt: skip


def hit(number, sheet, at=AT):
    raw = (
        f"From: risa{number}@k7x2q.example\r\nSubject: s{number}\r\nMessage-ID: <{number}@k7x2q.example>\r\n\r\n"
        f"直アド交換しませんか？今なら男性も完全無料だよ {number}\r\nhttp://k7x2q.example/m/\r\n"
    ).encode()
    peer = Peer(sample_providers()[0].server(4), 4_000 + number, "bot.example")
    envelope = Envelope(f"risa{number}@k7x2q.example", (sheet.address,))
    return Letter(Door.MONITOR, at, raw, peer, envelope, simulated=True)


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A centre with two mails to monitor 1 on two days and one to monitor 2, judged and confirmed; copied for each test."""
    from django.db import connections

    from tsuho.casework import decide
    from tsuho.wiring.make import make_centre
    from tsuho.wiring.open import open_centre
    from tsuho.wiring.serve import work_once

    folder = tmp_path_factory.mktemp("monitors") / "centre"
    centre = open_centre(make_centre(folder, simulated=True))
    first, second = (centre.records.monitor(each.address) for each in sample_monitors()[:2])
    centre.spool.put([hit(1, first), hit(2, first, AT + DAY), hit(3, second, AT + DAY)])
    while centre.spool.waiting().arrivals:
        work_once(centre)
    for campaign in centre.records.campaigns():
        decide.confirm(
            centre.records, centre.audit, campaign=campaign.id, provision="V31", by="模擬係官", reason="模擬",
            at=centre.now(),
        )  # fmt: skip
    connections.close_all()
    return folder


@pytest.fixture
def centre(made, tmp_path):
    from django.db import connections

    from tsuho.web.centre import set_opener
    from tsuho.wiring.open import open_centre
    from tsuho.wiring.settings import read_settings

    folder = tmp_path / "centre"
    shutil.copytree(made, folder)
    opened = open_centre(read_settings(folder))
    set_opener(lambda: opened)
    yield opened
    connections.close_all()


@pytest.fixture
def notified(centre):
    """The provider was told of all three mails; the referral."""
    from tsuho.terminal.refer import refer_kind

    refer_kind(
        centre, "provider_notice", month="", dry_run=False, out=centre.settings.folder / "notices", language="ja"
    )
    (told,) = centre.referrals.standing(ReferralKind.PROVIDER_NOTICE)
    assert len(told.reports) == 3 and told.state.value == "sent", told
    return told


def register():
    from tsuho.store.records.monitor_register import MonitorRegisterInDatabase

    return MonitorRegisterInDatabase()


def acts(centre):
    from tsuho.casework.audit_ports import AuditAsked

    return [
        (each.act, each.subject, each.by, dict(each.details)) for each in centre.audit.search(AuditAsked(), None, 20)
    ]


PAGES = (
    "",
    "new/",
    "1/",
    "14/",
    "25/",
    "1/sheet/",
    "1/sheet/new/",
    "1/retire/",
    "1/contaminate/",
    "1/contaminate/?since=2015-03-01T00:00",
)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_page_shows_an_address(as_, centre, language):
    own, addresses = as_("one-analyst"), register().addresses()
    assert len(addresses) == 25
    own.post("/accounts/prefer/", {"language": language})
    for page in PAGES:
        answer = own.get(f"/console/monitors/{page}")
        text = answer.content.decode()
        assert answer.status_code == 200, page
        assert not [each for each in addresses if each.partition("@")[0] in text], page


@pytest.mark.parametrize("page", [*PAGES, "99/"])
def test_who_keeps_no_monitors_sees_nothing_of_them(as_, centre, page):
    for name in ("consultant", "supervisor", "liaison", "editor", "secretariat", "official", "provider"):
        assert as_(f"one-{name}").get(f"/console/monitors/{page}").status_code == 403, name


def test_an_unknown_monitor_is_not_there(as_, centre):
    own = as_("one-analyst")
    for page in ("99/", "99/sheet/", "99/sheet/new/", "99/retire/", "99/contaminate/", "1/sheet/?version=77777"):
        assert own.get(f"/console/monitors/{page}").status_code == 404, page


def test_the_list_says_how_each_stands_and_is_narrowed(as_, centre):
    own = as_("one-analyst")
    page = own.get("/console/monitors/").content.decode()
    assert page.count("<tr>") == 26 and "携帯1号（模擬）" in page

    def labels(query):
        page = own.get(f"/console/monitors/?{query}").content.decode()
        return re.findall(r'monitors/(\d+)/" data-row-key', page)

    assert labels("state=contaminated") == ["14"] and labels("state=planned") == ["25"]
    assert labels("state=alive") == ["1", "2"]
    assert len(labels("state=silent")) == 21 and len(labels("medium=pc")) == 10
    assert labels("state=alive&medium=pc") == []


def test_a_long_register_is_read_page_by_page(as_, centre):
    from dataclasses import replace

    entry = register().entry(1)
    for number in range(30):
        register().enter(replace(entry, label=f"more {number}"), f"more{number}@x.example")
    own = as_("one-analyst")
    first = own.get("/console/monitors/").content.decode()
    assert first.count('data-row-key="o"') == 50 and "after=50" in first
    assert own.get("/console/monitors/?after=50").content.decode().count('data-row-key="o"') == 5


def test_a_monitor_is_entered_with_its_sheet_and_its_address_is_covered_from_then_on(as_, centre):
    own = as_("one-analyst")
    answer = own.post("/console/monitors/new/", NEW, follow=True)
    text = answer.content.decode()
    assert answer.redirect_chain and "携帯99号" in text and "trap99zq" not in text.lower()
    number = int(answer.redirect_chain[0][0].rstrip("/").rpartition("/")[2])
    assert centre.records.monitor("trap99zq@carrier.example").partners == ("carrier.example", "group.example")
    (sheet,) = register().sheets(number)
    assert (sheet.by, sheet.excludes) == ("one-analyst", (True,) * 4)
    assert [each[0] for each in acts(centre)[:2]] == ["monitor_sheet", "monitor_made"]
    assert "trap99zq" not in repr(acts(centre)).lower()


@pytest.mark.parametrize(
    "wrong",
    [
        {"label": "携帯1号（模擬）"}, {"address": "no address"}, {"remarks": "trap99zq です"}, {"made_on": "2035-01-01"},
        {"published": "open"}, {"since": "soon"}, {"made_by": ""},
    ],
)  # fmt: skip
def test_what_cannot_be_entered_is_said_and_the_address_is_not_shown_again(as_, centre, wrong):
    answer = as_("one-analyst").post("/console/monitors/new/", NEW | wrong)
    text = answer.content.decode()
    assert answer.status_code == 422 and "errorlist" in text
    assert "Trap99zq@" not in text and len(register().addresses()) == 25


def test_an_address_is_seen_with_a_reason_that_is_written_down(as_, centre):
    answer = as_("one-analyst").post("/console/unmask/monitor/1/", {"reason": "回線の確認のため"})
    assert register().addresses()[0] in answer.content.decode()
    assert acts(centre)[0][:3] == ("unmask", "monitor 1", "one-analyst")


def test_custody_is_noted_and_a_move_moves(as_, centre):
    own = as_("one-analyst")
    own.post(
        "/console/monitors/1/",
        {"do": "note", "act": "moved", "place": "新しい棚", "note": "改装", "at": "2015-03-09T10:00"},
    )
    line = register().custody(1, None, 1)[0]
    assert (line.act, line.by, line.at) == (
        CustodyAct.MOVED,
        "one-analyst",
        datetime.fromisoformat("2015-03-09T10:00+09:00"),
    )
    assert register().entry(1).place == "新しい棚"
    text = own.get("/console/monitors/1/").content.decode()
    assert "→ 新しい棚: 改装" in text
    assert acts(centre)[0][:2] == ("monitor_moved", "monitor 1")


@pytest.mark.parametrize(
    "said",
    [
        {"act": "retired", "note": "x"}, {"act": "checked", "note": ""}, {"act": "checked", "note": "x", "at": "2035-01-01T00:00"},
        {"act": "checked", "note": "x", "place": "y"}, {"act": "checked", "note": "ADDRESS"},
    ],
)  # fmt: skip
def test_what_custody_does_not_take_changes_nothing(as_, centre, said):
    lines = register().custody(1, None, 99)
    said = {name: value.replace("ADDRESS", register().addresses()[0]) for name, value in said.items()}
    assert as_("one-analyst").post("/console/monitors/1/", {"do": "note", **said}).status_code == 422
    assert register().custody(1, None, 99) == lines


def test_a_silence_that_is_noted_says_by_whom_here_and_on_the_page_of_today(as_, centre):
    own = as_("one-analyst")
    assert "まだ誰も確認していません" in own.get("/console/monitors/3/").content.decode()
    own.post("/console/monitors/3/", {"do": "note", "act": "found_silent", "note": "回線は生きている"})
    text = own.get("/console/monitors/3/").content.decode()
    assert "まだ誰も確認していません" not in text and "確認者:" in text
    today = own.get("/console/").content.decode()
    row = re.search(r'<tr><th scope="row"><a href="/console/monitors/3/">.*?</tr>', today)[0]
    assert "one-analyst" in row
    assert "/console/monitors/3/" not in as_("one-editor").get("/console/").content.decode()


def test_a_limit_of_ones_own_decides_when_it_is_silent(as_, centre):
    own = as_("one-analyst")
    own.post("/console/monitors/3/", {"do": "limit", "days": "366", "reason": "静かな回線"})
    own.post("/console/monitors/2/", {"do": "limit", "days": "", "reason": "元に戻す"})
    assert (register().entry(3).silent_days, register().entry(2).silent_days) == (366, None)
    assert own.post("/console/monitors/3/", {"do": "limit", "days": "0", "reason": "静かな回線"}).status_code == 422


def test_a_sheet_is_printed_with_its_custody_and_old_versions_stay(as_, centre):
    own = as_("one-analyst")
    first = register().sheets(1)[0]
    answer = own.post("/console/monitors/1/sheet/new/", SHEET | {"remarks": "二版"}, follow=True)
    assert "来歴票の新しい版を保存しました" in answer.content.decode()
    text = own.get("/console/monitors/1/sheet/").content.decode()
    assert "二版" in text and "模擬 次郎" in text and "点検" in text and "第1号 請求・同意" in text
    old = own.get(f"/console/monitors/1/sheet/?version={first.number}").content.decode()
    assert "二版" not in old and "これは古い版です" in old
    weaker = {name: value for name, value in SHEET.items() if name != "never_used"}
    assert own.post("/console/monitors/1/sheet/new/", weaker).status_code == 422
    assert len(register().sheets(1)) == 2


def test_retiring_asks_for_a_reason_and_a_tick_and_leaves_what_came_before(as_, centre):
    own = as_("one-analyst")
    assert own.post("/console/monitors/1/retire/", {"reason": "回線の解約"}).status_code == 422
    assert own.post("/console/monitors/1/retire/", {"understood": "on"}).status_code == 422
    assert register().entry(1).retired_at is None
    text = own.post(
        "/console/monitors/1/retire/", {"reason": "回線の解約", "understood": "on"}, follow=True
    ).content.decode()
    assert "を退役させました" in text and "退役" in text
    assert register().entry(1).retired_at == AT + DAY  # the newest invented mail says what time it is
    assert own.post("/console/monitors/1/retire/", {"reason": "もう一度", "understood": "on"}).status_code == 422


def test_contamination_shows_what_stands_then_takes_it_back_and_judges_the_mail_anew(as_, centre, notified):
    from tsuho.store.records.models import Report

    own = as_("one-analyst")
    since = (AT + DAY).strftime("%Y-%m-%dT%H:%M")
    rows = {row.pk: row for row in Report.objects.filter(monitor=1).order_by("id")}
    before, after = list(rows)
    assert rows[after].standing == Standing.MONITOR and "V31" in rows[after].rules
    page = own.get(f"/console/monitors/1/contaminate/?since={since}").content.decode()
    assert notified.number in page and '<p class="figure">1</p>' in page and register().entry(1).retired_at is None
    assert own.post("/console/monitors/1/contaminate/", {"since": since, "reason": "リンクを開いた"}).status_code == 422
    assert not centre.referrals.standing(ReferralKind.WITHDRAWAL)

    answer = own.post(
        "/console/monitors/1/contaminate/",
        {"since": since, "reason": "リンクを開いた", "understood": "on"},
        follow=True,
    )
    assert "撤回の下書きを 1 件" in answer.content.decode()
    (withdrawal,) = centre.referrals.standing(ReferralKind.WITHDRAWAL)
    assert withdrawal.reports == (after,) and withdrawal.about["reason"] == "monitor_contaminated"
    assert withdrawal.about["of"] == notified.id
    act, subject, by, said = acts(centre)[0]
    assert (act, subject, by) == ("monitor_contaminated", "monitor 1", "one-analyst")
    assert withdrawal.number in said["withdrawals"]

    assert list(register().still_proving(1, 9)) == [after]
    text = own.post("/console/monitors/1/", {"do": "judge"}, follow=True).content.decode()
    assert "1 件を再判定しました" in text
    row = Report.objects.get(pk=after)
    assert row.standing == Standing.FACE and "V31" not in row.rules.split()
    assert Report.objects.get(pk=before).standing == Standing.MONITOR
    assert not register().still_proving(1, 9)
    assert own.post(
        "/console/monitors/1/contaminate/", {"since": since, "reason": "もう一度", "understood": "on"}
    ).status_code == 422  # fmt: skip


def test_what_was_judged_anew_stays_so_when_it_is_read_again_and_in_the_figures(as_, centre, notified):
    from tsuho.casework.read_again import read_again
    from tsuho.engine.stated import Stated
    from tsuho.statistics.figures import figures
    from tsuho.store.records.models import Report
    from tsuho.wiring.analysing import deciding_of
    from tsuho.wiring.monitors import contaminate, judge_anew

    (_, after) = Report.objects.filter(monitor=1).order_by("id")
    contaminate(centre, 1, AT + DAY, "リンクを開いた", "one")
    assert judge_anew(centre, 1, "汚染", "one", 9).done == 1
    assert judge_anew(centre, 1, "汚染", "one", 9).done == 0
    read_again(deciding_of(centre), after.pk, Stated("utf-8"), by="one", reason="文字コード", at=centre.now())
    assert Report.objects.get(pk=after.pk).standing == Standing.FACE
    decided = centre.decisions.keys()  # which no rebuild judges over
    assert (after.arrival, after.number_in_arrival) in decided
    counted = figures(centre.ledger, date(2015, 3, 1), date(2015, 4, 1), "2015-03", None)
    assert counted["monitors"] == {"total": 3, "mobile": 3, "pc": 0}  # it still counts


def test_mail_to_a_contaminated_monitor_goes_into_no_notice_even_before_it_is_judged_anew(as_, centre):
    from tsuho.wiring.monitors import contaminate

    assert len(centre.records.confirmed_hits(AT - DAY)) == 3
    rows = [each.report for each in centre.records.confirmed_hits(AT - DAY)]
    contaminate(centre, 1, AT + DAY, "リンクを開いた", "one")
    assert len(centre.records.confirmed_hits(AT - DAY)) == 2
    assert len(centre.records.hits(rows)) == 2  # from which a draft that is open already is built
