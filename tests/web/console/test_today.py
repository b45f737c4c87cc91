"""The page of today: its numbers are the centre's, it renews itself by its panels alone, and asks the stores seldom."""

from datetime import timedelta

import pytest


@pytest.fixture
def mails(centre):
    """Ten mails of one campaign in the last hours, in the slim rows."""
    from tsuho.store.records import campaign_facts, inflow_hours
    from tsuho.store.records.models import Campaign, Report

    campaign = Campaign.objects.create(
        name="<script>見本</script>", messages=30, first_at=centre.clock, last_at=centre.clock
    )

    def row(number):
        return Report(
            arrival=number, number_in_arrival=0, received_at=centre.clock - timedelta(minutes=number), door="forward",
            kind="report", form="inline", outcome="hold", reason="", category="", language="ja", from_address="",
            subject="", rules="", standing="", confidence="", ip="", reporter="", fingerprint=str(number), campaign=campaign,
        )  # fmt: skip

    rows = [row(number) for number in range(30)]
    Report.objects.bulk_create(rows)
    inflow_hours.add(rows)
    campaign_facts.count_in(rows, [])


def test_the_page_shows_the_centres_numbers_and_a_hostile_name_as_text(as_, mails):
    page = as_("one-analyst").get("/console/").content.decode()
    assert '<p class="figure">30</p>' in page and "第1号" in page
    assert "<script>見本" not in page and "&lt;script&gt;見本" in page
    assert "最後に届いた模擬メールの時刻" in page  # the centre is simulated
    assert '<rect class="series-0"' in page and "8日間の推移" in page


def test_a_poll_answers_with_the_panels_alone(as_, mails):
    own = as_("one-analyst")
    panels = own.get("/console/?poll=1", headers={"HX-Request": "true"}).content.decode()
    assert panels.lstrip().startswith('<div id="today"') and "<html" not in panels
    assert "<html" in own.get("/console/?poll=1").content.decode()


def test_many_who_look_ask_the_database_once(as_, mails, centre, monkeypatch):
    from tsuho.web.console import today

    asked = []
    real = today.read_today
    monkeypatch.setattr(today, "read_today", lambda *all_: asked.append(1) or real(*all_))
    own, other = as_("one-analyst"), as_("one-editor")
    for _ in range(3):
        own.get("/console/")
        other.get("/console/")
    assert len(asked) == 1
    from tsuho.store.records.models import Report

    Report.objects.update(received_at=centre.clock + timedelta(minutes=1))
    centre.clock += timedelta(minutes=1)
    own.get("/console/")
    assert len(asked) == 2


def test_both_languages(as_, mails):
    own = as_("one-analyst")
    own.post("/accounts/prefer/", {"language": "en"})
    page = own.get("/console/").content.decode()
    assert "Received today" in page and "Campaigns that grew" in page
