"""Notes at the command line: a refusal set, a warning, an order and a provider's list, and what the law then says."""

from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from tsuho.casework.group import judged_campaigns
from tsuho.cli import app
from tsuho.wiring.make import make_centre
from tsuho.wiring.open import open_centre
from tsuho.wiring.serve import work_once
from tsuho.words.arrival import Envelope, Letter
from tsuho.words.vocabulary import Door

NOW = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
MAIL = (
    "From: hanako@home.example\r\nTo: report@desk.example\r\nSubject: Fwd\r\n"
    'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n'
    "From: shop@mihon-shoten.example\r\nDate: {date}\r\nSubject: 10%OFF\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\n本日限り10%OFF https://mihon-shoten.example/w\r\n--b--\r\n"
)
WHO = ("--by", "analyst", "--reason", "form C4")


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    centre = open_centre(make_centre(tmp_path_factory.mktemp("notes") / "centre", simulated=True))
    dates = ("Tue, 20 Jan 2015 10:00:00 +0900", "Tue, 3 Feb 2015 09:00:00 +0900")
    centre.spool.put(
        [
            Letter(Door.FORWARD, NOW, MAIL.format(date=each).encode(), envelope=Envelope("hanako@home.example", ("r@desk.example",)), simulated=True)
            for each in dates
        ]
    )  # fmt: skip
    while centre.spool.waiting().arrivals:  # the spool waits a moment for company before it cuts a small batch
        work_once(centre)
    return centre


def tsuho(centre, *command, expect=0):
    done = CliRunner().invoke(app, ["--centre", str(centre.settings.folder), "--lang", "en", *command])
    assert done.exit_code == expect, done.output
    return done.output


def verdicts(centre):
    (judged,) = judged_campaigns(centre.records, centre.cases, centre.reading.jurisdiction, limit=5)
    return {each.rule: each.verdict.value for each in judged.findings}


def test_what_is_noted_is_what_the_law_then_reads(centre, tmp_path):
    assert verdicts(centre)["V33"] == "cannot_tell"
    (campaign,) = centre.records.campaigns()
    number = str(campaign.id)
    said = tsuho(
        centre, "note", "refusal", *WHO, "--first", "1", "--recipient", "hanako@home.example", "--later", "2/0"
    )
    assert "part 2" in said and "I4f" in said
    refused = ("--refused-at", "2015-01-20T12:00:00+09:00", "--to", "displayed", "--recipient", "hanako@home.example")
    assert "I4f" not in tsuho(centre, "note", "refusal", *WHO, "--first", "1", *refused, "--later", "2", "--checked")
    assert verdicts(centre)["V33"] == "breached"

    tsuho(centre, "note", "warning", number, "2015-02-01", *WHO)
    tsuho(centre, "note", "order", number, "2015-02-20", *WHO)
    assert (verdicts(centre)["V71a"], verdicts(centre)["V71b"]) == ("suspected", "suspected"), (
        "only reports speak of it"
    )

    lines = [f"{(NOW + timedelta(seconds=n)).isoformat()},taro{n}@provider.example,never" for n in range(30)]
    file = tmp_path / "refused.csv"
    file.write_text("\n".join(lines), "utf-8")
    assert "30 refused, 30 never assigned, counting" in tsuho(centre, "note", "recipients", number, str(file), *WHO)
    assert verdicts(centre)["V61"] == "breached"
    stored = b"".join(path.read_bytes() for path in centre.settings.folder.glob("*.sqlite3*"))
    assert b"taro1" not in stored and stored


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (("note", "warning", "1", "yesterday"), "is not a day"),
        (("note", "refusal", "--first", "one"), "names no report"),
        (("note", "refusal", "--first", "1", "--to", "moon"), "no place to refuse at"),
        (("note", "refusal", "--first", "1", "--refused-at", "2015-01-20T12:00:00"), "has no zone"),
    ],
)
def test_wrong_usage_says_what_to_write(centre, command, why):
    assert why in tsuho(centre, *command, *WHO, expect=2)


def test_a_list_that_is_none_is_refused_with_its_line(centre, tmp_path):
    file = tmp_path / "bad.csv"
    file.write_text("2015-01-20T12:00:00+09:00,a@provider.example,maybe\n", "utf-8")
    assert "line 1" in tsuho(centre, "note", "recipients", "1", str(file), *WHO, expect=2)
