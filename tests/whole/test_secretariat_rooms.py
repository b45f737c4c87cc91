"""The secretariat's rooms: each act goes through its verb, stands in the audit log, and shows in `tsuho figures` at once."""

import json
import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from typer.testing import CliRunner

from tsuho.words.surveys import SurveyAnswer

ROLES = ("administrator", "secretariat", "editor", "analyst")


@pytest.fixture(scope="module")
def centre(tmp_path_factory, database_template):
    from tsuho.web.centre import set_opener
    from tsuho.wiring.make import make_centre
    from tsuho.wiring.open import open_centre

    made = open_centre(make_centre(tmp_path_factory.mktemp("rooms") / "centre", simulated=True))
    from tsuho.web.accounts.keeping import make_account
    from tsuho.web.accounts.models import Role

    set_opener(lambda: made)
    for role in ROLES:
        make_account(f"one-{role}", Role(role), "tests")
    yield made
    from django.db import connections

    connections.close_all()


@pytest.fixture
def as_(centre):
    from django.test import Client

    from tsuho.web.accounts.models import User

    def signed_in(role, language="ja"):
        own = Client(SERVER_NAME="localhost", headers={"accept-language": language})
        own.force_login(User.objects.get(username=f"one-{role}"), "allauth.account.auth_backends.AuthenticationBackend")
        return own

    return signed_in


def text(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def office_figures(centre, day):
    """What `tsuho figures` says of a day, asked of the command line itself."""
    from tsuho.cli import app

    asked = ["--centre", str(centre.settings.folder), "figures", "--day", day.isoformat(), "--json"]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)["office"]


def audited(centre, act):
    from tsuho.store.records.models import AuditEntry

    return [each.subject for each in AuditEntry.objects.filter(act=act).order_by("id")]


DAY = date(2015, 3, 12)
MEETING = {
    "kind": "council", "title": "第14回 推進協議会", "day": DAY.isoformat(), "members": "見本電気通信協会\n\n見本消費者団体\n",
    "agenda": "活動報告\n次年度計画", "documents": "資料1 活動報告", "minutes": "",
}  # fmt: skip


def test_a_meeting_is_noted_counted_and_written_down(as_, centre):
    own = as_("secretariat")
    before = office_figures(centre, DAY)
    assert own.post("/console/secretariat/meetings/", MEETING).status_code == 302
    assert office_figures(centre, DAY) == {**before, "meetings": before["meetings"] + 1}
    assert audited(centre, "hold_meeting") == ["meeting 1"]
    page = text(own.get("/console/secretariat/meetings/?year=2014"))
    assert "第14回 推進協議会" in page and "未作成" in page and ">2<" in page
    assert "第14回" not in text(own.get("/console/secretariat/meetings/?year=2013"))


def test_minutes_are_versions(as_, centre):
    own, where = as_("secretariat"), "/console/secretariat/meetings/1/"
    for version in ("承認された。", "全会一致で承認された。"):
        assert own.post(where, {"minutes": version}).status_code == 302
    page = text(own.get(where))
    assert page.index("全会一致で承認された。") < page.index("第 1 版")
    assert "見本消費者団体" in page
    assert own.get("/console/secretariat/meetings/99/").status_code == 404
    assert own.post(where, {"minutes": " "}).status_code == 422


@pytest.mark.parametrize(("language", "said"), [("ja", "まだ来ていません"), ("en", "is still to come")])
def test_what_casework_refuses_is_said_in_the_readers_language(as_, centre, language, said):
    tomorrow = centre.now().date() + timedelta(days=2)
    answer = as_("secretariat", language).post(
        "/console/secretariat/meetings/", {**MEETING, "day": tomorrow.isoformat()}
    )
    assert said in text(answer, 422)


