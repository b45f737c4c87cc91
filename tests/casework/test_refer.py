"""Provider notices: every gate holds, each hit goes once, and a leak blocks one letter only."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework import refer
from tsuho.casework.ports import Hit, Provider
from tsuho.casework.refer import Referring, refer_provider_notices
from tsuho.referral.leak_check import find_leaks
from tsuho.referral.reported_hit import Reporter
from tsuho.simulation.partners import sample_monitors

NOW = datetime(2015, 3, 11, tzinfo=UTC)
MONITOR = sample_monitors()[0].address
RAW = (
    f"To: {MONITOR}\r\nFrom: a@spam.example\r\nSubject: {MONITOR}\r\n\r\nhttp://spam.example/?u={MONITOR}\r\n".encode()
)


class Lake:
    def raw(self, number, received_at):
        return RAW

    def reports(self, number, received_at):
        return [{"number_in_arrival": 0, "judged": json.dumps({"origin": {"helo": "bot-of-our-session.example"}})}]


class Partners:
    def __init__(self, *providers):
        self.by_prefix = {"192.0.2.": providers[0], "198.51.100.": providers[1]}

    def provider_of(self, ip, when):
        return next((each for prefix, each in self.by_prefix.items() if ip.startswith(prefix)), None)


class Outbox:
    def __init__(self):
        self.queued = []
        self.tickets = 0

    def queue(self, letters, at):
        self.queued.extend(letters)
        return list(range(len(letters)))

    def next_ticket(self, day):
        self.tickets += 1
        return f"{day:%Y%m%d}-{self.tickets:06d}"


def hit(number, ip, at=NOW - timedelta(days=1)):
    return Hit(number, number, 0, at, 20, ("V31",), ip, 4711, None)


@pytest.fixture
def referring(records, audit):
    one = Provider("one", "見本", "abuse@one.example", networks=(("192.0.2.0/24", date(2010, 1, 1), None),))
    two = Provider("two", "Two", "abuse@two.example", ("xarf",), "en")
    who = Reporter(
        "見本センター", "Sample Centre", "centre.example", "desk@centre.example", simulated=True, version="0"
    )
    records.hits = [
        hit(1, "192.0.2.5"),
        hit(2, "192.0.2.6"),
        hit(3, "198.51.100.7"),
        hit(4, "203.0.113.8"),
        hit(5, "192.0.2.9", NOW - timedelta(days=15)),
    ]
    return Referring(
        records,
        Partners(one, two),
        Lake(),
        Outbox(),
        audit,
        who,
        {"V31": "第3条第1項"},
        b"key",
        ZoneInfo("Asia/Tokyo"),
        timedelta(days=14),
    )


def test_each_provider_gets_its_own_hits_and_nobody_elses(referring, audit):
    done = refer_provider_notices(referring, now=NOW, newest=NOW, dry_run=False)
    assert [(letter.party, letter.recipient, letter.reports) for letter in referring.outbox.queued] == [
        ("one", "abuse@one.example", (1, 2)),
        ("two", "abuse@two.example", (3,)),
    ]
    assert done.without_provider == 1, "and the hit of 15 days ago is in no letter"
    first, second = (letter.message for letter in referring.outbox.queued)
    assert b"198.51.100.7" not in first and b"192.0.2.5" not in second
    assert [entry[1] for entry in audit.entries] == ["queue", "queue"]


def test_no_letter_holds_a_monitors_address_in_any_encoding(referring):
    for letter in refer_provider_notices(referring, now=NOW, newest=NOW, dry_run=False).letters:
        for document in (letter.message, *(content for _, content in letter.files)):
            assert find_leaks(document, [sheet.address for sheet in sample_monitors()]) == []


def test_the_list_names_our_sessions_helo_and_never_the_mails(referring):
    letter = refer_provider_notices(referring, now=NOW, newest=NOW, dry_run=False).letters[0]
    listed = dict(letter.files)["list.csv"].decode("utf-8-sig")
    assert "bot-of-our-session.example" in listed and "forged.example" not in listed


def test_a_dry_run_leaves_nothing(referring, audit):
    done = refer_provider_notices(referring, now=NOW, newest=NOW, dry_run=True)
    assert {letter.ticket for letter in done.letters} == {"DRY-RUN"}
    assert not referring.outbox.queued and not referring.outbox.tickets and not audit.entries


def test_the_message_id_and_key_are_the_same_when_it_is_built_again(referring):
    first = refer_provider_notices(referring, now=NOW, newest=NOW, dry_run=True).letters
    again = refer_provider_notices(referring, now=NOW + timedelta(hours=1), newest=NOW, dry_run=True).letters
    assert [(letter.key, letter.files) for letter in first] == [(letter.key, letter.files) for letter in again]


def test_a_leak_blocks_its_letter_and_the_others_go(referring, monkeypatch):
    real = refer.redact

    def leaky(raw, mask):
        made = real(raw, mask)
        return replace(made, subject=MONITOR) if leaky.left.pop(0) else made

    leaky.left = [True, False, False]
    monkeypatch.setattr(refer, "redact", leaky)
    done = refer_provider_notices(referring, now=NOW, newest=NOW, dry_run=False)
    assert [letter.party for letter in referring.outbox.queued] == ["two"]
    assert len(done.blocked) == 1 and done.blocked[0].startswith("one: ") and MONITOR not in done.blocked[0]


def test_an_inhibited_provider_gets_nothing(referring):
    referring.partners.by_prefix["192.0.2."] = replace(
        referring.partners.by_prefix["192.0.2."], inhibited="asked us to wait"
    )
    done = refer_provider_notices(referring, now=NOW, newest=NOW, dry_run=False)
    assert done.inhibited == ("one: asked us to wait",)
    assert [letter.party for letter in referring.outbox.queued] == ["two"]
