"""Counts of campaigns on each database: whatever is filed, joined, parted and judged anew, they are what the members say."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from tsuho.casework.queue_ports import Item, ItemKind, QueueFilter
from tsuho.casework.rebuild_ports import Rejudged
from tsuho.casework.search_ports import What, Where
from tsuho.engine.law.strength import Strength
from tsuho.words.arrival import MonitorSheet
from tsuho.words.vocabulary import Door, Kind, Medium, Outcome, Standing

AT = datetime(2015, 3, 31, 14, 30, tzinfo=UTC)  # 23:30 in Japan
ONE = MonitorSheet("one@monitor.example", Medium.PC, "", AT - timedelta(days=300))
OLD = MonitorSheet("old@monitor.example", Medium.PC, "", AT - timedelta(days=300), retired_at=AT - timedelta(days=1))


@pytest.fixture
def records(database):
    from tsuho.store.records.records import RecordsInDatabase

    found = RecordsInDatabase()
    found.register_monitors([ONE, OLD])
    return found


def counted():
    """Every fact in the tables, and every fact that the slim rows say, counted one by one."""
    from tsuho.store.records.campaign_facts import facts_of, standing_monitors
    from tsuho.store.records.models import CampaignFact, Report

    rows = list(Report.objects.all())
    said, reporters = Counter(), set()
    for row in rows:
        owner = (row.campaign_id, None if row.campaign_id else row.pk)
        said.update((*owner, what, value) for what, value in facts_of(row, standing_monitors(rows)))
        if row.campaign_id and row.reporter:
            reporters.add((row.campaign_id, row.reporter))
    said.update((campaign, None, "reporters", "") for campaign, _ in reporters)
    kept = {
        (fact.campaign_id, fact.report or None, fact.what, fact.value): fact.count
        for fact in CampaignFact.objects.all()
    }
    return kept, dict(said)


def entry(number):
    from tsuho.store.records.queue_rows import QueueInDatabase

    item = Item(ItemKind.CAMPAIGN, number)
    return QueueInDatabase().entries([item]).get(item)


def listed():
    from tsuho.store.records.queue_rows import QueueInDatabase

    return [str(each.item) for each in QueueInDatabase().page(QueueFilter(), None, 100, AT).entries]


def test_counts_are_what_the_members_say_after_every_kind_of_change(records, judged_report, evidenced):
    def batch(start, *reports, **more):
        records.file(
            [evidenced(start + n, each, **more) for n, each in enumerate(reports)], {start: "a@p", start + 1: "b@q"}
        )
        kept, said = counted()
        assert kept == said

    batch(1, judged_report(keys=("landing:a.example",)), judged_report(keys=("landing:a.example",)))
    batch(11, judged_report(keys=("landing:b.example",), subject="別"), judged_report(keys=("landing:a.example",)))
    batch(21, judged_report(keys=(), weak=("subject:lone",)), judged_report(keys=("landing:c.example",)))
    batch(31, judged_report(keys=("landing:a.example", "landing:b.example")))  # joins two campaigns
    hit = judged_report(kind=Kind.MONITOR_HIT, keys=("landing:c.example",), standing=Standing.MONITOR)
    batch(41, hit, door=Door.MONITOR, monitor=ONE)
    batch(51, hit, door=Door.MONITOR, monitor=OLD)
    one, other = (each.id for each in records.campaigns())
    stays = records.merge_campaigns(one, other, "甲", "同じ", AT)
    kept, said = counted()
    assert kept == said
    new = records.split_campaign(stays, ["landing:c.example"], [], "甲", "別", AT)
    kept, said = counted()
    assert kept == said
    assert {stays, new} == {each.id for each in records.campaigns()}
    assert {str(Item(ItemKind.CAMPAIGN, number)) for number in (stays, new)} == {
        each for each in listed() if each.startswith("campaign")
    }
    assert entry(new).monitor_hits == 2


def test_a_judgement_that_changed_is_counted_anew(records, judged_report, evidenced):
    from tsuho.store.records.rebuilding import RebuiltInDatabase

    records.file(
        [evidenced(1, judged_report()), evidenced(2, judged_report(keys=(), outcome=Outcome.HOLD))], {1: "a@p"}
    )
    (campaign,) = records.campaigns()
    assert listed() == [f"campaign {campaign.id}", "report 2"]
    now = judged_report(outcome=Outcome.NO_VIOLATION, rules=())
    RebuiltInDatabase().apply([Rejudged(number, 0, AT, now, "r", AT) for number in (1, 2)])
    kept, said = counted()
    assert kept == said
    assert entry(campaign.id).outcome == "no_violation"
    assert listed() == [f"campaign {campaign.id}"]  # the lone report waits for nobody any more


def test_the_grade_rises_with_witnesses_and_with_it_the_priority(records, judged_report, evidenced):
    records.file([evidenced(1, judged_report())], {1: "a@p"})
    (campaign,) = records.campaigns()
    assert entry(campaign.id).grade is Strength.E0
    records.file([evidenced(2, judged_report())], {2: "b@q"})
    assert entry(campaign.id).grade is Strength.E1
    hit = judged_report(kind=Kind.MONITOR_HIT, standing=Standing.MONITOR)
    records.file([evidenced(3, hit, door=Door.MONITOR, monitor=OLD)], {})
    assert entry(campaign.id).grade is Strength.E1  # a retired monitor proves nothing
    before = entry(campaign.id).priority
    records.file([evidenced(4, hit, door=Door.MONITOR, monitor=ONE)], {})
    assert entry(campaign.id).grade is Strength.E2
    assert entry(campaign.id).priority > before + 1_000


def test_a_lone_report_waits_until_it_finds_its_campaign(records, judged_report, evidenced):
    from tsuho.store.records.search_texts import TextsInDatabase

    alone = judged_report(keys=(), weak=("short:" + "ab" * 16, "subject:お得な情報"), outcome=Outcome.INCOMPLETE)
    records.file([evidenced(1, alone)], {1: "a@p"})
    assert listed() == ["report 1"]
    assert [match.report for match in TextsInDatabase().holding(["お得な情報"], None, 9)] == [1]
    records.file([evidenced(2, alone)], {2: "b@q"})
    (campaign,) = records.campaigns()
    assert listed() == [f"campaign {campaign.id}"]
    assert {match.campaign for match in TextsInDatabase().holding(["お得な情報"], None, 9)} == {campaign.id}
    kept, said = counted()
    assert kept == said


def test_a_subject_is_indexed_once_a_campaign_and_holds_no_reporter(records, judged_report, evidenced):
    from tsuho.store.records.models import SearchText

    subject = "reporter@home.example 様へ reporter さん 当選"
    records.file([evidenced(n, judged_report(subject=subject)) for n in range(1, 4)], {})
    records.file([evidenced(9, judged_report(subject=subject))], {})
    rows = list(SearchText.objects.filter(where=Where.SUBJECT))
    assert len(rows) == 1
    assert "reporter" not in rows[0].shown + rows[0].folded
    assert "当選" in rows[0].shown


def test_what_a_mail_names_can_be_looked_for(records, judged_report, evidenced):
    from tsuho.store.records.campaign_facts import FactsInDatabase
    from tsuho.store.records.report_index import ReportsInDatabase

    records.file(
        [evidenced(5, judged_report(), raw=b"one"), evidenced(6, judged_report(ip="192.0.2.200"), raw=b"two")], {}
    )
    (campaign,) = records.campaigns()
    facts, reports = FactsInDatabase(), ReportsInDatabase()
    assert [each.campaign for each in facts.having(What.LANDING, "shop.example", None, 9)] == [campaign.id]
    assert [each.campaign for each in facts.having(What.FROM_DOMAIN, "shop.example", None, 9)] == [campaign.id]
    assert [each.report for each in reports.with_hash("ab" * 32, None, 9)] == [2, 1]
    assert len(reports.with_hash("ab" * 32, 2, 9)) == 1
    assert [each.report for each in reports.from_address("shop@shop.example", None, 9)] == [2, 1]
    assert [each.quoted for each in reports.in_network("4:c0000200", "4:c00002ff", None, 9)] == [
        "192.0.2.25",
        "192.0.2.200",
    ]
    assert [each.quoted for each in reports.in_network("4:c0000200", "4:c00002ff", 1, 9)] == ["192.0.2.200"]
    assert reports.in_network("4:c0000300", "4:c00003ff", None, 9) == []


def test_incomplete_reports_by_reason(records, judged_report, evidenced):
    from dataclasses import replace

    from tsuho.store.records.report_index import IncompleteInDatabase

    mojibake = judged_report(outcome=Outcome.INCOMPLETE)
    cut = replace(mojibake, reasons=("I4e",))
    unrecovered = replace(mojibake, reasons=("I4g",))
    records.file([evidenced(n, each) for n, each in enumerate([mojibake, cut, unrecovered, mojibake], start=1)], {})
    incomplete = IncompleteInDatabase()
    assert [each.reason for each in incomplete.page("", None, 10)] == ["I2", "I4g", "I4e", "I2"]
    assert [each.report for each in incomplete.page("I4", None, 10)] == [3, 2]
    assert [each.report for each in incomplete.page("I4", 3, 10)] == [2]
    assert dict(incomplete.counts(10)) == {"I2": 2, "I4e": 1, "I4g": 1}
    assert dict(incomplete.counts(1)) == {"I2": 1, "I4e": 1, "I4g": 1}
