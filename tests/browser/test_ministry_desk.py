"""The ministry desk in a real browser: a warning goes to the ministry and back, a request is answered, a package is handed over."""

import os
import re
import subprocess

import pytest
from tests.browser.conftest import TSUHO

BY = ("--by", "見本", "--reason", "模擬: 画面の試験")


def run(site, *command):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TSUHO_")}
    done = subprocess.run(
        [*TSUHO, "--lang", "en", "--centre", str(site.folder), *command],
        capture_output=True, check=False, timeout=180, env=environment | {"COLUMNS": "240"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture(scope="module")
def with_warning(site):
    """The sample centre with two senders identified, a warning drafted for each, and the papers of the month drafted."""
    listed = run(site, "queue", "list", "--kind", "campaign")
    for campaign in list(dict.fromkeys(re.findall(r"campaign/(\d+)", listed)))[:2]:
        run(site, "decide", "confirm", campaign, "--provision", "V31", *BY)
        code = f"sender-{campaign}"
        run(site, "senders", "add", code, "--by", "見本", "--displayed", "当選事務局", "--campaign", campaign)
        run(
            site, "senders", "verify", code, "--name", "株式会社見本広告", "--address", "見本県見本市1", "--contact",
            f"info@{code}.example", "--how", "登記", "--by", "見本係官", "--on", "2015-03-12",
        )  # fmt: skip
    folder = str(site.folder / "out")
    run(site, "refer", "warning", "--out", folder)
    run(site, "refer", "ministry_report", "--out", folder)
    run(site, "refer", "inquiry_draft", "--out", folder)
    return site


def picture(watched, name):
    """Look at the page that is open, at both widths; what is wrong."""
    wrong = []
    for width in (1280, 390):
        watched.page.set_viewport_size({"width": width, "height": 900})
        wrong += watched.wrong(watched.screenshots / f"ministry_{name}_{watched.language}_{width}.png")
    watched.page.set_viewport_size({"width": 1280, "height": 900})
    return wrong


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_the_ministry_asks_is_answered(language, visit):
    text = {
        "ja": "2015年3月の出会い系サイトの広告について、モニター着信の件数を知らせてください。",
        "en": "How many monitor hits?",
    }
    official = visit("demo-official", language)
    official.page.goto("/partners/ministry/requests/")
    official.page.fill("#id_text", text[language])
    official.page.click("main form button")
    wrong = []
    liaison = visit("demo-liaison", language)
    liaison.page.goto("/console/ministry/requests/")
    wrong += picture(liaison, "requests")
    liaison.page.click("main tbody th a")
    liaison.page.fill("#id_text", "3月のモニター着信は模擬の件数で示します。")
    liaison.page.check("#id_sure")
    liaison.page.click("main form button")
    liaison.page.wait_for_selector(".note-success")
    wrong += picture(liaison, "request")
    official.page.goto("/partners/ministry/requests/")
    assert "模擬の件数" in official.page.inner_text("main tbody")
    wrong += picture(official, "requests_window")
    assert not wrong


def test_a_warning_goes_to_the_ministry_and_back_with_its_reason(visit, with_warning):
    wrong = []
    administrator = visit("demo-administrator").page
    administrator.goto("/console/ministry/")
    ticket = administrator.inner_text("main tbody th a >> nth=0")
    administrator.click("main tbody th a >> nth=0")
    administrator.select_option("#id_verb", "check")
    administrator.fill("#id_reason", "点検した")
    administrator.click("main form.narrow button >> nth=0")
    administrator.wait_for_selector(".note-success")
    official = visit("demo-official").page
    official.goto(f"/partners/ministry/approvals/{ticket}/")
    official.check("input[value=return]")
    official.fill("#id_reason", "根拠の条項をもう一度確かめてください。")
    official.click("main form.narrow button")
    official.wait_for_selector(".note-success")
    for language in ("ja", "en"):
        desk = visit("demo-liaison", language)
        for group in ("to_check", "returned"):
            desk.page.goto(f"/console/ministry/?group={group}")
            wrong += picture(desk, group)
        assert ticket in desk.page.inner_text("main") and "もう一度確かめて" in desk.page.inner_text("main")
        for page in ("papers", "months"):
            desk.page.goto(f"/console/ministry/{page}/")
            wrong += picture(desk, page)
        assert not desk.refused
    assert not wrong


def test_a_package_is_handed_over_by_who_means_it(visit):
    watched = visit("demo-administrator")
    page = watched.page
    page.goto("/console/ministry/inspection/")
    page.fill("#id_reason", "定期の立入検査（模擬）")
    page.check("#id_sure")
    with page.expect_download() as handed:
        page.click("main form.narrow button")
    assert re.fullmatch(r"inspection-[\d-]+\.zip", handed.value.suggested_filename)
    page.goto("/console/ministry/inspection/")
    assert "定期の立入検査（模擬）" in page.inner_text("main tbody")
    assert not picture(watched, "inspection")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_petition_is_entered_and_its_applicant_seen_with_a_reason(language, visit, site):
    own = [
        number for (number,) in site.rows("SELECT id FROM records_report WHERE door = 'forward' ORDER BY id LIMIT 2")
    ]
    number = own[0 if language == "ja" else 1]
    watched, wrong = visit("demo-secretariat", language), []
    page = watched.page
    page.goto("/console/ministry/petitions/")
    page.click("main a[href$='/new/']")
    for field, value in (
        ("name", "見本花子（模擬）"), ("address", "見本県見本市1-2-3"), ("received", "2015-03-11"),
        ("wish", "この送信者に措置をとってください（模擬）。"), ("reports", "0"), ("reason", "申出書 第1号（模擬）"),
    ):  # fmt: skip
        page.fill(f"#id_{field}", value)
    page.click("main form button")
    assert "0" in page.inner_text("main .errorlist")
    wrong += picture(watched, "petition_refused")
    page.fill("#id_reports", str(number))
    page.click("main form button")
    page.wait_for_selector(".note-success")
    assert "見本花子" not in page.inner_text("body")
    wrong += picture(watched, "petition")
    page.fill("#id_reason", "記載の確認（模擬）")
    page.click("main form button")
    page.wait_for_selector(".unmasked")
    assert "見本花子" in page.inner_text("main")
    wrong += picture(watched, "petition_shown")
    page.goto("/console/ministry/petitions/")
    assert "見本花子" not in page.inner_text("body")
    wrong += picture(watched, "petitions")
    assert not wrong
