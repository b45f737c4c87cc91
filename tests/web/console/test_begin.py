"""Beginning: a new centre's steps are done when they are done, and the way through the sample centre shows each role's pages."""

from dataclasses import replace
from datetime import UTC, datetime

from tsuho.casework.seal_audit import seal_audit
from tsuho.words.arrival import MonitorSheet
from tsuho.words.vocabulary import Medium


def test_a_step_is_done_when_the_centre_says_so(as_, centre):
    own = as_("one-administrator")

    def left():
        return {step.name for step in own.get("/console/first-steps/").context["steps"] if not step.done}

    first = left()
    assert first >= {"doors", "trust", "monitors", "networks", "providers", "ministry", "relay", "heads", "mail"}
    centre.records.register_monitors([MonitorSheet("a@m.example", Medium.PC, "c", datetime(2014, 4, 1, tzinfo=UTC))])
    seal_audit(centre.audit, centre.audit_heads, centre.now())
    centre.settings = replace(centre.settings, doors=replace(centre.settings.doors, forward=("a@centre.example",)))
    assert first - left() == {"monitors", "heads", "doors"}


def test_the_administrator_of_a_centre_without_mail_begins_with_the_steps(as_):
    assert as_("one-administrator").get("/accounts/home/").url == "/console/first-steps/"
    assert as_("one-analyst").get("/accounts/home/").url == "/console/"


def test_the_sample_shows_every_account_with_its_pages_and_a_real_centre_has_none(as_, centre):
    from tsuho.web.accounts.keeping import make_account
    from tsuho.web.accounts.models import Role

    make_account("demo-editor", Role.EDITOR, "x")
    make_account("demo-administrator", Role.ADMINISTRATOR, "x")
    own = as_("one-analyst")
    rows = {
        user.username: [entry.name for entry in entries]
        for user, entries in own.get("/console/sample/").context["rows"]
    }
    assert rows["demo-editor"][0] == "console:today" and "console:publications" in rows["demo-editor"]
    assert "console:audit" not in rows["demo-editor"] and "console:audit" in rows["demo-administrator"]
    centre.settings = replace(centre.settings, centre=replace(centre.settings.centre, simulated=False))
    assert own.get("/console/sample/").status_code == 404


def test_an_empty_sample_says_how_mail_gets_into_it_and_every_stop_of_the_walk_has_a_window(as_):
    from django.urls import reverse

    from tsuho.web.console.begin import WALK
    from tsuho.words.catalogue import messages

    page = as_("one-administrator").get("/console/sample/")
    assert page.context["newest"] is None and "simulate --year 2014 --send" in page.content.decode()
    for _, window, says in WALK:
        assert reverse(window) and says in messages()
