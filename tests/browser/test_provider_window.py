"""An ISP at its own window: its notices and no other's, the list as it was sent, the answer without a subscriber, its own figures."""

import pytest


@pytest.fixture(scope="module")
def day(own_site):
    return own_site


def test_an_isp_reads_its_notice_and_answers_and_it_counts_at_once(day, visit):
    ((party,),) = day.rows("SELECT party FROM accounts_user WHERE username = 'demo-provider'")
    ((ticket, key),) = day.rows("SELECT number, key FROM records_referral WHERE party = ?", party)
    others = day.rows("SELECT number FROM records_referral WHERE party <> ?", party)
    watched = visit("demo-provider", at=day)
    page = watched.page
    assert page.url.endswith("/partners/provider/")
    assert page.locator("tbody th").all_inner_texts() == [ticket]
    watched.keep("provider_notices")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{ticket}/")
    with page.expect_download() as taken:
        page.keyboard.press("d")
    sent = "SELECT f.content FROM records_outboxfile f JOIN records_outboxrow o ON o.id = f.row_id WHERE o.key = ? AND f.name = 'list.csv'"
    ((content,),) = day.rows(sent, key)
    assert taken.value.path().read_bytes() == bytes(content)
    page.click("form:has(#id_kind) button")  # nothing chosen: nothing said
    assert not day.rows("SELECT 1 FROM records_referralanswer")
    names = page.eval_on_selector_all("main form [name]", "all => all.map(one => one.name)")
    assert set(names) == {"csrfmiddlewaretoken", "kind", "acted_on"}, "no field takes a subscriber"
    before = day.figures()["providers"]["answers"]["suspended"]
    watched.tab_to("#id_kind")
    page.select_option("#id_kind", "suspended")
    watched.tab_to("form:has(#id_kind) button")
    page.keyboard.press("Enter")
    assert ticket in watched.said()
    assert day.figures()["providers"]["answers"]["suspended"] == before + 1
    watched.keep("provider_answered")
    acts = [act for act, subject in day.acts("demo-provider") if ticket in subject]
    assert "notice_downloaded" in acts and len(acts) >= 2
    watched.go("f", "/partners/provider/figures/")
    page.wait_for_selector("main tfoot")
    totals = page.locator("main tfoot td").all_inner_texts()
    assert totals[:2] == ["1", "1"] and totals.count("1") == 3, "one letter, one row, one answer"
    watched.keep("provider_figures")
    page.pdf(path=watched.screenshots / "print_provider_figures.pdf", format="A4")
    for (other,) in others:
        assert page.goto(f"/partners/provider/notices/{other}/").status == 404
        assert page.goto(f"/partners/provider/notices/{other}/list.csv").status == 404
    watched.refused.clear()  # the browser's console calls a page that is not there an error, rightly
    page.goto("/partners/provider/")
    watched.sign_out()


def test_the_same_notice_in_english(day, visit):
    watched = visit("demo-provider", "en", at=day)
    watched.page.click("tbody a")
    watched.page.wait_for_url("**/notices/*/")
    watched.keep("provider_answered")
    watched.sign_out()
