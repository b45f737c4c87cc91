"""A centre's archive judged again: exactly the changed rule's mails change, lists follow on demand, letters are proposed."""

import json
from dataclasses import replace
from datetime import date

import pytest

from tsuho.casework import decide
from tsuho.engine.law.rule import cannot_tell
from tsuho.simulation.day import invent_day
from tsuho.terminal.rebuild import rebuild_and_show
from tsuho.terminal.refer import refer_kind
from tsuho.wiring import rebuild
from tsuho.wiring.make import make_centre
from tsuho.wiring.open import open_centre
from tsuho.wiring.rebuild import Wanted, rebuild_centre
from tsuho.wiring.serve import work_once
from tsuho.words.arrival import Envelope, Letter

DAY = date(2015, 3, 10)


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    """An invented day, judged, with notices sent for the campaigns that were confirmed."""
    centre = open_centre(make_centre(tmp_path_factory.mktemp("rebuild") / "centre", simulated=True))
    letters = [
        Letter(each.door, each.received_at, each.raw, each.peer, Envelope(each.mail_from, (each.recipient,)), simulated=True)
        for each in invent_day(DAY, seed=26, count=400)
    ]  # fmt: skip
    centre.spool.put(letters)
    while centre.spool.waiting().arrivals:  # the spool waits a moment for company before it cuts a small batch
        work_once(centre)
    for campaign in centre.records.campaigns(limit=30):
        if campaign.monitor_hits and campaign.rules.get("V31"):
            decide.confirm(
                centre.records, centre.audit, campaign=campaign.id, provision="V31", by="official", reason="seen", at=centre.now()
            )  # fmt: skip
    refer_kind(
        centre, "provider_notice", month="", dry_run=False, out=centre.settings.folder / "notices", language="en"
    )
    return centre


@pytest.fixture
def without_v31(monkeypatch):
    """Today's rules, in which no monitor proves the opt-in any more."""
    reading_for = rebuild.reading_for

    def changed(jurisdiction, trusted):
        reading = reading_for(jurisdiction, trusted)
        rules = tuple(
            replace(rule, judge=lambda _mail, _law: cannot_tell("one_report_never_decides"), version="99")
            if rule.id == "V31"
            else rule
            for rule in reading.jurisdiction.rules
        )
        return replace(reading, jurisdiction=replace(reading.jurisdiction, rules=rules))

    monkeypatch.setattr(rebuild, "reading_for", changed)


def silent(results, _pieces):
    return results


def breached(centre):
    return sum(campaign.rules.get("V31", 0) for campaign in centre.records.campaigns(limit=1_000))


def test_under_the_same_rules_nothing_changes_in_one_process_and_in_two(centre):
    whole, _, _ = rebuild_centre(centre, Wanted(), silent)
    assert whole.arrivals > 300 and whole.changed == 0
    assert not whole.unreadable and not whole.chain and not whole.withdrawals
    halves, _, _ = rebuild_centre(centre, Wanted(workers=2), silent)
    assert halves.as_json() == whole.as_json()


def test_days_are_those_of_receipt_in_the_countrys_time(centre):
    assert (
        rebuild_centre(centre, Wanted(DAY, DAY), silent)[0].arrivals
        == rebuild_centre(centre, Wanted(), silent)[0].arrivals
    )
    assert rebuild_centre(centre, Wanted(until=date(2015, 3, 9)), silent)[0].arrivals == 0
    assert rebuild_centre(centre, Wanted(since=date(2015, 3, 11)), silent)[0].arrivals == 0


def test_a_changed_rule_changes_its_mails_once_and_its_letters_are_proposed_for_withdrawal(centre, without_v31, capsys):
    before = breached(centre)
    assert before > 10
    file = centre.settings.folder / "dry.json"
    rebuild_and_show(centre, Wanted(dry_run=True), file, "en")
    dry = json.loads(file.read_text("utf-8"))
    said = capsys.readouterr().out
    assert "a dry run" in said and "V31" in said and "a person decides on withdrawal" in said
    assert {(row["rule"], row["now"]) for row in dry["rules"]} == {("V31", "cannot_tell")}
    noticed = sum(len(queued.letter.reports) for queued in centre.outbox.letters())
    assert len(dry["withdrawals"]) == noticed > 0
    assert all(each["rules_lost"] == ["V31"] and each["state"] == "sent" for each in dry["withdrawals"])

    first, _, _ = rebuild_centre(centre, Wanted(), silent)
    assert first.changed == dry["changed"], "a dry run writes nothing, so the same is found again"
    again, _, rows = rebuild_centre(centre, Wanted(), silent)
    assert (again.changed, rows) == (0, 0)
    assert len(again.withdrawals) == noticed, "a letter stays proposed until a person decides"
    assert breached(centre) == before, "lists follow only on demand"
    applied, _, rows = rebuild_centre(centre, Wanted(apply=True), silent)
    assert (applied.changed, rows, breached(centre)) == (0, first.changed, 0)


def test_an_unknown_engine_is_wrong_usage():
    from typer.testing import CliRunner

    from tsuho.cli import app

    done = CliRunner().invoke(app, ["rebuild", "--engine", "steam"])
    assert done.exit_code == 2 and "no engine" in done.output
