"""The partners' windows do their work: answers are counted at once, lists are byte for byte, limits stand before a download."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.utils import override_settings
from tests.web.partners.conftest import files_for

from tsuho.statistics.figures import figures


@pytest.fixture(autouse=True)
def here(centre):
    with override_settings(ALLOWED_HOSTS=["localhost"], TSUHO_SECOND_FACTOR=False):
        yield


def acts(centre):
    from tsuho.casework.audit_ports import AuditAsked

    return [entry.act for entry in centre.audit.search(AuditAsked(), None, 50)]


def answered(centre):
    today = centre.now().astimezone(centre.reading.jurisdiction.timezone).date()
    return figures(centre.ledger, date(2015, 1, 1), date(today.year + 1, 1, 1), "x")["providers"]["answers"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_opens_in_both_languages(as_, language):
    pages = {
        "isp-one": ("/partners/provider/", "/partners/provider/figures/", "/partners/provider/notices/isp-one-sent/"),
        "KR": ("/partners/agency/", "/partners/agency/bundles/KR-sent/", "/partners/agency/lists/"),
        "vendor-one": ("/partners/vendor/",),
        "official": ("/partners/ministry/", "/partners/ministry/papers/ministry-sent/", "/partners/ministry/approvals/", "/partners/ministry/cases/", "/partners/ministry/requests/"),
    }  # fmt: skip
    for party, urls in pages.items():
        client = as_(party)
        client.post("/accounts/prefer/", {"language": language, "calendar": "wareki"})
        for url in urls:
            page = client.get(url)
            text = page.content.decode()
            assert page.status_code == 200, url
            assert f'<html lang="{language}">' in text and "style=" not in text and "onclick" not in text
            if language == "en" and "agency" not in url:
                said = re.sub(r"<(script|head|header|div lang|footer).*?</\1>", "", text, flags=re.DOTALL)
                assert "対応依頼" not in said and "証拠" not in said, url


def test_each_partner_is_led_to_his_own_window(as_):
    for party, first in (
        ("isp-one", "/partners/provider/"),
        ("KR", "/partners/agency/"),
        ("vendor-one", "/partners/vendor/"),
        ("official", "/partners/ministry/approvals/"),
    ):
        client = as_(party)
        assert client.get("/accounts/home/").url == first
        links = set(re.findall(r'href="(/(?:partners|console)/[^"]*)" data-go', client.get(first).content.decode()))
        assert all(client.get(link).status_code == 200 for link in links) and first in links


def test_an_answer_is_in_the_figures_at_once_and_has_no_place_for_a_subscriber(as_, centre):
    client, url = as_("isp-one"), "/partners/provider/notices/isp-one-sent/"
    fields = set(re.findall(r'<(?:input|select|textarea)[^>]*name="(\w+)"', client.get(url).content.decode()))
    assert fields <= {"csrfmiddlewaretoken", "kind", "acted_on", "next"}
    before = answered(centre).get("suspended", 0)
    assert (
        client.post(url, {"kind": "suspended", "acted_on": "2015-03-11", "subscriber": "見本太郎"}).status_code == 302
    )
    assert answered(centre)["suspended"] == before + 1
    assert "answer" in acts(centre)
    assert "利用停止" in client.get(url).content.decode()
    own = client.get("/partners/provider/figures/").content.decode()
    assert re.search(r'<tfoot>.*?<td class="number">1</td>', own, re.DOTALL)
    assert answered(centre)["suspended"] == 1 and centre.referrals.by_ticket("isp-two-sent").state == "sent"


@pytest.mark.parametrize("said", [{}, {"kind": "arrested"}, {"kind": "suspended", "acted_on": "2999-01-01"}])
def test_what_is_no_answer_enters_nothing(as_, centre, said):
    page = as_("isp-one").post("/partners/provider/notices/isp-one-sent/", said)
    assert page.status_code == 422 and centre.referrals.by_ticket("isp-one-sent").state == "sent"


def test_the_list_is_the_one_that_was_sent_and_fetching_it_is_written_down(as_, centre):
    answer = as_("isp-one").get("/partners/provider/notices/isp-one-sent/list.csv")
    assert answer.content == files_for("isp-one")[0][1]
    assert answer["Content-Disposition"] == 'attachment; filename="isp-one-sent.csv"'
    assert answer["Cache-Control"] == "no-store"
    assert "notice_downloaded" in acts(centre)


def test_limits_of_use_stand_before_the_download(as_, centre):
    client, url = as_("KR"), "/partners/agency/bundles/KR-sent/file/"
    shown = client.get("/partners/agency/bundles/KR-sent/").content.decode()
    assert shown.index("30(2)") < shown.index("package.zip")
    assert client.post(url, {"file": "package.zip"}).status_code == 422
    assert "bundle_downloaded" not in acts(centre)
    got = client.post(url, {"file": "package.zip", "limits": "read"})
    assert (got.status_code, got.content) == (200, b"PK KR")
    assert "bundle_downloaded" in acts(centre)
    assert client.post(url, {"file": "../list.csv", "limits": "read"}).status_code == 404
    assert client.post("/partners/agency/bundles/KR-sent/received/").status_code == 302
    assert centre.referrals.by_ticket("KR-sent").state == "acknowledged"


def test_a_list_is_taken_and_laid_at_its_provider_and_a_wrong_one_says_where(as_, centre):
    client = as_("KR")
    good = SimpleUploadedFile("a.csv", b"ip,time_utc\n198.51.100.200,2015-03-10T00:00:00Z\n203.0.113.9,2015-03-10\n")
    assert client.post("/partners/agency/lists/new/", {"file": good}).status_code == 302
    (kept,) = centre.inbound.of_agency("KR", None, 9)
    assert [row.provider for row in kept.rows] == ["isp-two", ""]
    assert not centre.inbound.of_agency("TW", None, 9)
    wrong = client.post(
        "/partners/agency/lists/new/", {"file": SimpleUploadedFile("a.csv", b"ip,time_utc\nnothing,x\n")}
    )
    assert wrong.status_code == 422 and "2 行目" in wrong.content.decode()
    big = client.post("/partners/agency/lists/new/", {"file": SimpleUploadedFile("a.csv", b"x" * 2_000_001)})
    assert big.status_code == 413
    assert len(centre.inbound.of_agency("KR", None, 9)) == 1


def test_a_renewed_key_is_shown_once_and_the_old_one_opens_nothing(as_, centre):
    from tsuho.web.api.models import ApiKey

    old = ApiKey.objects.get(party="vendor-one")
    client = as_("vendor-one")
    page = client.post("/partners/vendor/key/", {"key": old.pk}).content.decode()
    (token,) = re.findall(r"tsuho_[\w-]{20,}", page)
    old.refresh_from_db()
    assert old.revoked_at is not None and "key_renewed" in acts(centre)
    assert token not in client.get("/partners/vendor/").content.decode()
    header = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/feed/log", headers=header).status_code == 200


def test_the_ministry_reads_its_papers_acknowledges_and_asks(as_, centre):
    client = as_("official")
    assert client.get("/partners/ministry/papers/ministry-sent/package.zip").content == b"PK ministry"
    assert client.get("/partners/ministry/papers/isp-one-sent/").status_code == 404
    assert client.post("/partners/ministry/papers/ministry-sent/received/").status_code == 302
    assert centre.referrals.by_ticket("ministry-sent").state == "acknowledged"
    assert client.post("/partners/ministry/requests/", {"text": "<b>調査</b>を求める"}).status_code == 302
    assert "&lt;b&gt;調査" in client.get("/partners/ministry/requests/").content.decode()
    assert {"paper_downloaded", "acknowledge", "ministry_request"} <= set(acts(centre))
    assert client.post("/partners/ministry/requests/", {"text": " "}).status_code == 422


def test_a_case_file_needs_evidence_of_grade_e3(as_, centre):
    from tsuho.store.records.models import Campaign, QueueRow

    for grade in ("E2", "E3", "E4"):
        row = Campaign.objects.create(name=f"<i>{grade}", messages=1, first_at=centre.now(), last_at=centre.now())
        QueueRow.objects.create(
            kind="campaign",
            number=row.pk,
            priority=1,
            title=row.name,
            messages=1,
            grade=grade,
            outcome="violation",
            last_at=row.last_at,
        )
    weak, *strong = Campaign.objects.order_by("id").values_list("id", flat=True)
    client = as_("official")
    listed = client.get("/partners/ministry/cases/").content.decode()
    assert "&lt;i&gt;E4" in listed and "&lt;i&gt;E3" in listed and "E2" not in listed
    assert client.get(f"/partners/ministry/cases/{weak}/").status_code == 404
    assert all(client.get(f"/partners/ministry/cases/{each}/").status_code == 200 for each in strong)
