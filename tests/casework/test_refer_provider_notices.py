"""Provider notices: every gate holds, each hit goes once, and a leak blocks one letter only."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from typing import ClassVar

import pytest

from tsuho.casework import referring as referring_room
from tsuho.casework.partner_ports import Provider
from tsuho.casework.ports import Hit
from tsuho.casework.refer_provider_notices import refer_provider_notices
from tsuho.referral.answer_link import read_token
from tsuho.referral.leak_check import find_leaks
from tsuho.simulation.partners import sample_monitors
from tsuho.words.judged import Network
from tsuho.words.referrals import ReferralState

NOW = datetime(2015, 3, 11, tzinfo=UTC)
MONITOR = sample_monitors()[0].address
ALIAS = "zalias77q@monitors.example"  # an address the arrival came to, which is in no register
RAW = f"To: {MONITOR}\r\nFrom: victim@bank.example\r\nSubject: {MONITOR}\r\n\r\n{ALIAS} http://spam.example/?u={MONITOR}\r\n".encode()


class Lake:
    lost: frozenset[int] = frozenset()
    confidence = "observed"
    standing = "monitor"
    addresses: ClassVar = {
        1: "192.0.2.5",
        2: "192.0.2.6",
        3: "198.51.100.7",
        4: "203.0.113.8",
        5: "192.0.2.9",
        9: "198.51.100.9",
    }

    def raw(self, number, received_at):
        return None if number in self.lost else RAW

    def reports(self, number, received_at):
        judged = {
            "origin": {
                "helo": "bot-of-our-session.example", "confidence": self.confidence, "ip": self.addresses[number],
            },
            "findings": [{"rule": "V31", "verdict": "breached", "standing": self.standing}],
        }  # fmt: skip
        door = {"envelope": {"mail_from": f"b+{MONITOR.replace('@', '=')}@spam.example", "rcpt_to": [ALIAS]}}
        return [{"number_in_arrival": 0, "judged": json.dumps(judged), "seen_by_door": json.dumps(door)}]


class Partners:
    def __init__(self, *providers):
        self.by_as = {}
        self.by_prefix = {"192.0.2.": providers[0], "198.51.100.": providers[1]}

    def providers_of(self, asked):
        return [
            next(
                (own for prefix, own in self.by_prefix.items() if each.ip.startswith(prefix)), self.by_as.get(each.asn)
            )
            for each in asked
        ]


def hit(number, ip, at=NOW - timedelta(days=1)):
    return Hit(number, number, 0, at, 20, ("V31",), ip, 4711, None)


@pytest.fixture
def referring(records, referring_of_nothing):
    one = Provider("one", "見本", "abuse@one.example", networks=(("192.0.2.0/24", date(2010, 1, 1), None),))
    two = Provider("two", "Two", "abuse@two.example", ("xarf",), "en")
    records.hits = [
        hit(1, "192.0.2.5"),
        hit(2, "192.0.2.6"),
        hit(3, "198.51.100.7"),
        hit(4, "203.0.113.8"),
        hit(5, "192.0.2.9", NOW - timedelta(days=15)),
    ]
    records.confirmed = {20: frozenset({"V31"})}
    records.confirmed_rules = lambda number: records.confirmed[number]
    return replace(referring_of_nothing, partners=Partners(one, two), lake=Lake(), newest=NOW)


def test_each_provider_gets_its_own_hits_and_nobody_elses(referring, audit):
    done = refer_provider_notices(referring, now=NOW, dry_run=False)
    assert [(letter.party, letter.recipient, letter.reports) for letter in referring.outbox.queued] == [
        ("one", "abuse@one.example", (1, 2)),
        ("two", "abuse@two.example", (3,)),
    ]
    assert any(each.startswith("1 hits") for each in map(str, done.passed_over)), (
        "and the hit of 15 days ago is in no letter"
    )
    first, second = (letter.message for letter in referring.outbox.queued)
    assert b"198.51.100.7" not in first and b"192.0.2.5" not in second
    assert [entry[1] for entry in audit.entries] == ["queue", "queue"]


def test_no_letter_holds_a_monitors_address_in_any_encoding(referring):
    for letter in refer_provider_notices(referring, now=NOW, dry_run=False).letters:
        for document in (letter.message, *(content for _, content in letter.files)):
            assert find_leaks(document, [ALIAS, *(sheet.address for sheet in sample_monitors())]) == []


def test_the_list_names_our_sessions_helo_and_never_the_mails(referring):
    letter = refer_provider_notices(referring, now=NOW, dry_run=False).letters[0]
    listed = dict(letter.files)["list.csv"].decode("utf-8-sig")
    assert "bot-of-our-session.example" in listed and "forged.example" not in listed


def test_a_dry_run_leaves_nothing(referring, audit):
    done = refer_provider_notices(referring, now=NOW, dry_run=True)
    assert {letter.ticket for letter in done.letters} == {"DRY-RUN"}
    assert not referring.outbox.queued and not referring.outbox.tickets and not audit.entries


def test_the_message_id_and_key_are_the_same_when_it_is_built_again(referring):
    first = refer_provider_notices(referring, now=NOW, dry_run=True).letters
    again = refer_provider_notices(referring, now=NOW + timedelta(hours=1), dry_run=True).letters
    assert [(letter.key, letter.files) for letter in first] == [(letter.key, letter.files) for letter in again]


def test_a_leak_blocks_its_letter_and_the_others_go(referring, audit, monkeypatch):
    real = referring_room.redact

    def leaky(raw, handed_over, mask):
        made = real(raw, handed_over, mask)
        return replace(made, subject=MONITOR) if leaky.left.pop(0) else made

    leaky.left = [True, False, False]
    monkeypatch.setattr(referring_room, "redact", leaky)
    done = refer_provider_notices(referring, now=NOW, dry_run=False)
    assert [letter.party for letter in referring.outbox.queued] == ["two"]
    assert len(done.blocked) == 1 and str(done.blocked[0]).startswith("one: ") and MONITOR not in str(done.blocked[0])
    assert [entry[1:3] for entry in audit.entries] == [("block", "one"), ("queue", done.letters[0].ticket)]
    assert MONITOR not in str(audit.entries)


@pytest.mark.parametrize(
    ("attribute", "value", "why"),
    [
        ("confidence", "carried", "not observed by a session of ours"),
        ("standing", "face", "a monitor hit, or a person's check"),
    ],
)
def test_the_evidence_itself_is_asked_not_the_list_that_chose_the_hits(referring, monkeypatch, attribute, value, why):
    monkeypatch.setattr(Lake, attribute, value)
    done = refer_provider_notices(referring, now=NOW, dry_run=False)
    assert not referring.outbox.queued
    assert all(why in each for each in map(str, done.blocked))


def test_a_confirmation_taken_back_meanwhile_stops_the_letter(referring):
    referring.records.confirmed = {20: frozenset()}
    done = refer_provider_notices(referring, now=NOW, dry_run=False)
    assert not referring.outbox.queued
    assert all("official of the ministry" in each for each in map(str, done.blocked))


def test_a_letter_for_each_where_the_provider_wants_that(referring):
    referring.partners.by_prefix["192.0.2."] = replace(referring.partners.by_prefix["192.0.2."], wants="single")
    done = refer_provider_notices(referring, now=NOW, dry_run=False)
    assert [letter.reports for letter in done.letters if letter.party == "one"] == [(1,), (2,)]
    states = {each.state for each in referring.moving.referrals.standing()}
    assert states == {ReferralState.QUEUED}


def test_a_second_run_sends_nothing_again(referring):
    refer_provider_notices(referring, now=NOW, dry_run=False)
    assert refer_provider_notices(referring, now=NOW, dry_run=False).letters == ()
    assert len(referring.outbox.queued) == 2


def test_a_hit_without_evidence_accuses_nobody(referring):
    referring.lake.lost = frozenset({2})
    done = refer_provider_notices(referring, now=NOW, dry_run=False)
    assert [letter.party for letter in referring.outbox.queued] == ["two"]
    assert "arrival 2 is not in the lake" in str(done.blocked[0])


def test_a_report_that_fits_no_schema_costs_its_own_letter_only(referring):
    referring.records.hits.append(replace(hit(9, "198.51.100.9"), port=70_000))
    done = refer_provider_notices(referring, now=NOW, dry_run=False)
    assert [letter.party for letter in referring.outbox.queued] == ["one"]
    assert str(done.blocked[0]).startswith("two: ") and "XARF" in str(done.blocked[0])


def test_a_letter_that_another_run_queued_first_is_not_said_to_be_queued(referring, audit):
    first = refer_provider_notices(referring, now=NOW, dry_run=False)
    again = refer_provider_notices(referring, now=NOW, dry_run=False)
    assert len(first.letters) == 2 and again.letters == ()
    assert [entry[1] for entry in audit.entries] == ["queue", "queue"]


def test_the_envelopes_sender_is_named_without_his_code(referring):
    files = dict(refer_provider_notices(referring, now=NOW, dry_run=True).letters[0].files)
    report = json.loads(next(content for name, content in files.items() if name.endswith(".xarf.json")))
    assert report["smtp_from"] == "b+redacted@spam.example" and report["protocol"] == "smtp"


def test_an_inhibited_provider_gets_nothing(referring):
    referring.partners.by_prefix["192.0.2."] = replace(
        referring.partners.by_prefix["192.0.2."], inhibited="asked us to wait"
    )
    done = refer_provider_notices(referring, now=NOW, dry_run=False)
    assert "one: asked us to wait (2 hits wait)" in map(str, done.passed_over)
    assert "one：asked us to wait（2 件が待っています）" in [each.said_in("ja") for each in done.passed_over]
    assert [letter.party for letter in referring.outbox.queued] == ["two"]


def changed(referring, **fields):
    referring.partners.by_prefix["192.0.2."] = replace(referring.partners.by_prefix["192.0.2."], **fields)


def test_an_inhibition_ends_on_its_day_and_a_bounce_does_not(referring):
    changed(referring, inhibited="asked us to wait", inhibited_until=NOW.date(), bounces=1)
    done = refer_provider_notices(referring, now=NOW, dry_run=True)
    assert any(each.startswith("one: letters came back") for each in map(str, done.passed_over))
    changed(referring, bounces=0)
    assert [letter.party for letter in refer_provider_notices(referring, now=NOW, dry_run=True).letters] == [
        "one",
        "two",
    ]


def test_nobody_is_written_to_more_often_than_wanted(referring):
    changed(referring, interval_hours=24)
    referring.outbox.last["provider_notice", "one"] = NOW - timedelta(hours=23, minutes=59)
    done = refer_provider_notices(referring, now=NOW, dry_run=False)
    assert [letter.party for letter in done.letters] == ["two"]
    (said,) = [each for each in map(str, done.passed_over) if each.startswith("one: ")]
    assert "24 hours" in said and "2015-03-11 09:01" in said and "2 hits" in said
    later = NOW + timedelta(minutes=1)
    assert [letter.party for letter in refer_provider_notices(referring, now=later, dry_run=False).letters] == ["one"]


def test_a_letter_for_each_as_where_the_provider_wants_that(referring, records):
    network = Network("192.0.2.0/24", 64500, "One", "JP", "2015-03-01")
    records.hits[0] = replace(records.hits[0], network=network)
    records.hits[1] = replace(records.hits[1], network=replace(network, asn=64501))
    records.hits.append(replace(hit(5, "192.0.2.9"), network=network))
    changed(referring, wants="by_as")
    refer_provider_notices(referring, now=NOW, dry_run=False)
    assert [letter.reports for letter in referring.outbox.queued if letter.party == "one"] == [(1, 5), (2,)]


def test_a_hit_of_no_registered_network_goes_to_whose_as_it_was(referring, records):
    records.hits[3] = replace(records.hits[3], network=Network("203.0.113.0/24", 64500, "x", "JP", "2015-03-01"))
    referring.partners.by_as[64500] = Provider("three", "三", "abuse@three.example")
    refer_provider_notices(referring, now=NOW, dry_run=False)
    assert [letter.party for letter in referring.outbox.queued] == ["one", "two", "three"]


def test_it_may_wait_in_the_outbox_for_what_is_left_of_the_limit(referring, records):
    records.hits[0] = hit(1, "192.0.2.5", NOW - timedelta(days=13, hours=12))
    first, second = refer_provider_notices(referring, now=NOW + timedelta(days=4_000), dry_run=False).letters
    assert first.leave_by == NOW + timedelta(days=4_000, hours=12)
    assert second.leave_by == NOW + timedelta(days=4_013)


def test_a_draft_that_an_interruption_left_is_used_with_its_ticket_and_its_hits(referring, records):
    class Killed(BaseException):
        pass

    def killed(letters, at):
        raise Killed

    queue, referring.outbox.queue = referring.outbox.queue, killed
    with pytest.raises(Killed):
        refer_provider_notices(referring, now=NOW, dry_run=False)
    referring.outbox.queue = queue
    (draft,) = referring.moving.referrals.standing()
    records.hits.insert(0, hit(5, "192.0.2.9"))
    done = refer_provider_notices(referring, now=NOW + timedelta(hours=1), dry_run=False)
    assert [(each.party, each.reports) for each in done.letters] == [("one", (1, 2)), ("one", (5,)), ("two", (3,))]
    assert done.letters[0].ticket == draft.number
    assert [each.state for each in referring.moving.referrals.standing()] == [ReferralState.QUEUED] * 3


def test_the_link_to_the_form_stands_in_it_only_where_there_is_a_form(referring):
    assert b"/partners/answer/" not in text_of(refer_provider_notices(referring, now=NOW, dry_run=True).letters[0])
    shown = replace(referring, public_url="https://centre.example")
    text = text_of(refer_provider_notices(shown, now=NOW, dry_run=False).letters[0])
    token = re.search(rb"https://centre\.example/partners/answer/([\w-]+)", text).group(1).decode()
    may = read_token(b"key", token, NOW.date())
    assert (may.party, may.ticket, may.until) == ("one", "20150311-000001", date(2015, 5, 10))


def text_of(letter):
    mail = message_from_bytes(letter.message)
    return next(part.get_payload(decode=True) for part in mail.walk() if part.get_content_type() == "text/plain")
