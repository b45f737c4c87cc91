"""The day of the administrator (管理者): accounts made, changed, locked and helped; the audit log searched, taken out and verified."""

import csv
import re

import pytest


def shown_password(page):
    """The password that a page shows this once."""
    page.wait_for_selector(".once")
    return page.inner_text(".once code")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_account_from_its_making_to_its_lock(visit, site, language):
    name = f"new-person-{language}"
    watched = visit("demo-administrator", language)
    page = watched.page
    watched.go("k", "/console/accounts/")
    page.keyboard.press("n")
    page.wait_for_url("**/accounts/new/")
    page.fill("#id_name", name)
    page.select_option("#id_role", "partner")
    page.click("main form button")  # a partner without his register
    page.wait_for_selector(".errorlist")
    watched.keep("administrator_account_half")
    page.select_option("#id_role", "consultant")
    watched.tab_to("main form button")
    page.keyboard.press("Enter")
    password = shown_password(page)
    watched.keep("administrator_account_made")
    person = visit(name, language, password=password)
    assert person.page.url.endswith("/console/")
    assert person.page.goto("/console/desk/").status == 200

    watched.go("k", "/console/accounts/")
    page.fill("#id_name", name)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**name={name}**")
    page.click(f"tbody a:has-text('{name}')")
    page.select_option("#id_role", "editor")
    page.click("form:has(#id_role) button")
    watched.said()
    person.page.goto("/console/desk/")
    assert "/accounts/login/" in person.page.url, "a new role is signed in for anew"
    sign_in(person.page, name, password)
    assert person.page.goto("/console/desk/").status == 403

    page.click("button[value=close]")
    watched.said()
    watched.keep("administrator_account_locked")
    person.page.goto("/console/")
    assert "/accounts/login/" in person.page.url
    sign_in(person.page, name, password)
    assert "/accounts/inactive/" in person.page.url or person.page.locator("#id_login").count()
    page.click("button[value=open]")
    watched.said()
    page.click("button[value=forget]")
    watched.said()
    page.click("button[value=password]")
    other = shown_password(page)
    assert other != password
    sign_in(person.page, name, other)
    person.page.wait_for_url(lambda now: "/accounts/login/" not in now)
    done = [act for act, subject in site.acts("demo-administrator") if subject == f"account {name}"]
    assert done == [
        "account_made", "role_changed", "account_closed", "account_opened", "second_factor_forgotten", "password_reset",
    ]  # fmt: skip
    page.goto("/console/accounts/")
    watched.sign_out()


def sign_in(page, name, password):
    page.goto("/accounts/login/")
    page.fill("#id_login", name)
    page.fill("#id_password", password)
    page.click("main button[type=submit]")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_audit_log_is_searched_taken_out_and_verified(visit, site, language):
    watched = visit("demo-administrator", language)
    page = watched.page
    watched.go("a", "/console/audit/")
    watched.tab_to("#id_by")
    page.keyboard.type("tsuho demo")
    page.select_option("#id_act", "account_made")
    page.click(".filter button")
    page.wait_for_url("**act=account_made**")
    rows = page.locator("tbody tr")
    assert (
        rows.count()
        == site.rows("SELECT count(*) FROM records_auditentry WHERE by = 'tsuho demo' AND act = 'account_made'")[0][0]
    )
    watched.keep("administrator_audit")
    with page.expect_download() as taken:
        page.click("a[href*='export.csv']")
    text = taken.value.path().read_text("utf-8-sig")
    lines = list(csv.reader(text.splitlines()))
    assert len(lines) == rows.count() + 1 and {line[3] for line in lines[1:]} == {"account_made"}
    assert ("audit_exported", "audit log") in site.acts("demo-administrator")
    page.keyboard.press("v")
    page.wait_for_url("**/verify/")
    assert re.search(r"\d", watched.said())
    watched.keep("administrator_audit_verified")
    page.goto("/console/audit/")
    watched.sign_out()
