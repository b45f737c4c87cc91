"""The liaison's rooms on a centre with real mail: preview, leaving, answers, the register; each act is counted and audited."""

import re
from datetime import timedelta

import pytest

from tsuho.casework.deliver import deliver
from tsuho.casework.settle import settle
from tsuho.delivery.by_file import ByFile
from tsuho.simulation.partners import sample_monitors
from tsuho.statistics.figures import figures
from tsuho.words.referrals import ReferralState


@pytest.fixture(scope="module")
def centre(confirmed_centre):
    from tsuho.web.centre import set_opener
    from tsuho.wiring.open import open_centre
    from tsuho.wiring.settings import read_settings

    made = open_centre(read_settings(confirmed_centre))
    from tsuho.web.accounts.keeping import make_account
    from tsuho.web.accounts.models import Role

    set_opener(lambda: made)
    for role in (Role.LIAISON, Role.ADMINISTRATOR, Role.SECRETARIAT, Role.ANALYST):
        make_account(f"one-{role}", role, "tests")
    return made


@pytest.fixture
def as_(centre):
    from django.test import Client

    from tsuho.web.accounts.models import User

    def signed_in(role, language="ja"):
        own = Client(SERVER_NAME="localhost", headers={"accept-language": language})
        own.force_login(User.objects.get(username=f"one-{role}"), "allauth.account.auth_backends.AuthenticationBackend")
        return own

    return signed_in


def text(answer):
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')  # another one each time


def provider_of_page(page):
    return re.findall(r"/console/providers/of/([\w-]+)/notice/", page)


def notices_this_month(centre):
    today = centre.now().astimezone(centre.reading.jurisdiction.timezone).date()
    return figures(centre.ledger, today, today + timedelta(days=1), "today")["providers"]


def test_what_is_due_stands_by_provider(as_):
    page = text(as_("liaison").get("/console/providers/pending/"))
    assert len(set(provider_of_page(page))) == 3


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_preview_shows_both_sides_and_no_monitor(as_, language):
    own = as_("liaison", language)
    code = provider_of_page(text(own.get("/console/providers/pending/")))[0]
    where = f"/console/providers/of/{code}/notice/"
    first = text(own.get(where))
    assert f'hx-get="{where}?letter=1"' in first and 'href="?letter=1"' in first and "<mark>" not in first, "at once"
    page, part = text(own.get(f"{where}?letter=1")), text(own.get(f"{where}?letter=1", headers={"HX-Request": "true"}))
    assert part.startswith('<div id="letter">') and "<html" in page
    assert _TOKEN.sub("", part).strip() in _TOKEN.sub("", page), "the same without scripts"
    assert "<mark>" in page and "k7x2q.example" in page
    for sheet in sample_monitors():
        assert sheet.address not in page and sheet.address.partition("@")[0] not in page
    assert 'name="reason"' in page
    assert 'name="reason"' not in text(as_("administrator").get(f"{where}?letter=1"))


def test_letters_leave_by_the_liaisons_word_alone_and_with_a_reason(as_, centre):
    own = as_("liaison")
    code = provider_of_page(text(own.get("/console/providers/pending/")))[0]
    where = f"/console/providers/of/{code}/notice/"
    as_("administrator").post(where, {"reason": "x"})
    assert own.post(where, {"reason": ""}).status_code == 422
    assert not centre.outbox.letters("provider_notice")
    assert own.post(where, {"reason": "月次の通知"}).status_code == 302
    letters = centre.outbox.letters("provider_notice")
    assert {each.letter.party for each in letters} == {code}
    referral = centre.referrals.by_ticket(letters[0].letter.ticket)
    moves = centre.referrals.history(referral.id)
    assert [(each.verb, each.by, each.role, each.reason) for each in moves] == [
        ("queue", "one-liaison", "isp_liaison", "月次の通知")
    ]
    assert len(set(provider_of_page(text(own.get("/console/providers/pending/"))))) == 2


def test_an_answer_by_telephone_shows_in_the_figures_at_once(as_, centre, tmp_path):
    from tsuho.wiring.moving import moving_of

    own = as_("liaison")
    deliver(centre.outbox, ByFile(tmp_path), centre.audit, now=centre.now(), mail_from="centre@tsuho.example")
    settle(moving_of(centre), centre.outbox, centre.now())
    (sent,) = centre.referrals.standing(states=[ReferralState.SENT])
    before = notices_this_month(centre)
    assert before["notices"] > 0 and before["answers"]["suspended"] == 0
    where = f"/console/referrals/{sent.id}/"
    page = text(own.get(where))
    assert "<svg" in page and sent.number in page
    assert own.post(where, {"kind": "suspended", "acted_on": ""}).status_code == 302
    assert notices_this_month(centre)["answers"]["suspended"] == 1
    assert "利用停止" in text(own.get(where))
    assert "利用停止" in text(own.get("/console/providers/sent/"))
    assert sent.number not in text(own.get("/console/providers/late/"))