def test_materials_come_in_and_go_out_and_never_more_than_there_are(as_, centre):
    own, where = as_("editor"), "/console/secretariat/materials/"
    stock = {"act": "stock", "material": "fight_spam", "pieces": "500", "day": "2015-03-01"}
    send = {
        "act": "dispatch",
        "material": "fight_spam",
        "pieces": "120",
        "day": DAY.isoformat(),
        "to": "school",
        "prefecture": "東京都",
    }
    assert "在庫は 0 部です" in text(own.post(where, send), 422)
    assert own.post(where, stock).status_code == 302
    before = office_figures(centre, DAY)["materials"]
    assert own.post(where, send).status_code == 302
    assert office_figures(centre, DAY)["materials"] == before + 120
    assert office_figures(centre, date(2015, 3, 1))["materials"] == 0, "what came from the printer is no dispatch"
    page = text(own.get(f"{where}?year=2014&month=2015-03"))
    assert "380" in page and "学校" in page and "東京都" in page
    assert "学校" not in re.sub(
        r"<select.*?</select>", "", text(own.get(f"{where}?year=2014&month=2015-02")), flags=re.DOTALL
    )
    assert "都道府県名ではありません" in text(own.post(where, {**send, "prefecture": "東京"}), 422)
    assert "there are 380 pieces" in text(as_("editor", "en").post(where, {**send, "pieces": "381"}), 422)
    assert audited(centre, "dispatch_material") == ["fight_spam"]


def test_a_page_is_noted_once_and_again_only_when_it_changed(as_, centre):
    own, where = as_("editor"), "/console/secretariat/pages/"
    page = {
        "path": "/chain/2015-03-1/", "kind": "chain_report", "title": "転送状況", "text": "気にせず削除", "day": DAY.isoformat(),
        "approved_by": "one-administrator",
    }  # fmt: skip
    before = office_figures(centre, DAY)["pages"]
    assert own.post(where, page).status_code == 302
    assert "何も変わっていません" in text(own.post(where, page), 422)
    assert own.post(where, {**page, "text": "気にせず削除してください"}).status_code == 302
    assert office_figures(centre, DAY)["pages"] == before + 2
    shown = text(own.get(f"{where}?year=2014"))
    assert "公開" in shown and "更新" in shown and "one-administrator" in shown
    assert own.post(where, {**page, "approved_by": ""}).status_code == 422


def test_a_questionnaire_that_is_over_is_counted_on_its_last_day(as_, centre):
    own, where = as_("secretariat"), "/console/secretariat/surveys/"
    closed = {
        "title": "会員アンケート",
        "since": "2015-02-01",
        "until": DAY.isoformat(),
        "asked": "60",
        "answered": "41",
    }
    before = office_figures(centre, DAY)["questionnaire_answers"]
    assert own.post(where, closed).status_code == 302
    assert office_figures(centre, DAY)["questionnaire_answers"] == before + 41
    assert "会員アンケート" in text(own.get(where))
    assert "依頼数以下" in text(own.post(where, {**closed, "answered": "61"}), 422)
    assert as_("editor").post(where, {**closed, "title": "別"}).status_code == 200
    assert "別" not in [each.title for each in _questionnaires(centre)], "an editor reads surveys and closes none"


def _questionnaires(centre):
    from tsuho.wiring.office import office_of

    return office_of(centre).questionnaires.rounds()


SERVICES = (
    "code,provider,name,domains,op25b,op25b_since\nexample-mail,見本通信,見本メール,mail.example,all,2010-04-01\n"
)


def test_services_and_answers_are_shown_before_they_are_entered(as_, centre):
    from tsuho.wiring.surveying import surveys_of

    own = as_("secretariat")
    _import(own, "services", "members", SERVICES + "bad,,,,,\n", shown=("example-mail", "が空です"))
    assert [each.code for each in surveys_of(centre).services()] == ["example-mail"]
    for label, smtp_auth in (("2013H2", "no"), ("2014H2", "yes")):
        answers = f"code,answered_on,op25b,smtp_auth\nexample-mail,{int(label[:4]) + 1}-02-01,all,{smtp_auth}\n"
        _import(own, "answers", label, answers, shown=("example-mail",))
    assert [type(each.entry) for each in surveys_of(centre).entries("2014H2")][1:] == [SurveyAnswer]
    assert "2014H2" in text(own.get("/console/secretariat/surveys/"))
    table = BytesIO(b"x,y\n1,2\n")
    table.name = "list.csv"
    own.post("/console/secretariat/surveys/import/services/", {"of": "x", "table": table})
    assert "表に列 code がありません" in text(own.get("/console/secretariat/surveys/import/services/"))
    assert own.get("/console/secretariat/surveys/import/others/").status_code == 404
    assert as_("editor").get("/console/secretariat/surveys/import/services/").status_code == 403


