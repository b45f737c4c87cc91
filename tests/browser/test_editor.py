"""The day of the editor (広報): the half month's chain report drawn up and checked, a year's open data made and taken home."""

from io import BytesIO
from zipfile import ZipFile

import pytest


@pytest.fixture(scope="module")
def day(own_site):
    return own_site


def test_a_chain_report_is_drawn_up_and_checked(day, visit):
    watched = visit("demo-editor", at=day)
    page = watched.page
    watched.go("e", "/console/referrals/")
    page.click("a[href$='/due/chain_report/']")
    page.fill("#id_month", "2015-03")
    page.click(".filter button")
    page.wait_for_url("**month=2015-03**")
    page.wait_for_selector("#built tbody tr")
    assert page.locator("tbody tr").count() >= 1
    watched.keep("editor_chain_report_due")
    page.fill("#id_reason", "三月前半の転送状況")
    page.click("main form[method=post] button")
    watched.said()
    watched.go("b", "/console/referrals/inbox/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/console/referrals/*/")
    watched.keep("editor_chain_report")
    ticket = page.inner_text("h1").split()[-1]
    page.select_option("#id_verb", "check")
    watched.tab_to("#id_reason")
    page.keyboard.type("件数と分類を確かめた")
    watched.tab_to("form:has(#id_verb) button")
    page.keyboard.press("Enter")
    assert ticket in watched.said()
    assert day.rows("SELECT state FROM records_referral WHERE number = ?", ticket) == [("checked",)]
    assert ("check", ticket) in day.acts("demo-editor")
    assert page.locator("#id_verb option[value=approve]").count() == 0, "who draws it up does not approve it"
    watched.sign_out()


def test_open_data_are_made_and_taken_home(day, visit):
    watched = visit("demo-editor", "en", at=day)
    page = watched.page
    watched.go("u", "/console/secretariat/publications/")
    page.select_option("#id_what", "open_data")
    page.fill("#id_year", "2014")
    with page.expect_download() as made:
        page.click("main form button")
    with ZipFile(BytesIO(made.value.path().read_bytes())) as packed:
        assert packed.namelist() and packed.testzip() is None
    assert ("publish", "open-data-2014.zip") in day.acts("demo-editor")
    assert page.goto("/console/secretariat/").status == 403
    watched.refused.clear()  # the browser's console calls a refusal an error, rightly
    page.goto("/console/")
    watched.sign_out()
