"""The day of the desk's supervisor (相談主任): a promise of the desk is kept, the day's calls and the weeks are looked at, a campaign read."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


def test_a_promise_is_kept_and_the_weeks_are_looked_at(site, visit):
    now = datetime.now(ZoneInfo("Asia/Tokyo")).replace(microsecond=0)
    before = site.figures()["consultations"]["total"]
    site.tsuho(
        "note", "call", "A1", "--from", (now - timedelta(minutes=9)).isoformat(), "--until", (now - timedelta(minutes=4)).isoformat(),
        "--by", "demo-consultant", "--summary", "配信を断っても届く。調べて折り返す約束", "--follow-up", f"{now:%Y-%m-%d}",
    )  # fmt: skip
    assert site.figures()["consultations"]["total"] == before + 1
    watched = visit("demo-supervisor")
    page = watched.page
    watched.go("d", "/console/desk/")
    page.click(".ways a[href$='/follow-ups/']")
    page.wait_for_url("**/follow-ups/")
    row = "tr:has-text('折り返す約束')"
    assert "demo-consultant" in page.inner_text(row)
    watched.keep("supervisor_promises")
    number = page.inner_text(f"{row} th")
    watched.tab_to("main form button")
    page.click(f"{row} form button")
    assert number in watched.said()
    assert page.locator(f"{row} form").count() == 0 and page.locator(f"{row} .badge-good").count() == 1
    assert site.rows("SELECT followed_up_by FROM records_callnote WHERE id = ?", int(number)) == [("demo-supervisor",)]
    page.click(".ways a[href$='/figures/']")
    page.wait_for_url("**/desk/figures/")
    watched.keep("supervisor_figures")
    page.pdf(path=watched.screenshots / "print_desk_figures.pdf", format="A4")
    watched.go("c", "/console/campaigns/")
    assert page.goto("/console/queue/").status == 403, "single mails are the analysts'"
    watched.refused.clear()  # the browser's console calls a refusal an error, rightly
    page.goto("/console/desk/")
    watched.sign_out()