def _import(own, what, of, content, shown):
    where = f"/console/secretariat/surveys/import/{what}/"
    table = BytesIO(content.encode())
    table.name = "list.csv"
    page = text(own.post(where, {"of": of, "table": table}))
    assert all(each in page for each in shown)
    hidden = dict(re.findall(r'name="(kept|kind|of)" value="([^"]*)"', page))
    assert own.post(where, hidden).status_code == 302


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_round_shows_its_table_its_year_before_and_its_files(as_, centre, language):
    own, where = as_("editor", language), "/console/secretariat/surveys/2014H2/"
    page = text(own.get(where))
    assert "◎" in page and "見本通信" in page and "2013H2" in page
    begins = {"csv": b"\xef\xbb\xbf", "xlsx": b"PK", "pdf": b"%PDF"}
    for what in ("panel", "compared"):
        for ending, first in begins.items():
            answer = own.get(f"{where}{what}.{ending}")
            assert answer.status_code == 200 and answer.content.startswith(first), (what, ending)
            assert "attachment" in answer["Content-Disposition"]
    assert (
        own.get(f"{where}panel.exe").status_code == own.get("/console/secretariat/surveys/1999H1/").status_code == 404
    )
    assert own.get("/console/secretariat/surveys/2013H2/compared.csv").status_code == 404, "nothing stands before it"


def test_a_consent_text_is_confirmed_before_it_is_entered_and_never_rewritten(as_, centre):
    from hashlib import sha256

    own, where = as_("secretariat"), "/console/secretariat/consents/new/"
    said = {"version": "2015-04", "wording": "ja", "since": "2015-04-01", "text": "提供に同意します。\r\n（模擬）\r\n"}
    page = text(own.post(where, said))
    digest = sha256("提供に同意します。\n（模擬）".encode()).hexdigest()
    assert digest in page and 'name="sure"' in page
    assert "2015-04" not in {each.version for each in centre.register.consent_texts()}
    assert own.post(where, {**said, "sure": "on"}).status_code == 302
    assert [each.sha256 for each in centre.register.consent_texts() if each.version == "2015-04"] == [digest]
    assert audited(centre, "enter_consent_text") == ["2015-04/ja"]
    assert "書き換えられません" in text(own.post(where, {**said, "text": "別の文", "sure": "on"}), 422)
    assert digest in text(own.get("/console/secretariat/consents/"))


def test_consent_is_taken_back_with_a_reason_and_shows_as_a_tombstone(as_, centre):
    from datetime import UTC, datetime

    from tsuho.casework.referral_ports import FeedEntry, Shareable

    at = datetime(2015, 3, 10, 1, 0, tzinfo=UTC)
    for number in (7, 8):
        centre.feed.enter([FeedEntry(Shareable(number, number, 0, at, "pseudonym"), f"ref-{number}", "2014-04")], at)
    own, where = as_("secretariat"), "/console/secretariat/consents/"
    assert own.post(where, {"report": "7", "scope": "report", "reason": ""}).status_code == 422
    assert own.post(where, {"report": "7", "scope": "report", "reason": "本人の申し出"}).status_code == 302
    page = text(own.get(where))
    assert "ref-7" in page and "ref-8" not in page
    row = re.search(r">2014-04</th>.*?</tr>", page, re.DOTALL).group()
    assert re.findall(r'class="number">(\d+)<', row) == ["2", "1"]
    assert audited(centre, "withdraw_consent") == ["report 7"]
    assert "対象になる情報提供 999 はありません" in text(
        own.post(where, {"report": "999", "scope": "report", "reason": "x"}), 422
    )
    assert own.post(where, {"report": "8", "scope": "reporter", "reason": "すべて"}).status_code == 302
    assert centre.feed.refused(["pseudonym"]) == {"pseudonym"}


def test_other_roles_are_kept_out(as_, centre):
    for path in ("meetings", "materials", "pages", "surveys", "consents"):
        assert as_("analyst").get(f"/console/secretariat/{path}/").status_code == 403
    assert as_("editor").get("/console/secretariat/consents/").status_code == 403
