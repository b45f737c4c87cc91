"""A whole triage by the keyboard alone, and stored mail that would do harm: shown, and nothing happens."""

import json
import re
import sqlite3
import subprocess
import sys

import pytest

TSUHO = [sys.executable, "-m", "tsuho"]

TRICKS = """From: teki@waru.example
To: dareka@home.example
Subject: =?utf-8?B?54m55L6hIDxzY3JpcHQ+YWxlcnQoMSk8L3NjcmlwdD4=?=
Date: Tue, 10 Mar 2015 12:00:00 +0900
Message-ID: <tricks@waru.example>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

<html><body onload="alert(1)" background="http://bg.example/b.png"><script>alert('x');document.location='http://go.example/'</script>
<style>@import url(http://css.example/x.css);</style><base href="http://base.example/">
<meta http-equiv="refresh" content="0;url=http://refresh.example/"><iframe src="http://frame.example/"></iframe>
<img src="http://pixel.example/p.gif" width="1" height="1" onerror="alert(2)"><svg onload="alert(3)"></svg>
<p style="display:none">隠した文 http://hidden.example/</p><form action="http://form.example/"><input autofocus onfocus="alert(4)"></form>
<p>無料で今すぐ登録 <a href="javascript:alert(5)">登録</a> <a href="http://waru.example/c">http://bank.example/</a> \u202eevil\u202c &lt;script&gt;alert(6)&lt;/script&gt;</p>
<table>{rows}</table></body></html>
""".replace("{rows}", "<tr>" + "<td>広告</td>" * 40 + "</tr>" + ("<tr>" + "<td>広告です</td>" * 40 + "</tr>") * 400)


@pytest.fixture(scope="module")
def trick(demo_centre):
    """The row number of a report whose original does what it can."""
    boundary = "grenze"
    attached = "\n".join(
        ["From: hanako@home.example", "To: x@centre.example", "Subject: report", "MIME-Version: 1.0",
         f"Content-Type: multipart/mixed; boundary={boundary}", "", f"--{boundary}", "Content-Type: message/rfc822", "",
         TRICKS, f"--{boundary}--", ""]
    )  # fmt: skip
    file = demo_centre.parent / "tricks.eml"
    file.write_bytes(attached.replace("\n", "\r\n").encode())
    centre = ["--centre", str(demo_centre)]
    subprocess.run(
        [*TSUHO, *centre, "take", str(file), "--door", "plugin"], check=True, capture_output=True, timeout=120
    )
    subprocess.run([*TSUHO, *centre, "work", "--once"], check=True, capture_output=True, timeout=120)
    with sqlite3.connect(demo_centre / "records.sqlite3") as records:
        (found,) = records.execute(
            "SELECT max(id) FROM records_report WHERE from_address = 'teki@waru.example'"
        ).fetchone()
    return found


@pytest.mark.parametrize(("language", "width"), [("ja", 1280), ("en", 390)])
def test_a_mail_that_would_do_harm_is_shown_and_nothing_happens(trick, visit, site, screenshots, axe, language, width):
    watched = visit("demo-analyst", language, width)
    page, dialogs = watched.page, []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(f"/console/mail/{trick}/")
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.wait_for_timeout(500)
    page.screenshot(path=screenshots / f"tricks_{language}_{width}.png", full_page=True)
    assert not [url for url in watched.asked if not url.startswith((site.url, "data:"))]
    assert not watched.refused and not dialogs
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert not [each["id"] for each in found if each["impact"] in {"serious", "critical"}]
    assert page.url.endswith(f"/console/mail/{trick}/")
    text = page.inner_text("main")
    assert "隠した文" in page.inner_text(".hidden-text") and "無料で今すぐ登録" in page.inner_text(".text-region")
    assert "\u202e" not in text
    assert "javascript:alert(5)" in page.inner_text(".source")  # as text, and in no link
    hrefs = page.eval_on_selector_all("main a", "links => links.map(link => link.href)")
    assert all(href.startswith(site.url) for href in hrefs)
    assert (
        page.locator("main script, main iframe, main img, main style, main form[action*='form.example']").count() == 0
    )
    assert page.evaluate("document.documentElement.outerHTML.length") < 2_000_000


