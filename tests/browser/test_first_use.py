"""The person who first starts: an empty sample centre leads on, from the first sign-in to a colleague's account and the first mail."""

import re

MAIL = (
    "From: hitomi@waru.example\r\nTo: dareka@home.example\r\nSubject: muryou\r\nDate: Tue, 10 Mar 2015 12:00:00 +0900\r\n"
    "Message-ID: <first@waru.example>\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    "無料で今すぐ登録 http://waru.example/\r\n"
)


def test_an_empty_centre_leads_on_to_its_first_mail(empty_site, visit, tmp_path):
    nobody = visit(at=empty_site)
    nobody.page.goto("/")
    assert "/accounts/login/" in nobody.page.url, "the address that the terminal shows leads to the sign-in"
    nobody.keep("first_sign_in")
    watched = visit("admin", at=empty_site)
    page = watched.page
    assert page.url.endswith("/console/first-steps/")
    watched.keep("first_steps")
    english = visit("admin", "en", at=empty_site)
    english.keep("first_steps")
    left = page.locator(".steps .badge-warn").count()
    assert re.search(rf"\b{left}\b", page.inner_text("main")), "it says how much is left"

    # through the sample centre, which is empty and says how mail gets into it
    page.click(".note a[href$='/console/sample/']")
    page.wait_for_url("**/console/sample/")
    assert f"--centre {empty_site.folder} simulate" in page.inner_text("main pre")
    watched.keep("first_sample_empty")
    page.go_back()

    # a colleague's account, from the step itself
    page.click(".steps li:has-text('職員のアカウント') a")
    page.wait_for_url("**/console/accounts/")
    page.keyboard.press("n")
    page.wait_for_url("**/accounts/new/")
    page.fill("#id_name", "hanako")
    page.select_option("#id_role", "analyst")
    page.click("main form button")
    page.wait_for_selector(".once code")
    watched.go("s", "/console/first-steps/")
    assert page.locator(".steps li:has-text('職員のアカウント') .badge-good").count() == 1

    # the first mail: as the step says, and it shows on the page Today
    mail = tmp_path / "first.eml"
    mail.write_bytes(MAIL.encode())
    empty_site.tsuho("take", str(mail), "--door", "plugin")
    empty_site.tsuho("work", "--once")
    page.reload()
    assert page.locator(".steps li:has-text('最初の一通') .badge-good").count() == 1
    assert page.locator(".steps .badge-warn").count() == left - 2
    watched.go("t", "/console/")
    assert "1" in page.inner_text("#today .figure")
    watched.keep("first_mail")
    watched.sign_out()


def test_the_sample_centre_leads_through_every_role(visit, site):
    watched = visit("demo-administrator")
    page = watched.page
    page.click(".banner a[href$='/console/sample/']")
    page.wait_for_url("**/console/sample/")
    names = page.locator(".steps h3 code").all_inner_texts()
    assert len(names) == 7 and set(names) <= set(site.passwords)
    watched.keep("first_sample")
    english = visit("demo-administrator", "en")
    english.page.goto("/console/sample/")
    english.keep("first_sample")
    watched.sign_out()
