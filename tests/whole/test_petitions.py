"""A petition from the paper to the ministry: entered by hand, checked, approved, sent; whom it names shows only where a reason was given."""

from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from tsuho.casework.audit_ports import AuditAsked
from tsuho.casework.deliver import deliver
from tsuho.casework.enter_petition import Entry, applicant_of, enter_petition
from tsuho.casework.errors import CannotDo
from tsuho.casework.receive import receive
from tsuho.casework.refer_by_approval import refer_by_approval
from tsuho.casework.settle import settle
from tsuho.casework.unmask_petition import unmask_petition
from tsuho.casework.ways_of_referring import WAYS
from tsuho.cli import app
from tsuho.delivery.by_file import ByFile
from tsuho.referral.documents.petition_file import Applicant
from tsuho.words.arrival import Envelope, Letter, Peer
from tsuho.words.referrals import ReferralState
from tsuho.words.vocabulary import Door, ReferralKind

LIST = "/console/ministry/petitions/"
DAY = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
NAME, ADDRESS, WISH = "霞見 波留", "見本県 見本市 九丁目 8-7", "この送信者への措置を、どうか早く。"
SECRETS = ("霞見", "波留", "九丁目", "どうか早く")  # what of the applicant shows nowhere but where it was asked for
WRITTEN = {"name": NAME, "address": ADDRESS, "received": "2015-03-11", "wish": WISH, "reason": "申出書 第12号"}


def handed_in(number: int, who: str) -> Letter:
    """A mail that a person handed on whole."""
    raw = (
        f"From: {who}\r\nTo: meiwaku@centre.example\r\nSubject: Fwd: {number}\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
        f"From: a@k7x2q.example\r\nTo: {who}\r\nSubject: s{number}\r\nMessage-ID: <p{number}@k7x2q.example>\r\n\r\n"
        "直アド交換しませんか？今なら男性も完全無料だよ\r\nhttp://k7x2q.example/m/\r\n--b--\r\n"
    ).encode()
    envelope, peer = Envelope(who, ("meiwaku@centre.example",)), Peer("203.0.113.250", 25, "h.example")
    return Letter(Door.FORWARD, DAY + timedelta(minutes=number), raw, peer, envelope, simulated=True)


@pytest.fixture(scope="module")
def centre(confirmed_centre):
    """The centre with four mails of one applicant, one of somebody else, six at monitors, and one account a role."""
    from tests.whole.conftest import work_off

    from tsuho.web.accounts.keeping import make_account
    from tsuho.web.accounts.models import Role
    from tsuho.web.centre import set_opener
    from tsuho.wiring.open import open_centre
    from tsuho.wiring.settings import read_settings

    made = open_centre(read_settings(confirmed_centre))
    set_opener(lambda: made)
    for role in (Role.ADMINISTRATOR, Role.ANALYST, Role.SECRETARIAT, Role.LIAISON, Role.EDITOR, Role.SUPERVISOR):
        make_account(f"one-{role}", role, "tests")
    receive(made.spool, [handed_in(n, "applicant@own.example") for n in range(4)])
    receive(made.spool, [handed_in(9, "neighbour@other.example")])
    work_off(made)
    return made


@pytest.fixture(scope="module")
def mails(centre):
    """Numbers of the reports: (the applicant's, somebody else's, a monitor's)."""
    from tsuho.store.records.models import Report

    rows = list(Report.objects.order_by("id"))
    forwarded = [row.id for row in rows if row.door == Door.FORWARD]
    return forwarded[:4], forwarded[4], next(row.id for row in rows if row.door == Door.MONITOR)


@pytest.fixture
def as_(centre):
    from django.test import Client

    from tsuho.web.accounts.models import User

    def signed_in(role, language="ja"):
        own = Client(SERVER_NAME="localhost", headers={"accept-language": language})
        own.force_login(User.objects.get(username=f"one-{role}"), "allauth.account.auth_backends.AuthenticationBackend")
        return own

    return signed_in


