"""A rebuild finds exactly what today's rules judge otherwise, once, from stored facts, and leaves the evidence alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tsuho.casework import rebuild
from tsuho.casework.examine import examine
from tsuho.casework.rebuild import (
    Change,
    NoticedNow,
    Rebuilding,
    lost_origin,
    lost_rules,
    rebuild_piece,
    rules_digest,
)
from tsuho.casework.rebuild_ports import NoticedReport, Stands
from tsuho.casework.rebuild_summary import Summary
from tsuho.engine.law.rule import kept
from tsuho.engine.read_one import look
from tsuho.simulation.partners import sample_monitors
from tsuho.store.lake.archive import ArchiveInMemory
from tsuho.words.arrival import Envelope, Letter, Peer
from tsuho.words.vocabulary import Door

NOW = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
MONITOR = sample_monitors()[0].address
SPAM = "From: a{0}@k7x2q.example\r\nSubject: s\r\n\r\n直アド交換しませんか？今なら男性も完全無料だよ http://k7x2q.example/{0}\r\n"
LAWFUL = (
    "From: info@mihon-shoten.example\r\nSubject: 2月号\r\n\r\nホワイトデー特集 10%OFF https://mihon-shoten.example/w\r\n"
    "配信停止はこちら https://mihon-shoten.example/unsub\r\n発行：みほん商店株式会社 〒000-0000 東京都見本区例題町1-2-3\r\n"
    "お問い合わせ：03-0000-0001 / help@mihon-shoten.example\r\n"
)
MAILS = [SPAM.format(1), LAWFUL, SPAM.format(2), SPAM.format(1)]  # the last is a repeat of the first


@pytest.fixture
def archive(examiner):
    letters = [
        Letter(Door.MONITOR, NOW, text.encode(), Peer("192.0.2.7", 1000), Envelope("a@k7x2q.example", (MONITOR,)))
        for text in MAILS
    ]
    examiner.spool.put(letters)
    examine(examiner.spool.take("w", NOW, 60.0), examiner)
    return ArchiveInMemory(examiner.lake)


@pytest.fixture
def how(examiner):
    return Rebuilding(examiner.reading, NOW - timedelta(days=1), NOW + timedelta(days=1), "rules", NOW)


def without_address_duty(reading):
    """Today's law without V44: where it was breached it is kept now."""
    law = reading.jurisdiction
    rules = tuple(
        replace(rule, judge=lambda _mail, _law: kept("address_displayed"), version="9") if rule.id == "V44" else rule
        for rule in law.rules
    )
    return replace(reading, jurisdiction=replace(law, rules=rules))


def run(archive, how):
    (piece,) = archive.pieces(how.since, how.until)
    return rebuild_piece(archive, piece, how)


def test_the_same_rules_change_nothing(archive, how):
    found = run(archive, how)
    assert (found.arrivals, found.reports, found.differences, found.rejudged) == (4, 4, (), ())


def test_exactly_what_the_changed_rule_judged_is_changed_and_only_once(archive, how, examiner):
    how = replace(how, reading=without_address_duty(examiner.reading))
    found = run(archive, how)
    assert [each.arrival for each in found.differences] == [1, 3, 4], "the lawful one keeps V44 as before"
    assert all(each.changes == (Change.FINDING,) for each in found.differences), "other breaches remain"
    assert {verdict for each in found.differences for verdict in each.verdicts} == {("V44", "breached", "kept")}
    evidence = [row["judged"] for row in examiner.lake.reports(1, NOW)]
    archive.append(found.rejudged)
    assert run(archive, how).differences == ()
    assert [row["judged"] for row in examiner.lake.reports(1, NOW)] == evidence
    back = run(archive, replace(how, reading=examiner.reading))
    assert {verdict for each in back.differences for verdict in each.verdicts} == {("V44", "kept", "breached")}


def test_what_an_earlier_rebuild_said_can_still_be_applied(archive, how, examiner):
    other = replace(how, reading=without_address_duty(examiner.reading))
    archive.append(run(archive, other).rejudged)
    assert run(archive, other).to_apply == ()
    late = run(archive, replace(other, apply=True))
    assert late.differences == () and [each.arrival for each in late.to_apply] == [1, 3, 4]


def test_a_repeat_stays_a_repeat(archive, how, examiner):
    (repeat,) = examiner.lake.reports(4, NOW)
    assert repeat["reasons"][0] == "I9d"
    assert run(archive, how).differences == ()


