"""A keeper's day with the monitors by the keyboard alone, and the provenance sheet on A4."""

import re


def test_a_check_is_noted_by_the_keyboard_alone(visit, site):
    watched = visit("demo-analyst")
    page = watched.page
    page.goto("/console/")
    page.keyboard.press("g")
    page.keyboard.press("w")
    page.wait_for_url("**/console/monitors/")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url(re.compile(r"/console/monitors/\d+/$"))
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "id_note"
    page.keyboard.type("電源と電波を確かめた（模擬）")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".note-success")
    first = page.locator("section[aria-labelledby=custody-title] tbody tr").first.inner_text()
    assert "点検" in first and "電源と電波を確かめた" in first and "demo-analyst" in first
    page.keyboard.press("p")
    page.wait_for_url("**/sheet/")
    assert not watched.refused


def test_a_sheet_fits_on_a4_in_both_languages_without_the_shell(visit, screenshots):
    for language in ("ja", "en"):
        page = visit("demo-analyst", language).page
        page.goto("/console/monitors/1/sheet/")
        paper = screenshots / f"monitor-sheet_{language}.pdf"
        page.pdf(path=paper, format="A4", prefer_css_page_size=True)
        raw = paper.read_bytes()
        assert raw.startswith(b"%PDF") and 1 <= len(re.findall(rb"/Type\s*/Page\b", raw)) <= 2
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 680, "height": 960})  # 18 cm of text at 96 dots an inch
        page.screenshot(path=screenshots / f"monitor-sheet_{language}_print.png", full_page=True)
        assert not page.locator(".side").is_visible() and not page.locator(".choices").is_visible()
        assert page.locator(".banner-simulated").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