def tab_to(page, selector, key="Tab"):
    """Go on by the keyboard until an element has the focus."""
    for _ in range(60):
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} cannot be reached by {key}")


def queue_of(page, kind, outcome):
    """From anywhere to the queue, filtered; by keys alone."""
    keys = page.keyboard
    keys.press("g")
    keys.press("q")
    page.wait_for_url("**/console/queue/")
    tab_to(page, "#id_kind")
    for _ in range(["campaign", "report"].index(kind) + 1):
        keys.press("ArrowDown")
    tab_to(page, "#id_outcome")
    for _ in range(["violation", "hold", "no_violation", "out_of_scope", "incomplete"].index(outcome) + 1):
        keys.press("ArrowDown")
    tab_to(page, ".filter button")
    keys.press("Enter")
    page.wait_for_url(f"**kind={kind}&outcome={outcome}**")
    assert page.locator("main tbody tr").count() >= 1, "the sample holds some"


def decide(page, key, reason):
    """On a mail's page: choose by a key, say why, enter; by keys alone."""
    keys, here = page.keyboard, page.url
    keys.press(key)
    keys.press("r")
    keys.type(reason)
    with page.expect_navigation():
        keys.press("Enter")
    assert page.locator(".note-success").count() == 1, here


def test_a_triage_without_a_mouse_shows_in_the_figures_at_once(visit, demo_centre):
    """Queue, claim, read, decide with a reason, next: no mouse anywhere, and `tsuho figures` knows at once."""

    def figures(month):
        done = subprocess.run(
            [*TSUHO, "--centre", str(demo_centre), "figures", "--month", month, "--json"], check=True, capture_output=True, timeout=120
        )  # fmt: skip
        return json.loads(done.stdout)["reports"]

    page = visit("demo-analyst").page
    keys = page.keyboard
    page.goto("/console/")
    queue_of(page, "campaign", "hold")
    keys.press("j")
    while page.locator("tr.at td").nth(1).inner_text().strip() not in {"E0", "E1"}:  # one of reports alone
        keys.press("j")
    keys.press("c")
    page.wait_for_url("**/console/campaigns/*/")
    assert page.locator(".in-hand .badge-info").count() == 1
    rows = page.locator("main tbody tr:has(a)")
    for _ in range(rows.count()):  # down to its first report that is on hold
        keys.press("j")
        if page.locator("tr.at .badge-warn").count() and not page.locator("tr.at .badge-info").count():
            break
    keys.press("Enter")
    page.wait_for_url("**/console/mail/*/")
    month = page.locator(".lead time").first.get_attribute("datetime")[:7]
    before = figures(month)
    decide(page, "v", "見比べて違反と認めた")
    after = figures(month)
    assert after["total"] == before["total"] and after["hold"] == before["hold"] - 1
    assert after["violation"] == before["violation"] + 1

    held = page.url
    keys.press("n")  # the next one that nobody has in hand
    page.wait_for_url(lambda now: now != held)
    assert page.locator(".in-hand .badge-info").count() == 1


def test_single_mails_are_worked_off_one_after_another_without_a_mouse(visit):
    page = visit("demo-analyst").page
    page.goto("/console/")
    queue_of(page, "report", "incomplete")
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_url("**/console/mail/*/")
    first = page.url
    decide(page, "s", "読める本文がない")
    assert page.url != first and re.search(r"/console/(mail|campaigns)/\d+/$", page.url)
    assert page.locator(".in-hand .badge-info").count() == 1, "the next one is in hand already"
    page.goto(first)
    assert page.locator(".in-hand .badge-good").count() == 1