def test_stored_facts_are_used_and_nothing_is_asked(archive, how, monkeypatch):
    asked = []

    def spying(arrival, reading):
        seen = look(arrival, reading)
        asked.append(seen.questions)
        return seen

    monkeypatch.setattr(rebuild, "look", spying)
    (stored, *_) = archive.read("2015-03", how.since, how.until)
    assert stored.facts.networks["192.0.2.7"].country
    assert run(archive, how).differences == ()
    assert len(asked) == 4


def test_another_day_is_not_read(archive, how):
    assert run(archive, replace(how, since=NOW + timedelta(seconds=1))).arrivals == 0
    assert archive.pieces(NOW + timedelta(days=60), NOW + timedelta(days=90)) == []
    assert archive.pieces(NOW, datetime(2015, 3, 1, tzinfo=UTC)) == []


def test_a_mail_that_breaks_todays_reader_costs_that_mail_alone(archive, how, monkeypatch):
    def breaking(arrival, reading):
        if arrival.number == 3:
            raise ZeroDivisionError("words of the mail")
        return look(arrival, reading)

    monkeypatch.setattr(rebuild, "look", breaking)
    found = run(archive, how)
    assert found.arrivals == 4 and found.reports == 3
    ((number, why),) = found.unreadable
    assert number == 3 and why.startswith("ZeroDivisionError at") and "words of the mail" not in why


def test_what_is_chain_mail_today_is_named_and_never_written_again(archive, how, monkeypatch):
    monkeypatch.setattr(rebuild, "is_chain_mail", lambda evidenced: evidenced.arrival.number == 2)
    found = run(archive, how)
    assert found.chain == (2,) and found.rejudged == () and found.reports == 3


def test_more_and_fewer_reports_are_new_and_gone(archive, how, monkeypatch):
    judge = rebuild.judge

    def otherwise(seen, facts, reading):
        judged = judge(seen, facts, reading)
        count = {1: 2, 2: 0}.get(seen.arrival.number, 1)
        return replace(judged, reports=judged.reports * count)

    monkeypatch.setattr(rebuild, "judge", otherwise)
    found = run(archive, how)
    assert [(each.arrival, each.number_in_arrival, each.changes) for each in found.differences] == [
        (1, 1, (Change.NEW,)), (2, 0, (Change.GONE,)),
    ]  # fmt: skip
    archive.append(found.rejudged)
    assert run(archive, how).differences == ()


# --- withdrawals
BREACH = Stands("violation", "direct", "192.0.2.7", {"V31": "breached", "V44": "breached"})


def test_a_letter_is_withdrawn_only_for_what_it_may_have_said():
    now = replace(BREACH, verdicts={"V31": "cannot_tell", "V44": "kept"})
    noticed = NoticedNow((1, 0), (BREACH,), now)
    assert lost_rules(noticed, ("V31",)) == ("V31",)
    assert lost_rules(noticed, ("V41",)) == ()
    assert lost_rules(NoticedNow((1, 0), (BREACH,), BREACH), ("V31",)) == ()
    assert lost_rules(NoticedNow((1, 0), (BREACH,), None), ("V31", "V44")) == ("V31", "V44")
    assert lost_origin(noticed) is None
    assert lost_origin(NoticedNow((1, 0), (BREACH,), replace(BREACH, ip=""))) == ("192.0.2.7", "")
    assert lost_origin(NoticedNow((1, 0), (replace(BREACH, ip=""),), BREACH)) is None


def test_the_summary_proposes_withdrawals_and_counts_by_rule(archive, how, examiner):
    letters = {
        (1, 0): [NoticedReport(1, 0, "T-1", "provider_notice", "isp", "sent", ("V44",))],
        (2, 0): [NoticedReport(2, 0, "T-1", "provider_notice", "isp", "sent", ("V44",))],
        (3, 0): [NoticedReport(3, 0, "T-2", "provider_notice", "isp", "queued", ("V31",))],
    }
    how = replace(how, reading=without_address_duty(examiner.reading), noticed=frozenset(letters))
    summary = Summary()
    summary.add(run(archive, how), letters)
    said = summary.as_json()
    assert (said["arrivals"], said["reports"], said["changed"]) == (4, 4, 3)
    assert said["rules"] == [
        {"rule": "V44", "before": "breached", "now": "kept", "count": 3, "examples": [(1, 0), (3, 0), (4, 0)]}
    ]
    assert [(each["ticket"], each["arrival"], each["rules_lost"]) for each in said["withdrawals"]] == [
        ("T-1", 1, ("V44",))
    ]


def test_the_digest_names_the_rules(examiner):
    law = rules_digest(examiner.reading, "1")
    assert law == rules_digest(replace(examiner.reading), "1")
    assert law != rules_digest(without_address_duty(examiner.reading), "1")
    assert law != rules_digest(examiner.reading, "2")