@pytest.fixture(scope="module")
def entered(centre, mails):
    """A petition about the first two mails."""
    from tsuho.wiring.referring import referring_of

    applicant = Applicant(NAME, ADDRESS, DAY.date(), WISH)
    return enter_petition(
        referring_of(centre), applicant, tuple(mails[0][:2]), Entry("見本", "申出書 第1号", centre.now())
    )


def named_in(text):
    return [each for each in SECRETS if each in text]


def audit_of(centre, act):
    return centre.audit.search(AuditAsked(act=act), None, 100)


def everything_written_down(centre):
    return repr(centre.audit.search(AuditAsked(), None, 10_000))


def test_an_entry_is_a_draft_and_the_audit_log_has_it_without_the_applicant(centre, entered):
    assert (entered.kind, entered.state) == (ReferralKind.PETITION_FILE, ReferralState.DRAFT)
    kept = applicant_of(centre.referrals.referral(entered.id))
    assert (kept.name, kept.address, kept.wish) == (NAME, ADDRESS, WISH)
    assert not named_in(repr(kept)), "a traceback or a log line may hold a repr"
    (written,) = [each for each in audit_of(centre, "petition_entered") if each.subject == entered.number]
    assert written.by == "見本" and not named_in(everything_written_down(centre))


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"name": " "}, "cannot_petition_unwritten"),
        ({"address": "県" * 301}, "cannot_petition_unwritten"),
        ({"wish": ""}, "cannot_petition_unwritten"),
        ({"received_on": datetime(2999, 1, 1, tzinfo=UTC).date()}, "cannot_petition_from_future"),
        ({"by": ""}, "cannot_petition_unreasoned"),
        ({"reason": "  "}, "cannot_petition_unreasoned"),
        ({"reason": "霞見波留さんの申出書"}, "cannot_petition_named"),
        ({"reason": "見本県見本市九丁目８－７より".replace("－", "-")}, "cannot_petition_named"),
        ({"reports": "none"}, "cannot_petition_without_mails"),
        ({"reports": "unknown"}, "cannot_petition_of_unknown"),
        ({"reports": "monitor"}, "cannot_petition_of_monitors"),
        ({"reports": "two people"}, "cannot_petition_of_many_now"),
        ({"reports": "again"}, "cannot_petition_twice"),
    ],
)
def test_what_is_wrong_with_a_petition_is_refused_and_leaves_nothing(centre, mails, entered, change, key):
    from tsuho.wiring.referring import referring_of

    own, other, monitor = mails
    reports = {
        "none": (), "unknown": (own[3], 999_999), "monitor": (monitor,), "two people": (own[3], other),
        "again": (own[1], own[0]),
    }.get(change.get("reports", ""), (own[3],))  # fmt: skip
    applicant = Applicant(
        change.get("name", NAME), change.get("address", ADDRESS), change.get("received_on", DAY.date()),
        change.get("wish", WISH),
    )  # fmt: skip
    entry = Entry(change.get("by", "見本"), change.get("reason", "第2号"), centre.now())
    before = (len(centre.referrals.standing(ReferralKind.PETITION_FILE)), len(audit_of(centre, "petition_entered")))
    with pytest.raises(CannotDo) as refused:
        enter_petition(referring_of(centre), applicant, reports, entry)
    assert refused.value.words is not None and refused.value.words.key == key
    assert not named_in(refused.value.said_in("ja") + str(refused.value))
    after = (len(centre.referrals.standing(ReferralKind.PETITION_FILE)), len(audit_of(centre, "petition_entered")))
    assert after == before


