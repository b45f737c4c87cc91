"""OP25B by evidence, through the whole house: mail straight from a dynamic range contradicts a declaration, relayed mail does not."""

from dataclasses import replace
from datetime import date

import pytest
from typer.testing import CliRunner

from tsuho.casework.receive import receive
from tsuho.cli import app
from tsuho.simulation.partners import trusted_hosts
from tsuho.wiring.make import make_centre
from tsuho.wiring.open import open_centre
from tsuho.wiring.surveying import panel_of, surveys_of
from tsuho.words.arrival import Peer
from tsuho.words.surveys import DirectMail, Mark

HEAD = "code,provider,name,domains,op25b,op25b_since,dynamic\n"
ROWS = (
    "says_all,甲通信,甲メール,a.example,all,2015-03-01,203.0.113.0/28 2010-01-01\n"
    "says_later,乙通信,乙メール,b.example,all,2015-03-11,203.0.113.16/28 2010-01-01\n"
    "says_none,丙通信,丙メール,c.example,none,,203.0.113.32/28 2010-01-01\n"
    "no_range,丁通信,丁メール,d.example,all,2015-03-01,\n"
)


@pytest.fixture
def settings(tmp_path, database_template):
    from django.db import connections

    yield make_centre(tmp_path / "centre", simulated=True)
    connections.close_all()


def trusting(settings, address):
    return replace(settings, trust=replace(settings.trust, hosts=(*settings.trust.hosts, address)))


def run(folder, *arguments):
    done = CliRunner().invoke(app, ["--centre", str(folder), "--lang", "en", *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_what_came_straight_is_evidence_and_what_was_relayed_is_not(settings, tmp_path, monitor_hit, judge_all):
    centre, table = tmp_path / "centre", tmp_path / "services.csv"
    table.write_text(HEAD + ROWS, "utf-8")
    assert "+ says_all" in run(centre, "survey", "services", "import", str(table))
    assert "says_all" not in run(centre, "survey", "services", "list"), "nothing is entered without --apply"
    run(centre, "survey", "services", "import", str(table), "--apply", "--by", "見本")
    opened = open_centre(trusting(settings, "192.0.2.200"))
    relay = f"mx1{trusted_hosts()[0]}"
    relayed = monitor_hit(4, "203.0.113.5")
    line = (
        f"Received: from bot.example (bot.example [203.0.113.5]) by {relay} with ESMTP id 1; "
        "Tue, 10 Mar 2015 12:00:00 +0900\r\n"
    )
    straight = [
        monitor_hit(number, ip)
        for number, ip in enumerate(["203.0.113.3", "203.0.113.4", "203.0.113.17", "203.0.113.33"])
    ]
    receive(
        opened.spool,
        [*straight, replace(relayed, raw=line.encode() + relayed.raw, peer=Peer("192.0.2.200", 4_000, relay))],
    )
    judge_all(opened)
    run(centre, "survey", "op25b", "--round", "2014H2", "--by", "見本")

    found = {
        each.entry.service: each.entry
        for each in surveys_of(opened).entries("2014H2")
        if isinstance(each.entry, DirectMail)
    }
    hits = {code: sum(day.hits for day in each.by_day) for code, each in found.items()}
    assert hits == {"says_all": 2, "says_later": 1, "says_none": 1, "no_range": 0}
    assert [day.day for day in found["says_all"].by_day] == [date(2015, 3, 10)] * len(found["says_all"].by_day)
    assert (found["says_all"].addresses, found["says_all"].relayed, len(found["says_all"].samples)) == (2, 1, 2)

    rows = {row.service.code: row for row in panel_of(opened, "2014H2").blocking}
    assert {code for code, row in rows.items() if row.contradicted} == {"says_all"}
    assert rows["says_all"].mark is Mark.FULL, "what was declared stays beside what contradicts it"
    assert rows["no_range"].seen is None and rows["says_none"].seen == 1
    assert run(centre, "survey", "rounds").split() == ["2014H2"]
    assert "OP25B" in run(centre, "survey", "compare", "2014H2", "2014H2")
