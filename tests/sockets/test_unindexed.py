"""The port Unindexed: what was filed before there were lists and searches is found by them afterwards as if filed today."""

from datetime import UTC, datetime, timedelta

import pytest

from tsuho.casework.index_anew import index_anew
from tsuho.casework.message_ports import Judgement, KeptMessage
from tsuho.words.vocabulary import Kind, Outcome

AT = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
NEW_COLUMNS = {"sha256": "", "message_sha256": "", "ip_order": "", "named": []}


@pytest.fixture
def filed(database, evidenced, judged_report):
    """Five reports, two of them in one campaign, one that waits by itself; the evidence by arrival number."""
    from tsuho.store.records.records import RecordsInDatabase

    kept = {}
    said = [
        {"keys": ("landing:one.example",), "subject": "無料で今すぐ登録できます"},
        {"keys": ("landing:one.example",), "subject": "無料で今すぐ登録できます"},
        {"keys": ("landing:two.example",), "subject": "当選おめでとうございます"},
        {"keys": (), "subject": "これは何でしょうか", "outcome": Outcome.HOLD},
        {"keys": ("landing:one.example",), "subject": "別の文面です", "kind": Kind.REPORT},
    ]
    for number, each in enumerate(said, start=1):
        one = evidenced(number, judged_report(**each), received_at=AT + timedelta(minutes=number))
        RecordsInDatabase().file([one], {number: f"reporter-{number % 2}@place"})
        kept[number] = one
    return kept


class Evidence:
    """The port Messages on what was filed."""

    def __init__(self, filed, gone=()):
        self.filed, self.gone = filed, gone

    def kept(self, arrival, number_in_arrival, received_at):
        if arrival in self.gone:
            return None
        one = self.filed[arrival]
        return KeptMessage(
            one.arrival, number_in_arrival, one.facts, (Judgement(None, one.judged.reports[number_in_arrival]),)
        )


def entered():
    """All that filing enters beside the slim rows' older columns."""
    from tsuho.store.records.models import CampaignFact, InflowHour, QueueRow, Report, SearchText

    def rows(model, *names):
        return sorted(model.objects.values_list(*names), key=str)

    return (
        rows(Report, "id", "sha256", "message_sha256", "ip_order", "named"),
        rows(CampaignFact, "campaign", "report", "what", "value", "count"),
        rows(SearchText, "campaign", "report", "where", "digest", "folded", "shown"),
        rows(
            QueueRow, "kind", "number", "priority", "open", "title", "messages", "grade", "outcome", "language", "asn"
        ),
        rows(InflowHour, "hour", "reports", "monitor_hits"),
    )


def as_an_earlier_version_left_it():
    from tsuho.store.records.models import CampaignFact, QueueRow, Report, SearchText

    for model in (CampaignFact, SearchText, QueueRow):
        model.objects.all().delete()
    Report.objects.update(**NEW_COLUMNS)


def test_what_is_entered_later_is_what_filing_enters(filed):
    from tsuho.store.records.index_later import UnindexedInDatabase
    from tsuho.store.records.search_texts import TextsInDatabase

    before = entered()
    assert all(before)
    as_an_earlier_version_left_it()
    assert not TextsInDatabase().holding(["無料"], None, 10)
    assert sum(each.entered for each in index_anew(UnindexedInDatabase(), Evidence(filed))) == 5
    assert entered() == before
    assert len(TextsInDatabase().holding(["無料"], None, 10)) == 1


def test_a_second_run_finds_nothing_and_changes_nothing(filed):
    from tsuho.store.records.index_later import UnindexedInDatabase

    before = entered()
    assert list(index_anew(UnindexedInDatabase(), Evidence(filed))) == []
    as_an_earlier_version_left_it()
    for _ in range(2):
        list(index_anew(UnindexedInDatabase(), Evidence(filed)))
    assert entered() == before


def test_what_was_filed_since_is_counted_with_what_is_entered_later(filed, evidenced, judged_report):
    from tsuho.store.records.index_later import UnindexedInDatabase
    from tsuho.store.records.records import RecordsInDatabase

    six = evidenced(
        6, judged_report(keys=("landing:one.example",), subject="無料"), received_at=AT + timedelta(hours=1)
    )
    as_an_earlier_version_left_it()
    RecordsInDatabase().file([six], {6: "reporter-1@place"})
    list(index_anew(UnindexedInDatabase(), Evidence(filed)))
    from tsuho.store.records.campaign_facts import FactsInDatabase, What
    from tsuho.store.records.models import Report

    campaign = Report.objects.get(arrival=6).campaign_id
    facts = FactsInDatabase()
    assert [each.count for each in facts.of_campaign(campaign, What.DAY)] == [4]
    assert [each.count for each in facts.of_campaign(campaign, What.REPORTERS)] == [2]


def test_a_report_without_evidence_is_told_and_passed_over(filed):
    from tsuho.store.records.index_later import UnindexedInDatabase

    as_an_earlier_version_left_it()
    (batch,) = index_anew(UnindexedInDatabase(), Evidence(filed, gone={2}))
    assert (batch.entered, batch.gone) == (4, 1)