def test_a_move_that_is_not_this_roles_is_not_offered_and_not_made(as_, centre):
    (sent,) = centre.referrals.standing(states=[ReferralState.ANSWERED])
    where = f"/console/referrals/{sent.id}/"
    assert as_("analyst").post(where, {"verb": "withdraw", "reason": "x"}).status_code == 422
    # the administrator may try, and the condition holds it back: nothing is known to be wrong
    as_("administrator").post(where, {"verb": "withdraw", "reason": "x"})
    assert centre.referrals.referral(sent.id).state == "answered"


def test_a_file_of_a_letter_is_a_download(as_, centre):
    (sent,) = centre.referrals.standing(states=[ReferralState.ANSWERED])
    answer = as_("liaison").get(f"/console/referrals/{sent.id}/files/0/")
    assert answer.status_code == 200 and answer["Content-Disposition"].startswith("attachment")
    assert as_("liaison").get(f"/console/referrals/{sent.id}/files/99/").status_code == 404


def test_the_register_is_confirmed_held_and_released_by_hand(as_, centre):
    own = as_("liaison")
    code = centre.partners.providers()[0].code
    where = f"/console/providers/of/{code}/"
    assert code in text(own.get("/console/providers/"))
    assert own.post(where, {"field": "contact", "value": "new@isp.example", "reason": "電話で確認"}).status_code == 302
    assert centre.partners.provider(code).contact == "new@isp.example"
    own.post(where, {"field": "contact", "value": "no address", "reason": "x"})
    assert centre.partners.provider(code).contact == "new@isp.example"
    own.post(where, {"act": "inhibit", "until": "", "why": "担当者の希望"})
    assert centre.partners.provider(code).inhibited == "担当者の希望" and "担当者の希望" in text(own.get(where))
    own.post(where, {"act": "lift", "until": "", "why": "再開"})
    assert not centre.partners.provider(code).inhibited
    own.post(where, {"field": "contact", "value": "", "reason": "取消し"})
    assert centre.partners.provider(code).contact != "new@isp.example"
    assert own.post(where, {"act": "inhibit", "why": ""}).status_code == 422


def test_an_import_shows_its_difference_and_enters_only_what_was_shown(as_, centre):
    from io import BytesIO

    own = as_("liaison")
    table = BytesIO(b"code,name,contact\nnewcomer,<b>New</b>,abuse@new.example\nbad,Bad,no-address\n")
    table.name = "list.csv"
    page = text(own.post("/console/providers/import/", {"source": "tests", "table": table}))
    assert "newcomer" in page and centre.partners.provider("newcomer") is None
    hidden = dict(re.findall(r'name="(kept|kind|source)" value="([^"]*)"', page))
    assert own.post("/console/providers/import/", hidden).status_code == 302
    assert centre.partners.provider("newcomer").contact == "abuse@new.example"
    assert "&lt;b&gt;New" in text(own.get("/console/providers/of/newcomer/"))


def test_a_reply_that_nobody_understood_waits_and_is_dealt_with(as_, centre):
    from tsuho.casework.read_reply import A_PERSON_READS
    from tsuho.words.arrival import Envelope, Letter, Peer
    from tsuho.words.vocabulary import Door

    raw = b"From: abuse@isp.example\r\nTo: reply@tsuho.example\r\nSubject: Re: your notice\r\n\r\nwe talked to them\r\n"
    at = centre.now()
    letter = Letter(Door.MAILBOX, at, raw, Peer("192.0.2.9", 25, "isp.example"), Envelope("abuse@isp.example", ("reply@tsuho.example",)), simulated=True)  # fmt: skip
    (number,) = centre.spool.put([letter])
    batch = _take(centre)
    centre.spool.set_aside(batch.number, number, A_PERSON_READS)
    centre.spool.acknowledge(batch.number)
    own = as_("liaison")
    assert f"/replies/{number}/" in text(own.get("/console/providers/replies/"))
    page = text(own.get(f"/console/providers/replies/{number}/"))
    assert "we talked to them" in page and "abuse@isp.example" not in page
    where = f"/console/providers/replies/{number}/"
    assert own.post(where, {"ticket": "x", "kind": "", "reason": "x"}).status_code == 422
    own.post(where, {"ticket": "no-such", "kind": "warned", "reason": "x"})
    assert number in {each.number for each in centre.spool.poisoned()}
    (sent,) = centre.referrals.standing(states=[ReferralState.ANSWERED])
    assert own.post(where, {"ticket": sent.number, "kind": "warned", "reason": "電話で確認"}).status_code == 302
    assert notices_this_month(centre)["answers"]["warned"] == 1
    assert number not in {each.number for each in centre.spool.poisoned()}


def _take(centre):
    import time

    for _ in range(100):
        if batch := centre.spool.take("tests", centre.now(), 60):
            return batch
        time.sleep(0.1)
    raise AssertionError("no batch was cut")