def test_the_reason_of_a_look_may_not_name_him_either(centre, entered):
    petition = centre.referrals.referral(entered.id)
    for by, reason, key in (
        ("", "x", "unreasoned"),
        ("見本", "", "unreasoned"),
        ("見本", f"{NAME}に電話", "named"),
    ):
        with pytest.raises(CannotDo) as refused:
            unmask_petition(centre.audit, petition, "applicant", by=by, reason=reason, at=centre.now())
        assert refused.value.words.key == f"cannot_petition_{key}"
    assert not [each for each in audit_of(centre, "unmask") if "petition" in each.subject]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_it_is_entered_at_the_window_and_every_list_covers_whom_it_names(as_, centre, mails, language):
    own, number = as_("secretariat", language), mails[0][2 if language == "ja" else 3]
    assert "申出" in own.get(LIST).content.decode() or language == "en"
    refused = own.post(f"{LIST}new/", WRITTEN | {"reports": "x1"})
    assert refused.status_code == 422
    refused = own.post(f"{LIST}new/", WRITTEN | {"reports": str(number), "reason": f"{NAME}の申出"})
    said = {"ja": "理由に申出人の氏名か住所が入っています", "en": "the reason holds the applicant"}[language]
    assert refused.status_code == 422 and said in refused.content.decode()
    done = own.post(f"{LIST}new/", WRITTEN | {"reports": f" {number}、{number} "})
    assert done.status_code == 302
    page = own.get(done.url)
    assert page.status_code == 200 and not named_in(page.content.decode())
    petition = centre.referrals.referral(int(done.url.rstrip("/").rpartition("/")[2]))
    assert petition.reports == (number,) and applicant_of(petition).name == NAME
    for where in (LIST, "/console/ministry/papers/", "/console/referrals/", "/console/referrals/inbox/"):
        listed = own.get(where).content.decode()
        assert petition.number in listed and not named_in(listed), where
    assert not named_in(everything_written_down(centre))


def test_he_is_seen_with_a_reason_that_was_written_down_first_and_once(as_, centre, entered):
    own, where = as_("analyst"), f"{LIST}{entered.id}/"
    assert own.post(where, {"what": "applicant", "reason": ""}).status_code == 422
    refused = own.post(where, {"what": "applicant", "reason": f"{NAME}へ連絡"})
    assert refused.status_code == 422 and not [
        each for each in audit_of(centre, "unmask") if entered.number in each.subject
    ]
    shown = own.post(where, {"what": "applicant", "reason": "記載の確認"})
    assert shown.status_code == 200 and len(named_in(shown.content.decode())) == len(SECRETS)
    assert "no-store" in shown.headers["Cache-Control"]
    (written,) = [each for each in audit_of(centre, "unmask") if entered.number in each.subject]
    assert (written.by, written.details["reason"], written.details["field"]) == (
        "one-analyst", "記載の確認", "applicant",
    )  # fmt: skip
    assert not named_in(own.get(where).content.decode()), "shown once"


def test_a_file_is_taken_out_with_a_reason_and_only_there(as_, centre, entered):
    own, where = as_("administrator"), f"{LIST}{entered.id}/"
    taken = own.post(where, {"what": "petition_file.pdf", "reason": "点検のため"})
    assert taken.content.startswith(b"%PDF") and "attachment" in taken.headers["Content-Disposition"]
    looks = [each for each in audit_of(centre, "unmask") if entered.number in each.subject]
    assert "petition_file.pdf" in [each.details["field"] for each in looks]
    assert own.post(where, {"what": "03.eml", "reason": "点検のため"}).status_code == 422, "it has two mails"
    for role in ("administrator", "liaison", "editor", "analyst", "secretariat"):
        page = as_(role).get(f"/console/referrals/{entered.id}/")
        assert page.status_code == 200 and not named_in(page.content.decode()), role
        assert (where in page.content.decode()) == (role not in {"liaison", "editor"})
        for place in range(3):
            assert as_(role).get(f"/console/referrals/{entered.id}/files/{place}/").status_code == 404


@pytest.mark.parametrize("role", ["liaison", "editor", "supervisor"])
def test_who_does_not_work_on_petitions_is_refused(as_, entered, role):
    own = as_(role)
    for where in (LIST, f"{LIST}new/", f"{LIST}{entered.id}/"):
        assert own.get(where).status_code == 403
        assert own.post(where, {"what": "applicant", "reason": "見たい"}).status_code in {403, 405}


