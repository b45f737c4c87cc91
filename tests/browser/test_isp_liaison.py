"""The day of an ISP liaison (ISP担当): a list imported, a contact confirmed, a notice looked at and sent, a reply understood, the overdue chased."""

import signal
import subprocess
import sys
import time
from email import message_from_bytes, policy

import pytest

CODE, CONTACT = "mihon-kokusai", "abuse@mihon-kokusai.example"
# two networks from which confirmed mail reached the monitors and which no provider of the register had
TABLE = f"""code,name,contact,networks
{CODE},見本国際通信株式会社,desk@{CODE}.example,203.0.113.0/25 2008-12-01; 203.0.113.128/25 2008-12-01
mihon-nashi,見本なし,no-address,203.0.113.0/24 2008-12-01
"""


@pytest.fixture(scope="module")
def day(own_site):
    """The centre of the day; what it knows passes from one hour to the next."""
    return own_site


@pytest.fixture
def worker(day, sink):
    """The worker of the centre, with a mail server on loopback in the ISP's place, until a letter has left."""
    settings = day.folder / "tsuho.toml"
    settings.write_text(settings.read_text("utf-8").replace('relay = ""', f'relay = "{sink.relay}"'), "utf-8")

    def until(left):
        work = subprocess.Popen([sys.executable, "-m", "tsuho", "--centre", str(day.folder), "work"])
        try:
            end = time.monotonic() + 60
            while not left():
                assert work.poll() is None and time.monotonic() < end, "nothing left"
                time.sleep(0.2)
        finally:
            work.send_signal(signal.SIGTERM)
            assert work.wait(60) == 0, "the worker drains and says that all is well"

    return until


def test_a_list_is_imported_after_its_difference_was_seen(day, visit, tmp_path):
    for language in ("en", "ja"):  # the same list twice: the second time there is nothing new
        watched = visit("demo-liaison", language, at=day)
        page = watched.page
        watched.go("v", "/console/providers/")
        page.click("a[href$='/providers/import/']")
        table = tmp_path / "list.csv"
        table.write_text(TABLE, "utf-8")
        page.set_input_files("#id_table", table)
        page.click("main form button")
        page.wait_for_selector("main h3")
        shown = page.inner_text("main")
        assert page.locator("input[name=kept]").count() == (language == "en"), "what changes nothing cannot be entered"
        assert "mihon-nashi" in shown or "3" in shown, "the row that is none is named by its line"
        assert (CODE in shown) is (language == "en")
        watched.keep(f"liaison_import_{'known' if language == 'ja' else 'new'}")
        if language == "en":
            assert not day.rows("SELECT 1 FROM records_provider WHERE code = ?", CODE), "shown is not entered"
            page.click("main form button")
            assert "1" in watched.said()
            assert day.rows("SELECT 1 FROM records_provider WHERE code = ?", CODE)
            page.fill("#id_name", CODE)
            page.keyboard.press("Enter")
            page.wait_for_url(f"**name={CODE}**")
            assert page.locator("tbody tr").count() == 1
            watched.keep("liaison_register")
        watched.sign_out()


def test_a_contact_is_confirmed_by_hand_and_by_keys_alone(day, visit):
    watched = visit("demo-liaison", at=day)
    page, keys = watched.page, watched.page.keyboard
    page.goto(f"/console/providers/of/{CODE}/")
    watched.tab_to("#id_field")
    keys.type("通知の")  # the field's name, as one types into a list
    if page.locator("#id_field").input_value() != "contact":
        page.select_option("#id_field", "contact")
    watched.tab_to("#id_value")
    keys.type(CONTACT)
    watched.tab_to("#id_reason")
    keys.type("電話で先方に確かめた")
    with page.expect_navigation():
        keys.press("Enter")
    assert CODE in watched.said()
    row = page.inner_text(f"tr:has-text('{CONTACT}')")
    assert "demo-liaison" in row and f"desk@{CODE}.example" in row, "who confirmed it, and what the list says"
    watched.keep("liaison_provider_confirmed")
    assert any(subject == f"provider {CODE}" or CODE in subject for _, subject in day.acts("demo-liaison"))
    watched.sign_out()


