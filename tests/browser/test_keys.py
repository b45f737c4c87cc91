"""By the keyboard alone: sign in, go about, read the keys, walk a table; and the panels renew themselves."""


def at(page, path):
    page.wait_for_url(f"**{path}")


def test_one_signs_in_and_goes_about_without_a_mouse(visit, site):
    page = visit().page
    page.goto("/accounts/login/")
    page.focus("#id_login")
    page.keyboard.type("demo-administrator")
    page.keyboard.press("Tab")
    page.keyboard.type(site.passwords["demo-administrator"])
    page.keyboard.press("Enter")
    at(page, "/console/")
    page.keyboard.press("g")
    page.keyboard.press("k")
    at(page, "/console/accounts/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.querySelectorAll('tr.at').length") == 1
    second = page.locator("tbody tr").nth(1).locator("a").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"h1:has-text('{second}')")
    page.go_back()
    page.keyboard.press("/")
    page.keyboard.type("g k ? demo-ana")  # keys that one types into a field are text
    assert page.input_value("#id_name") == "g k ? demo-ana"
    page.fill("#id_name", "demo-ana")
    page.keyboard.press("Enter")
    page.wait_for_url("**name=demo-ana**")
    assert page.locator("tbody tr").count() == 1


def test_the_keys_are_shown_by_one(visit):
    page = visit("demo-analyst").page
    page.goto("/console/")
    assert not page.is_visible("#keys")
    page.keyboard.press("?")
    assert page.is_visible("#keys") and page.locator("#keys kbd").count() >= 6
    page.keyboard.press("Escape")
    assert not page.is_visible("#keys")


def test_the_first_tab_skips_to_the_content(visit):
    page = visit("demo-analyst").page
    page.goto("/console/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_panels_of_today_renew_themselves_and_the_page_stays(visit):
    watched = visit("demo-analyst")
    page = watched.page
    page.clock.install()
    page.goto("/console/")
    page.evaluate("window.untouched = true")
    with page.expect_response(lambda answer: "poll=1" in answer.url) as polled:
        page.clock.fast_forward(31_000)
    assert polled.value.status == 200
    page.wait_for_timeout(200)
    assert page.evaluate("window.untouched") and page.locator("#today").count() == 1
    assert not watched.refused


def test_a_covered_address_is_asked_for_and_shown_in_its_place(visit):
    page = visit("demo-analyst").page
    page.goto("/console/unmask/monitor/1/")
    assert "@" not in page.inner_text("main")
    page.fill("#id_reason", "画面の試験")
    page.click("main button")
    page.wait_for_selector(".unmasked")
    assert "@" in page.inner_text(".unmasked")