def test_agencies_show_their_limits_of_use_and_what_is_due(as_, centre):
    own = as_("liaison")
    code = centre.register.agencies()[0].code
    assert code in text(own.get("/console/agencies/"))
    page = text(own.get(f"/console/agencies/{code}/"))
    assert "第30条" in page or "30" in page
    assert own.get("/console/agencies/ZZ/").status_code == 404
    where = "/console/referrals/due/agency_bundle/"
    first = text(own.get(f"{where}?month=2015-03"))
    assert 'hx-get="?month=2015-03&amp;built=1"' in first and "<table" not in first, "the page stands at once"
    page = text(own.get(f"{where}?month=2015-03&built=1"))
    part = text(own.get(f"{where}?month=2015-03&built=1", headers={"HX-Request": "true"}))
    assert part.startswith('<div id="built">') and "<html" in page
    assert _TOKEN.sub("", part).strip() in _TOKEN.sub("", page), "the same without scripts"
    assert own.get("/console/referrals/due/nothing/").status_code == 404


def test_drafts_are_opened_checked_and_returned_by_whom_the_table_names(as_, centre):
    from tsuho.words.vocabulary import ReferralKind

    secretary, administrator = as_("secretariat"), as_("administrator")
    where = "/console/referrals/due/ministry_report/"
    assert 'name="reason"' in text(secretary.get(f"{where}?month=2015-03&built=1"))
    assert not centre.referrals.standing(ReferralKind.MINISTRY_REPORT)
    assert secretary.post(where, {"month": "2015-03", "reason": " "}).status_code == 422
    assert not centre.referrals.standing(ReferralKind.MINISTRY_REPORT), "nothing is opened without a reason"
    assert secretary.post(where, {"month": "2015-03", "reason": "月次報告"}).status_code == 302
    drafts = centre.referrals.standing(ReferralKind.MINISTRY_REPORT)
    assert drafts
    page = f"/console/referrals/{drafts[0].id}/"
    assert drafts[0].number in text(secretary.get("/console/referrals/inbox/"))
    assert drafts[0].number not in text(administrator.get("/console/referrals/inbox/"))
    assert administrator.post(page, {"verb": "check", "reason": "x"}).status_code == 422
    assert secretary.post(page, {"verb": "check", "reason": "点検した"}).status_code == 302
    assert drafts[0].number in text(administrator.get("/console/referrals/inbox/"))
    assert administrator.post(page, {"verb": "return", "reason": "数字を確かめること"}).status_code == 302
    assert centre.referrals.referral(drafts[0].id).state == ReferralState.RETURNED
    assert "数字を確かめること" in text(secretary.get(page))
    assert drafts[0].number in text(secretary.get("/console/referrals/?kind=ministry_report&state=returned"))


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        ("analyst", {"warning", "petition_file", "inquiry_draft", "withdrawal", "handoff"}),
        ("liaison", {"agency_bundle", "withdrawal"}),
        ("secretariat", {"ministry_report", "petition_file", "inquiry_draft"}),
    ],
)
def test_drafts_are_opened_only_by_those_to_whom_the_document_falls(as_, centre, role, kinds):
    from tsuho.casework.ways_of_referring import WAYS

    own = as_(role)
    offered = set(re.findall(r"/console/referrals/due/(\w+)/", text(own.get("/console/referrals/"))))
    assert offered == kinds
    before = len(centre.referrals.standing())
    for kind in set(WAYS) - kinds:
        where = f"/console/referrals/due/{kind}/"
        assert own.get(where).status_code == 403
        assert own.post(where, {"month": "2015-03", "reason": "x"}).status_code == 403
    assert len(centre.referrals.standing()) == before


def test_a_month_is_closed_only_by_who_means_it_and_then_corrected(as_, centre):
    own = as_("secretariat")
    page = text(own.get("/console/secretariat/"))
    month = re.search(r'name="month" value="(\d{4}-\d{2})"', page)[1]
    assert own.post("/console/secretariat/", {"act": "close", "month": month}).status_code == 422
    assert not centre.ledger.closed_months()
    own.post("/console/secretariat/", {"act": "close", "month": "2001-01", "sure": "on"})
    assert not centre.ledger.closed_months()
    assert own.post("/console/secretariat/", {"act": "close", "month": month, "sure": "on"}).status_code == 302
    (closed,) = centre.ledger.closed_months()
    assert (closed.month, closed.by) == (month, "one-secretariat")
    assert "すべて一致しました" in text(own.post("/console/secretariat/", {"act": "reconcile"}))
    asked = {"act": "correct", "corrected": month, "series": "consultation", "kind": "law", "count": "2", "reason": ""}
    assert own.post("/console/secretariat/", asked).status_code == 422
    own.post("/console/secretariat/", asked | {"reason": "記録漏れ"})
    from tsuho.statistics import periods

    span = periods.month(month)
    assert figures(centre.ledger, span.since, span.until, month)["consultations"]["law"] == 2


def test_a_publication_is_a_file_and_is_written_down(as_, centre):
    own = as_("secretariat")
    text(own.get("/console/secretariat/publications/"))
    asked = {"what": "ministry_report", "month": "2015-03", "wording": "ja", "source": "simulated"}
    answer = own.post("/console/secretariat/publications/", asked)
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    assert own.post("/console/secretariat/publications/", asked | {"month": ""}).status_code == 422
    from tsuho.casework.audit_ports import AuditAsked

    (written,) = centre.audit.search(AuditAsked(act="publish"), None, 10)
    assert written.by == "one-secretariat" and "2015-03" in written.subject
