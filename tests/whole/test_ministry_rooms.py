"""The ministry's windows and the desk on this side of them: an approval is in the figures at once, a return says why, an answer is read."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta

import pytest
from typer.testing import CliRunner

from tsuho.casework import decide
from tsuho.casework.deliver import deliver
from tsuho.casework.end_grace import end_grace
from tsuho.casework.refer_by_approval import refer_by_approval
from tsuho.casework.register_senders import add_sender, assign_campaigns
from tsuho.casework.settle import settle
from tsuho.casework.verify_sender import verify_sender
from tsuho.casework.ways_of_referring import WAYS
from tsuho.cli import app
from tsuho.delivery.by_file import ByFile
from tsuho.words.partners import VerifiedIdentity
from tsuho.words.referrals import ReferralState
from tsuho.words.vocabulary import ReferralKind

DESK = "/console/ministry/"


@pytest.fixture(scope="module")
def centre(confirmed_centre):
    """The centre with one sender identified and one warning drafted for him."""
    from tsuho.web.centre import set_opener
    from tsuho.wiring.open import open_centre
    from tsuho.wiring.settings import read_settings

    made = open_centre(read_settings(confirmed_centre))
    from tsuho.web.accounts.keeping import make_account
    from tsuho.web.accounts.models import Role

    set_opener(lambda: made)
    for role in (Role.LIAISON, Role.ADMINISTRATOR, Role.SECRETARIAT, Role.ANALYST, Role.OFFICIAL, Role.EDITOR):
        make_account(f"one-{role}", role, "tests")
    (campaign,) = made.records.campaigns()
    for rule in campaign.rules:
        decide.confirm(
            made.records, made.audit, campaign=campaign.id, provision=rule, by="模擬係官", reason="模擬", at=made.now()
        )
    add_sender(made.register, made.audit, "sender-x", ["当選事務局"], by="見本", at=made.now())
    assign_campaigns(made.register, made.records, made.audit, "sender-x", [campaign.id], by="見本", at=made.now())
    identity = VerifiedIdentity(
        name="株式会社見本広告", address="見本県見本市1", contact="info@sender-x.example", how="登記", by="見本係官",
        on=date(2015, 3, 12),
    )  # fmt: skip
    zone = made.reading.jurisdiction.timezone
    verify_sender(made.register, made.audit, "sender-x", identity, at=made.now(), timezone=zone)
    refer(made, ReferralKind.WARNING)
    return made


def refer(centre, kind):
    from tsuho.wiring.referring import period_of, referring_of

    period = period_of("2015-03", centre)
    return refer_by_approval(referring_of(centre), WAYS[kind], period, now=centre.now(), dry_run=False)


@pytest.fixture
def as_(centre):
    from django.test import Client

    from tsuho.web.accounts.models import User

    def signed_in(role, language="ja"):
        own = Client(SERVER_NAME="localhost", headers={"accept-language": language})
        own.force_login(User.objects.get(username=f"one-{role}"), "allauth.account.auth_backends.AuthenticationBackend")
        return own

    return signed_in


@pytest.fixture
def warning(centre):
    (one,) = centre.referrals.standing(ReferralKind.WARNING)
    return one


def text(answer):
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def warnings_in_figures(centre):
    """What `tsuho figures` says of this month, in a process of its own."""
    today = centre.now().astimezone(centre.reading.jurisdiction.timezone)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TSUHO_")}
    command = ["--centre", str(centre.settings.folder), "figures", "--month", f"{today:%Y-%m}", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "tsuho", *command], capture_output=True, check=True, timeout=120, env=environment
    )
    warnings = json.loads(done.stdout)["warnings"]
    return {name: warnings[name] for name in ("drafted", "approved", "sent")}


def reached(centre, warning):
    return centre.referrals.referral(warning.id).state


def test_a_draft_is_none_of_the_ministrys_yet(as_, centre, warning):
    where = f"/partners/ministry/approvals/{warning.number}/"
    assert as_("official").get(where).status_code == 404
    assert as_("official").post(where, {"verb": "approve", "reason": "x"}).status_code == 404
    assert reached(centre, warning) == ReferralState.DRAFT
    assert warnings_in_figures(centre) == {"drafted": 1, "approved": 0, "sent": 0}
    page = text(as_("liaison").get(DESK))
    assert warning.number in page and "点検待ち" in page


def test_the_ministry_returns_it_with_its_reason_and_the_desk_shows_both(as_, centre, warning):
    page = f"/console/referrals/{warning.id}/"
    assert as_("administrator").post(page, {"verb": "check", "reason": "点検した"}).status_code == 302
    assert warning.number in text(as_("liaison").get(f"{DESK}?group=at_ministry"))
    official, where = as_("official"), f"/partners/ministry/approvals/{warning.number}/"
    assert official.post(where, {"verb": "return", "reason": ""}).status_code == 422
    assert reached(centre, warning) == ReferralState.CHECKED
    assert official.post(where, {"verb": "return", "reason": "条項を確かめること"}).status_code == 302
    assert reached(centre, warning) == ReferralState.RETURNED
    returned = text(as_("liaison", "en").get(f"{DESK}?group=returned"))
    assert warning.number in returned and "条項を確かめること" in returned and "one-official" in returned
    assert warnings_in_figures(centre)["approved"] == 0


@pytest.mark.parametrize("role", ["administrator", "liaison", "secretariat", "analyst", "editor"])
def test_nobody_but_the_ministry_approves(as_, centre, warning, role):
    where = f"/partners/ministry/approvals/{warning.number}/"
    assert as_(role).post(where, {"verb": "approve", "reason": "x"}).status_code == 403
    assert reached(centre, warning) != ReferralState.APPROVED


def test_what_is_not_before_the_ministry_is_refused_in_words(as_, centre, warning):
    official = as_("official", "en")
    answer = official.post(f"/partners/ministry/approvals/{warning.number}/", {"verb": "approve", "reason": "x"}, follow=True)  # fmt: skip
    assert f"{warning.number} has moved on already (returned)" in text(answer)
    assert reached(centre, warning) == ReferralState.RETURNED and warnings_in_figures(centre)["approved"] == 0


def test_an_approval_at_the_window_is_in_the_figures_at_once_and_once(as_, centre, warning):
    page = f"/console/referrals/{warning.id}/"
    assert as_("analyst").post(page, {"verb": "revise", "reason": "直した"}).status_code == 302
    assert as_("administrator").post(page, {"verb": "check", "reason": "点検した"}).status_code == 302
    official, where = as_("official"), f"/partners/ministry/approvals/{warning.number}/"
    assert "当選事務局" not in text(official.get(where)), "a displayed name may be a victim's"
    assert official.post(where, {"verb": "approve", "reason": "相当と認める"}).status_code == 302
    assert warnings_in_figures(centre) == {"drafted": 1, "approved": 1, "sent": 0}
    again = official.post(where, {"verb": "approve", "reason": "相当と認める"}, follow=True)
    assert "すでに動いています" in text(again)
    assert warnings_in_figures(centre)["approved"] == 1
    moves = [each for each in centre.referrals.history(warning.id) if each.verb == "approve"]
    assert [(each.role, each.reason) for each in moves] == [("ministry", "相当と認める")]
    assert "one-official" in moves[0].by
    assert warning.number in text(as_("secretariat").get(f"{DESK}?group=approved"))


def test_it_is_sent_shows_its_grace_and_goes_to_the_check_when_that_is_over(as_, centre, warning, tmp_path):
    from tsuho.wiring.moving import moving_of

    refer(centre, ReferralKind.WARNING)
    deliver(centre.outbox, ByFile(tmp_path), centre.audit, now=centre.now(), mail_from="centre@tsuho.example")
    settle(moving_of(centre), centre.outbox, centre.now())
    assert reached(centre, warning) == ReferralState.SENT
    assert warnings_in_figures(centre) == {"drafted": 1, "approved": 1, "sent": 1}
    law = centre.reading.jurisdiction
    last = centre.now().astimezone(law.timezone).date() + timedelta(days=14)
    assert f'datetime="{last.isoformat()}"' in text(as_("liaison").get(f"{DESK}?group=out"))
    on_time, late = centre.now() + timedelta(days=14), centre.now() + timedelta(days=15)
    assert end_grace(moving_of(centre), law.periods, on_time) == 0, "its last day is still the sender's"
    assert end_grace(moving_of(centre), law.periods, late) == 1
    assert end_grace(moving_of(centre), law.periods, late) == 0
    assert reached(centre, warning) == ReferralState.IN_RE_CHECK
    assert warning.number in text(as_("liaison").get(f"{DESK}?group=re_check"))


def test_papers_are_listed_with_their_states_and_handed_over_as_pdf(as_, centre):
    for kind in (ReferralKind.MINISTRY_REPORT, ReferralKind.INQUIRY_DRAFT):
        refer(centre, kind)
    (dossier,) = centre.referrals.standing(ReferralKind.MINISTRY_REPORT)
    own = as_("liaison")
    page = text(own.get(f"{DESK}papers/"))
    assert dossier.number in page and "送信者群の調書" in page
    assert dossier.number not in text(own.get(f"{DESK}papers/?kind=petition_file"))
    assert dossier.number not in text(own.get(f"{DESK}papers/?state=sent"))
    assert own.get(f"/console/referrals/{dossier.id}/files/0/").content.startswith(b"%PDF")
    months = text(own.get(f"{DESK}months/"))
    assert "2015-03" in months and dossier.number in months and "未締め" in months


@pytest.mark.parametrize(
    ("language", "said", "not_said"),
    [("ja", "2015-03 を締めていません", "is not closed"), ("en", "2015-03 is not closed", "締めていません")],
)
def test_what_is_passed_over_is_said_in_the_readers_language(as_, centre, language, said, not_said):
    page = text(as_("secretariat", language).get("/console/referrals/due/ministry_report/?month=2015-03&built=1"))
    assert said in page and not_said not in page
    command = ["--centre", str(centre.settings.folder), "--lang", language, "refer", "ministry_report"]
    done = CliRunner().invoke(app, [*command, "--month", "2015-03", "--dry-run"])
    assert done.exit_code == 0 and said in done.output and not_said not in done.output


def test_a_request_is_answered_and_the_ministry_reads_it(as_, centre):
    official, own = as_("official"), as_("liaison")
    official.post("/partners/ministry/requests/", {"text": "<b>調査</b>を求める"})
    (asked,) = centre.ministry_requests.newest(None, 5)
    assert "回答待ち" in text(own.get(f"{DESK}requests/"))
    where = f"{DESK}requests/{asked.number}/"
    assert "&lt;b&gt;調査" in text(own.get(where))
    monitor = centre.records.monitors()[0].address
    for said in ({"text": "", "sure": "on"}, {"text": "3件を確認した"}, {"text": f"受信機 {monitor}", "sure": "on"}):
        refused = own.post(where, said)
        assert refused.status_code == 422 and not centre.ministry_requests.answers([asked.number])
    assert "モニターか情報提供者のアドレスがあります" in refused.content.decode()
    for _ in range(2):
        assert own.post(where, {"text": "3件を確認した", "sure": "on"}).status_code == 302
    assert len(centre.ministry_requests.answers([asked.number])) == 1
    assert "3件を確認した" in text(official.get("/partners/ministry/requests/"))
    assert "回答済" in text(own.get(f"{DESK}requests/"))
    assert own.get(f"{DESK}requests/{asked.number + 1}/").status_code == 404
    assert as_("official").get(where).status_code == 403
    from tsuho.casework.audit_ports import AuditAsked

    (written,) = centre.audit.search(AuditAsked(act="ministry_request_answered"), None, 10)
    assert (written.by, written.subject) == ("one-liaison", f"request {asked.number}")