def test_other_referrals_have_no_petition_page(as_, centre):
    from tsuho.wiring.referring import period_of, referring_of

    way = WAYS[ReferralKind.MINISTRY_REPORT]
    refer_by_approval(referring_of(centre), way, period_of("2015-03", centre), now=centre.now(), dry_run=False)
    dossier = centre.referrals.standing(ReferralKind.MINISTRY_REPORT)[0]
    for number in (dossier.id, 999_999):
        assert as_("administrator").get(f"{LIST}{number}/").status_code == 404


def test_the_command_line_enters_one_from_a_file_and_names_nobody(centre, mails, tmp_path):
    folder, file = str(centre.settings.folder), tmp_path / "moushide.toml"
    file.write_text(
        f'name = "{NAME}"\naddress = "{ADDRESS}"\nreceived_on = 2015-03-11\nwish = "{WISH}"\n', encoding="utf-8"
    )
    reports = [word for each in (mails[0][0], mails[0][3]) for word in ("--report", str(each))]
    command = ["--centre", folder, "--lang", "ja", "note", "petition", str(file), *reports, "--by", "見本"]
    done = CliRunner().invoke(app, [*command, "--reason", "申出書 第7号"])
    assert done.exit_code == 0 and "2 通" in done.output and not named_in(done.output)
    newest = max(centre.referrals.standing(ReferralKind.PETITION_FILE), key=lambda each: each.id)
    assert newest.number in done.output and applicant_of(newest).address == ADDRESS
    dry = CliRunner().invoke(app, ["--centre", folder, "refer", "petition_file", "--dry-run"])
    assert dry.exit_code == 0 and newest.number in dry.output and not named_in(dry.output)
    for wrong in ('name = "霞見"\n', f"{NAME}\n", 'name = 1\naddress = ""\nreceived_on = 2015-03-11\nwish = ""\n'):
        file.write_text(wrong, encoding="utf-8")
        again = CliRunner().invoke(app, [*command, "--reason", "第8号"])
        assert again.exit_code == 1 and isinstance(again.exception, CannotDo)
        assert again.exception.words.key == "cannot_petition_unread" and not named_in(str(again.exception))


def test_a_mistyped_one_is_put_away_and_entered_anew(as_, centre, mails):
    from tsuho.wiring.referring import referring_of

    old = max(centre.referrals.standing(ReferralKind.PETITION_FILE), key=lambda each: each.id)
    page = f"/console/referrals/{old.id}/"
    assert as_("secretariat").post(page, {"verb": "reject", "reason": "住所の書き誤り"}).status_code == 302
    entry = Entry("見本", "第7号の訂正", centre.now())
    again = enter_petition(referring_of(centre), Applicant(NAME, ADDRESS, DAY.date(), WISH), old.reports, entry)
    assert again.id != old.id and again.state is ReferralState.DRAFT


def test_it_reaches_the_ministry_checked_and_approved(as_, centre, entered, tmp_path):
    from tsuho.wiring.moving import moving_of
    from tsuho.wiring.referring import period_of, referring_of

    page = f"/console/referrals/{entered.id}/"
    assert as_("secretariat").post(page, {"verb": "check", "reason": "点検した"}).status_code == 302
    assert as_("administrator").post(page, {"verb": "approve", "reason": "承認する"}).status_code == 302
    way, period = WAYS[ReferralKind.PETITION_FILE], period_of("2015-03", centre)
    done = refer_by_approval(referring_of(centre), way, period, now=centre.now(), dry_run=False)
    assert [each.ticket for each in done.letters] == [entered.number] and done.blocked == ()
    deliver(centre.outbox, ByFile(tmp_path), centre.audit, now=centre.now(), mail_from="centre@tsuho.example")
    settle(moving_of(centre), centre.outbox, centre.now())
    assert centre.referrals.referral(entered.id).state is ReferralState.SENT
    assert len([file for file in tmp_path.rglob("*") if file.suffix == ".pdf"]) == 1
    assert not named_in(everything_written_down(centre))
    assert not named_in(as_("secretariat").get(page).content.decode())
