"""A package goes abroad: the liaison looks at it and opens it, the administrator lets it go, the agency reads the limits and takes it."""

import pytest


@pytest.fixture(scope="module")
def day(own_site):
    return own_site


def move(watched, verb, reason):
    """On a referral's page: one move with its reason, by keys from the reason on."""
    watched.page.select_option("#id_verb", verb)
    watched.tab_to("#id_reason")
    watched.page.keyboard.type(reason)
    watched.tab_to("form:has(#id_verb) button")
    with watched.page.expect_navigation():
        watched.page.keyboard.press("Enter")
    return watched.said()


def test_a_package_is_looked_at_before_it_is_opened(day, visit):
    for language in ("en", "ja"):
        watched = visit("demo-liaison", language, at=day)
        page = watched.page
        watched.go("x", "/console/agencies/")
        page.click("a[href$='/due/agency_bundle/']")
        page.fill("#id_month", "2015-03")
        page.click(".filter button")
        page.wait_for_url("**month=2015-03**")
        page.wait_for_selector("#built tbody th")  # what is due is built after its page stands
        parties = page.locator("tbody th").all_inner_texts()
        assert {"BR", "CN", "HK", "TW", "VN"} <= set(parties)
        assert "KR" not in parties and "KR" in page.inner_text("main"), (
            "who does not take part is named with the reason"
        )
        watched.keep("abroad_dry_run")
        assert not day.rows("SELECT 1 FROM records_referral WHERE kind = 'agency_bundle'"), "looking opens nothing"
    page.fill("#id_reason", "三月分の提供")
    page.click("main form[method=post] button")
    watched.said()
    assert ("open_drafts", "agency_bundle") in day.acts("demo-liaison")
    watched.keep("abroad_opened")
    watched.go("b", "/console/referrals/inbox/")
    watched.keep("abroad_inbox")
    page.click("tbody tr:has-text('BR') a")
    page.wait_for_selector(".message-text")
    assert "demo" not in page.inner_text(".message-text")
    watched.keep("abroad_draft")
    move(watched, "check", "件数と期間を確かめた")
    page.go_back()
    watched.sign_out()


def test_the_administrator_lets_it_go_and_it_is_queued(day, visit, tmp_path):
    watched = visit("demo-administrator", at=day)
    page = watched.page
    watched.go("b", "/console/referrals/inbox/")
    page.click("tbody tr:has-text('BR') a")
    move(watched, "approve", "要請に基づく提供")
    assert "demo-administrator" in page.inner_text("main")
    watched.keep("abroad_approved")
    day.tsuho("refer", "agency_bundle", "--month", "2015-03", "--out", str(tmp_path / "out"))
    page.reload()
    assert "送信済" in page.inner_text(".pairs")
    watched.sign_out()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_agency_takes_its_package_once_it_has_read_the_limits(day, visit, language):
    ((ticket,),) = day.rows("SELECT number FROM records_referral WHERE party = 'BR'")
    others = day.rows("SELECT number FROM records_referral WHERE party <> 'BR'")
    watched = visit("demo-agency", language, at=day)
    page = watched.page
    assert page.url.endswith("/partners/agency/")
    assert page.locator("tbody tr").count() == 1, "its own and no other's"
    watched.keep("agency_packages")
    page.click("tbody a")
    page.wait_for_url(f"**/{ticket}/")
    download = page.locator("form[action$='/file/']").first
    download.locator("button").click()
    assert page.url.endswith(f"/{ticket}/"), "without the box nothing is handed over"
    watched.keep("agency_package")
    watched.tab_to("#limits-1")
    page.keyboard.press("Space")
    with page.expect_download() as handed:
        download.locator("button").click()
    ((key,),) = day.rows("SELECT key FROM records_referral WHERE number = ?", ticket)
    sent = day.rows(
        "SELECT f.content FROM records_outboxfile f JOIN records_outboxrow o ON o.id = f.row_id WHERE o.key = ?", key
    )
    assert handed.value.path().read_bytes() in [bytes(content) for (content,) in sent]
    assert ("bundle_downloaded", ticket) in day.acts("demo-agency")
    if language == "ja":
        page.click("form[action$='/received/'] button")
        page.wait_for_selector(".badge-good")
        watched.keep("agency_received")
        assert day.rows("SELECT state FROM records_referral WHERE number = ?", ticket) == [("acknowledged",)]
    for (other,) in others:
        assert page.goto(f"/partners/agency/bundles/{other}/").status == 404
    watched.refused.clear()  # the browser's console calls a page that is not there an error, rightly
    page.goto("/partners/agency/")
    watched.sign_out()


def test_a_list_from_the_agency_reaches_the_liaison(day, visit, tmp_path):
    watched = visit("demo-agency", "en", at=day)
    page = watched.page
    watched.go("l", "/partners/agency/lists/")
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("ip,time_utc\nnowhere,2015-03-10T00:00:00Z\n")
    page.set_input_files("#id_file", wrong)
    page.click("main form button")
    page.wait_for_selector(".note-error")
    watched.keep("agency_list_refused")
    right = tmp_path / "right.csv"
    right.write_text("ip,time_utc\n192.0.2.72,2015-03-10T00:00:00Z\n192.0.2.250,2015-03-10T00:05:00Z\n")
    page.set_input_files("#id_file", right)
    page.click("main form button")
    page.wait_for_selector("tbody tr")
    assert page.inner_text("tbody tr td:nth-child(2)") == "2"
    watched.keep("agency_list_taken")
    watched.sign_out()
    watched = visit("demo-liaison", at=day)
    watched.page.goto("/console/agencies/BR/")
    assert "reidai-net" in watched.page.inner_text(".inbound")
    watched.keep("abroad_agency")
    watched.sign_out()
