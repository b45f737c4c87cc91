"""The day of the ministry's official (総務省): one warning approved, one returned with its reason, a paper read, a request made."""

import pytest


@pytest.fixture(scope="module")
def day(own_site):
    """The sample centre with two warnings that the administrator has checked."""
    most_proved = (
        "SELECT DISTINCT c.id FROM records_campaign c JOIN records_confirmation ON campaign_id = c.id "
        "ORDER BY c.monitor_hits DESC, c.id LIMIT 2"
    )
    for (number,) in own_site.rows(most_proved):
        own_site.tsuho("senders", "add", f"sender-{number}", "--by", "tests", "--campaign", str(number))
        own_site.tsuho(
            "senders", "verify", f"sender-{number}", "--name", f"見本商会{number}", "--address", "東京都見本区1-1-1",
            "--how", "登記", "--by", "tests", "--contact", f"owner@sender{number}.example", "--on", "2015-03-12",
        )  # fmt: skip
    own_site.tsuho("refer", "warning", "--month", "2015-03")
    drafts = own_site.rows("SELECT id, number FROM records_referral WHERE kind = 'warning' ORDER BY id")
    assert len(drafts) == 2
    for number, _ in drafts:
        own_site.tsuho("decide", "check", str(number), "--by", "demo-administrator", "--reason", "点検した")
    return own_site


def state(day, ticket):
    ((found,),) = day.rows("SELECT state FROM records_referral WHERE number = ?", ticket)
    return found


def approve(watched):
    """On a warning's page, by keys alone."""
    watched.tab_to("input[name=verb]")
    watched.page.keyboard.press("Space")
    assert watched.page.is_checked("input[name=verb][value=approve]")
    watched.tab_to("#id_reason")
    watched.page.keyboard.type("違反の事実を確認した")
    watched.tab_to("form:has(#id_reason) button")
    with watched.page.expect_navigation():
        watched.page.keyboard.press("Enter")


def test_one_warning_is_approved_and_one_returned(day, visit):
    watched = visit("demo-official", at=day)
    page = watched.page
    assert "/partners/ministry/" in page.url
    watched.go("v", "/partners/ministry/approvals/")
    tickets = page.locator("tbody th").all_inner_texts()
    assert len(tickets) == 2
    watched.keep("ministry_approvals")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{tickets[0]}/")
    assert "見本商会" in page.inner_text(".message-text")
    watched.keep("ministry_warning")
    english = visit("demo-official", "en", at=day)
    english.page.goto(page.url)
    english.keep("ministry_warning")
    page.pdf(path=watched.screenshots / "print_warning.pdf", format="A4")
    approve(watched)
    page.wait_for_selector(".note-error")  # it names provisions that nobody has confirmed yet
    assert state(day, tickets[0]) == "checked"
    watched.keep("ministry_not_confirmed")
    ((campaign,),) = day.rows("SELECT campaign FROM records_referral WHERE number = ?", tickets[0])
    page.goto(f"/partners/ministry/cases/{campaign}/")
    page.click("a[href*='/console/campaigns/']")
    page.wait_for_selector("#confirm-rule")
    for rule in page.eval_on_selector_all("#confirm-rule option", "all => all.map(one => one.value)"):
        page.select_option("#confirm-rule", rule)
        page.fill("#confirm-reason", "文面とモニター着信で確認した")
        page.click("form:has(#confirm-rule) button")
        watched.said()
        assert day.rows("SELECT by FROM records_confirmation WHERE campaign_id = ? AND rule = ?", campaign, rule)
    assert page.locator("#confirm-rule").count() == 0
    watched.keep("ministry_confirmed")
    page.goto(f"/partners/ministry/approvals/{tickets[0]}/")
    approve(watched)
    assert tickets[0] in watched.said()
    watched.keep("ministry_approved")
    assert state(day, tickets[0]) in {"approved", "queued"}
    page.click(f"tbody a:has-text('{tickets[1]}')")
    page.check("input[name=verb][value=return]")
    page.fill("#id_reason", "所在地の根拠を加えること")
    page.click("form:has(#id_reason) button")
    assert tickets[1] in watched.said()
    assert state(day, tickets[1]) == "returned"
    done = {(act, subject) for act, subject in day.acts("demo-official")}
    assert {act for act, _ in done} >= {"approve", "return"}
    watched.sign_out()


def test_a_case_is_read_and_something_asked(day, visit):
    watched = visit("demo-official", at=day)
    page = watched.page
    watched.go("c", "/partners/ministry/cases/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/*/")
    watched.keep("ministry_case")
    page.pdf(path=watched.screenshots / "print_case.pdf", format="A4")
    watched.go("r", "/partners/ministry/requests/")
    page.fill("#id_text", "3月の出会い系の送信元の内訳を調べてほしい")
    page.click("main form button")
    page.wait_for_selector("main :text('3月の出会い系')")
    watched.keep("ministry_request")
    assert any(act == "ministry_request" for act, _ in day.acts("demo-official"))
    watched.sign_out()
