"""A whole triage by the keyboard alone, and stored mail that would do harm: shown, and nothing happens."""

import json
import re
import subprocess

import pytest

TRICKS = """From: teki@waru.example
To: dareka@home.example
Subject: =?utf-8?B?54m55L6hIDxzY3JpcHQ+YWxlcnQoMSk8L3NjcmlwdD4=?=
Date: Tue, 10 Mar 2015 12:00:00 +0900
Message-ID: <tricks@waru.example>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

<html><body onload="alert(1)" background="http://bg.example/b.png"><script>alert('x');document.location='http://go.example/'</script>
<style>@import url(http://css.example/x.css); body{display:none}</style><base href="http://base.example/">
<meta http-equiv="refresh" content="0;url=http://refresh.example/"><iframe src="http://frame.example/"></iframe>
<img src="http://pixel.example/p.gif" width="1" height="1" onerror="alert(2)"><svg onload="alert(3)"></svg>
<p style="display:none">隠した文 http://hidden.example/</p><form action="http://form.example/"><input autofocus onfocus="alert(4)"></form>
<p>無料で今すぐ登録 <a href="javascript:alert(5)">登録</a> <a href="http://waru.example/c">http://bank.example/</a> \u202eevil\u202c &lt;script&gt;alert(6)&lt;/script&gt;</p>
<table>{rows}</table></body></html>
""".replace("{rows}", "<tr>" + "<td>広告</td>" * 40 + "</tr>" + ("<tr>" + "<td>広告です</td>" * 40 + "</tr>") * 400)


@pytest.fixture(scope="module")
def trick(demo_centre):
    """The row number of a report whose original does what it can."""
    from conftest import TSUHO

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
    found = subprocess.run(
        [*TSUHO, *centre, "--lang", "en", "search", "teki@waru.example"], check=True, capture_output=True, timeout=120
    )
    return int(re.search(r"report (\d+)", found.stdout.decode())[1])


@pytest.mark.parametrize(("language", "width"), [("ja", 1280), ("en", 390)])
def test_a_mail_that_would_do_harm_is_shown_and_nothing_happens(trick, visit, site, screenshots, axe, language, width):
    from test_pages import look_at

    watched = visit("demo-analyst", language, width)
    page, dialogs = watched.page, []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(f"/console/mail/{trick}/")
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.wait_for_timeout(500)
    wrong = look_at(watched, axe, site, screenshots / f"tricks_{language}_{width}.png")
    assert not wrong and not watched.refused and not dialogs
    assert page.url.endswith(f"/console/mail/{trick}/")
    text = page.inner_text("main")
    assert "隠した文" in page.inner_text(".hidden-text") and "無料で今すぐ登録" in page.inner_text(".text-region")
    assert "\u202e" not in text and "javascript[:]" in text
    hrefs = page.eval_on_selector_all("main a", "links => links.map(link => link.href)")
    assert all(href.startswith(site.url) for href in hrefs)
    assert (
        page.locator("main script, main iframe, main img, main style, main form[action*='form.example']").count() == 0
    )
    assert page.evaluate("document.documentElement.outerHTML.length") < 2_000_000


def test_a_triage_without_a_mouse_shows_in_the_figures_at_once(visit, demo_centre):
    """Queue, claim, read, decide with a reason, and the next one is open: no mouse, and `tsuho figures` knows."""
    from conftest import TSUHO

    def figures():
        done = subprocess.run(
            [*TSUHO, "--centre", str(demo_centre), "figures", "--month", month, "--json"], check=True, capture_output=True, timeout=120
        )  # fmt: skip
        return json.loads(done.stdout)["reports"]

    page = visit("demo-analyst").page
    keys = page.keyboard
    page.goto("/console/")
    keys.press("g")
    keys.press("q")
    page.wait_for_url("**/console/queue/")
    keys.press("/")  # the filter: single reports on hold
    keys.type("情")  # a letter chooses in a list
    page.select_option("#id_kind", "report")
    page.select_option("#id_outcome", "hold")
    keys.press("Tab")
    page.locator(".filter button").focus()
    keys.press("Enter")
    page.wait_for_url("**outcome=hold**")
    assert page.locator("main tbody tr").count() >= 1, "the sample holds single reports"
    keys.press("j")
    keys.press("c")
    page.wait_for_url("**/console/mail/*/")
    first = page.url
    assert page.locator(".in-hand .badge-info").count() == 1
    received = page.locator(".lead time").first.get_attribute("datetime")
    month = received[:7]
    before = figures()
    keys.press("x")
    assert page.is_checked("#decide-not_a_violation")
    keys.press("r")
    keys.type("表示がそろっている")
    keys.press("Enter")
    page.wait_for_url(lambda now: now != first)
    assert page.locator(".note-success").count() == 1
    after = figures()
    assert after["total"] == before["total"] and after["hold"] == before["hold"] - 1
    assert "/console/" in page.url
