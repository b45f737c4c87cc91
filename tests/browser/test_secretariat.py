"""The day of the secretariat (事務局): checklist, reconciliation, the month closed and corrected, a publication made and taken home."""

from io import BytesIO
from zipfile import ZipFile

import pytest

MONTH = "2015-03"


@pytest.fixture(scope="module")
def day(own_site):
    return own_site


def panel(page, act):
    return page.locator(f"form:has(input[name=act][value={act}])")


def test_the_ledger_is_reconciled_and_the_month_closed(day, visit):
    watched = visit("demo-secretariat", at=day)
    page = watched.page
    watched.go("m", "/console/secretariat/")
    watched.keep("secretariat_before")
    panel(page, "reconcile").locator("button").click()
    assert "一致" in watched.said()
    watched.keep("secretariat_reconciled")
    assert page.input_value("#id_month") == MONTH
    # the browser itself holds back a close that is not meant
    panel(page, "close").locator("button").click()
    assert not day.rows("SELECT 1 FROM records_closedmonth")
    watched.tab_to("#id_sure")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert MONTH in watched.said()
    ((month, by, digest),) = day.rows("SELECT month, by, hash FROM records_closedmonth")
    assert (month, by) == (MONTH, "demo-secretariat") and digest in page.inner_text("main")
    assert ("close_month", MONTH) in day.acts("demo-secretariat")
    watched.keep("secretariat_closed")
    english = visit("demo-secretariat", "en", at=day)
    english.page.goto("/console/secretariat/")
    english.keep("secretariat_closed")
    watched.sign_out()


def test_a_closed_month_is_corrected_with_a_reason_and_the_figures_say_so(day, visit):
    watched = visit("demo-secretariat", at=day)
    page = watched.page
    watched.go("m", "/console/secretariat/")
    before = day.figures("--month", MONTH)["chain_mail"]["total"]
    form = panel(page, "correct")
    form.locator("select[name=corrected]").select_option(MONTH)
    form.locator("select[name=series]").select_option("chain_mail")
    form.locator("[name=kind]").fill("")
    form.locator("[name=count]").fill("2")
    form.locator("[name=reason]").fill("様式の不具合で数え漏れた2通")
    form.locator("button").click()
    assert MONTH in watched.said()
    assert day.figures("--month", MONTH)["chain_mail"]["total"] == before + 2
    assert MONTH in dict(day.acts("demo-secretariat")).values() or any(
        MONTH in subject for _, subject in day.acts("demo-secretariat")
    )
    panel(page, "reconcile").locator("button").click()
    assert "一致" in watched.said(), "a correction beside the month breaks nothing"
    watched.keep("secretariat_corrected")
    watched.sign_out()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_publications_are_made_and_taken_home(day, visit, language):
    watched = visit("demo-secretariat", language, at=day)
    page = watched.page
    watched.go("u", "/console/secretariat/publications/")
    page.select_option("#id_what", "ministry_report")
    page.click("main form button")  # the month is missing
    page.wait_for_selector(".errorlist")
    watched.keep("secretariat_publication_half")
    page.fill("#id_month", MONTH)
    page.select_option("#id_wording", language)
    page.select_option("#id_source", "simulated")
    with page.expect_download() as made:
        page.click("main form button")
    name = f"ministry-report-{MONTH}-{language}.pdf"
    assert made.value.suggested_filename == name and made.value.path().read_bytes().startswith(b"%PDF")
    assert ("publish", name) in day.acts("demo-secretariat")
    if language == "ja":
        page.select_option("#id_what", "open_data")
        page.fill("#id_year", "2014")
        with page.expect_download() as made:
            page.click("main form button")
        with ZipFile(BytesIO(made.value.path().read_bytes())) as packed:
            assert packed.namelist() and packed.testzip() is None
    watched.sign_out()