def test_a_notice_is_looked_at_and_leaves(day, visit, worker, sink):
    watched = visit("demo-liaison", at=day)
    page = watched.page
    watched.go("p", "/console/providers/pending/")
    row = page.locator("tbody tr", has_text="見本国際通信株式会社")
    assert row.count() == 1
    watched.keep("liaison_pending")
    row.locator("a[href$='/notice/']").click()
    page.wait_for_selector(".difference mark")
    monitors = [address for (address,) in day.rows("SELECT address FROM records_monitor")]
    assert not [address for address in monitors if address in page.inner_text("main")]
    watched.keep("liaison_preview")
    english = visit("demo-liaison", "en", at=day)
    english.page.goto(page.url)
    english.page.wait_for_selector(".difference mark")
    english.keep("liaison_preview")
    page.pdf(path=watched.screenshots / "print_notice_preview.pdf", format="A4")
    before = day.figures()["providers"]["notices"]
    watched.tab_to("#id_reason")
    page.keyboard.type("本日分の対応依頼")
    watched.tab_to("main form button")
    page.keyboard.press("Enter")
    assert CODE in watched.said()
    watched.keep("liaison_queued")
    worker(lambda: any(CONTACT in recipients for _, recipients, _ in sink.taken))
    raw = next(raw for _, recipients, raw in sink.taken if CONTACT in recipients)
    assert not [address for address in monitors if address.encode() in raw]
    page.reload()
    assert "送信済" in page.inner_text(f"tbody tr:has-text('{CODE}')")
    assert day.figures()["providers"]["notices"] > before
    page.click(f"tbody tr:has-text('{CODE}') a")
    ticket = page.inner_text("h1").split()[-1]
    assert ticket in str(message_from_bytes(raw, policy=policy.default)["Subject"])
    assert "本日分の対応依頼" in page.inner_text("main")
    watched.keep("liaison_notice_sent")
    watched.sign_out()


def test_a_reply_that_is_unclear_is_understood_and_counts_at_once(day, visit, tmp_path):
    ((ticket,),) = day.rows("SELECT number FROM records_referral WHERE party = ?", CODE)
    reply = tmp_path / "reply.eml"
    reply.write_bytes(
        f"From: <{CONTACT}>\r\nTo: <notices@centre.example>\r\nSubject: Re: [{ticket}]\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\nお世話になっております。ご連絡の件、社内で確かめております。\r\n".encode()
    )
    day.tsuho("take", str(reply), "--door", "replies")
    day.tsuho("work", "--once")
    watched = visit("demo-liaison", at=day)
    page = watched.page
    watched.go("y", "/console/providers/replies/")
    watched.keep("liaison_replies")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/console/providers/replies/*/")
    assert "社内で確かめております" in page.inner_text(".message-text") and CONTACT not in page.inner_text("main")
    watched.keep("liaison_reply")
    page.fill("#id_ticket", ticket)
    page.fill("#id_reason", "調査中との返事")
    page.click("main form button")  # what was done is missing
    page.wait_for_selector(".note-error")
    watched.keep("liaison_reply_half")
    before = day.figures()["providers"]["answers"]
    page.select_option("#id_kind", "investigating")
    page.click("main form button")
    assert ticket in watched.said()
    after = day.figures()["providers"]["answers"]
    assert after["investigating"] == before["investigating"] + 1
    assert page.locator("tbody tr").count() == 0, "of a reply that was understood nothing is kept"
    watched.sign_out()


def test_what_is_overdue_stands_there_with_its_days(day, visit):
    # a test does not wait for three weeks: the day of sending is put back where one of the sample's notices stands
    with_letter = "SELECT id, number FROM records_referral WHERE party = 'mobile-c'"
    ((row, ticket),) = day.rows(with_letter)
    put_back(day.folder / "records.sqlite3", row)
    watched = visit("demo-liaison", at=day)
    page = watched.page
    page.goto("/console/providers/late/")
    assert "20" in page.inner_text(f"tbody tr:has-text('{ticket}')")
    watched.keep("liaison_late")
    page.click(f"tbody a:has-text('{ticket}')")
    watched.tab_to("#id_kind")
    page.select_option("#id_kind", "terminated")
    before = day.figures()["providers"]["answers"]["terminated"]
    page.click("form:has(#id_kind) button")  # told by telephone
    watched.said()
    assert day.figures()["providers"]["answers"]["terminated"] == before + 1
    watched.keep("liaison_answered")
    page.goto("/console/providers/late/")
    assert ticket not in page.inner_text("main")
    watched.sign_out()


def put_back(records, referral):
    """Let a referral's letter have left 20 days earlier; its moves cannot be changed, so the trigger is put aside for it."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(records, timeout=30)) as opened, opened:
        (guard,) = opened.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'records_referralmove_no_update'"
        ).fetchone()
        opened.execute("DROP TRIGGER records_referralmove_no_update")
        opened.execute(
            "UPDATE records_referralmove SET at = datetime(at, '-20 days') WHERE referral_id = ? AND verb = 'deliver'",
            (referral,),
        )
        opened.execute(
            "UPDATE records_referral SET moved_at = datetime(moved_at, '-20 days') WHERE id = ?",
            (referral,),
        )
        opened.execute(guard)
