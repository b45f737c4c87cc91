"""The port Surveys in memory and on each database, and MonitorOrigins on each: the register by its lists, the book append-only."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tsuho.simulation.partners import sample_monitors
from tsuho.store.records.memory_surveys import MemorySurveys
from tsuho.words.surveys import (
    AuthFinding,
    DirectMail,
    HitsOfDay,
    Note,
    PolicyFile,
    Presence,
    Published,
    RoundEntry,
    Said,
    Saying,
    Scope,
    Service,
    SurveyAnswer,
    SurveyRun,
    Technology,
)
from tsuho.words.vocabulary import Confidence, Door, Kind

AT = datetime(2015, 6, 1, 3, 0, tzinfo=UTC)
DAY = date(2015, 5, 10)
A = Service(
    "a", "甲通信", "甲メール", ("a.example",), ("s1",), Scope.MOBILE, DAY,
    (("198.51.100.0/24", DAY, None), ("2001:db8::/32", DAY, date(2016, 1, 1))), "公表資料", "備考",
)  # fmt: skip
B = Service("b", "乙通信", "乙メール", ("b.example", "b2.example"))
SAYING = Saying("a.example", "TXT", "192.0.2.53", AT, Said.ANSWERED, ("v=spf1 -all \\255", "甲"), "", authentic=True)
ENTRIES = [
    SurveyRun("auth", AT, AT + timedelta(minutes=1), (A, B), ("192.0.2.53", "198.51.100.53"), fetched_policies=True),
    AuthFinding("a", "a.example", Technology.SPF, Published(Presence.PRESENT, True, "v=spf1 -all"), (SAYING,)),
    AuthFinding(
        "a", "a.example", Technology.MTA_STS,
        Published(Presence.PRESENT, None, "v=STSv1; id=1", notes=(Note("mta_sts_no_policy", {"why": "HTTP 404"}),)),
        (replace(SAYING, said=Said.NOTHING, records=(), why="timeout"),), PolicyFile("https://x.example/", AT, why="HTTP 404"),
    ),
    SurveyAnswer("a", DAY, Scope.ALL, DAY, smtp_auth=True, ip25b=False, labelling="received_spf", respondent="担当"),
    DirectMail("a", 2, (HitsOfDay(DAY, "pc", 3),), 2, (9, 8), 1),
]  # fmt: skip


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def surveys(request, databases):
    if request.param == "memory":
        return MemorySurveys()
    databases(request.param)
    from tsuho.store.records.surveys import SurveysInDatabase

    return SurveysInDatabase()


def entry(value, label="2015H1"):
    return RoundEntry(label, value, AT, "見本", simulated=True)


def test_an_import_replaces_what_its_source_brought_before_and_nothing_else(surveys):
    surveys.enter_services("ours", [B, A], AT)
    surveys.enter_services("theirs", [replace(B, code="c")], AT)
    assert surveys.services() == [A, B, replace(B, code="c")]
    assert surveys.services("theirs") == [replace(B, code="c")]
    surveys.enter_services("ours", [replace(A, name="改名")], AT)
    assert surveys.services() == [replace(A, name="改名"), replace(B, code="c")]
    assert surveys.sources() == {"a": "ours", "c": "theirs"}


def test_a_code_belongs_to_one_list_and_a_refused_import_changes_nothing(surveys):
    surveys.enter_services("ours", [A], AT)
    with pytest.raises(ValueError, match="'ours'"):
        surveys.enter_services("theirs", [B, A], AT)
    assert surveys.sources() == {"a": "ours"}


def test_every_kind_of_entry_comes_back_as_it_was_in_its_order(surveys):
    surveys.append([entry(each) for each in ENTRIES])
    surveys.append([entry(ENTRIES[0], "2014H2")])
    assert surveys.entries("2015H1") == [entry(each) for each in ENTRIES]
    assert surveys.entries("2014H2") == [entry(ENTRIES[0], "2014H2")]
    assert surveys.entries("2013H1") == []
    assert surveys.rounds() == ["2014H2", "2015H1"]


def test_a_large_round_keeps_its_order(surveys):
    many = [entry(replace(ENTRIES[1], domain=f"d{number}.example")) for number in range(1_200)]
    surveys.append(many)
    assert surveys.entries("2015H1") == many


def test_the_database_refuses_to_change_a_round(database):
    from django.db import DatabaseError, transaction

    from tsuho.store.records.models import SurveyEntry
    from tsuho.store.records.surveys import SurveysInDatabase

    SurveysInDatabase().append([entry(ENTRIES[0])])
    for change in (lambda rows: rows.update(round="2014H1"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(SurveyEntry.objects.all())
    assert [each.entry for each in SurveysInDatabase().entries("2015H1")] == [ENTRIES[0]]


def test_monitor_hits_are_told_oldest_first_and_whether_they_came_straight(database, evidenced, judged_report):
    from tsuho.store.records.records import RecordsInDatabase
    from tsuho.store.records.surveys import MonitorOriginsInDatabase

    records, sheet = RecordsInDatabase(), sample_monitors()[0]
    records.register_monitors([sheet])
    hit = judged_report(kind=Kind.MONITOR_HIT, ip="198.51.100.7", confidence=Confidence.OBSERVED)
    carried = judged_report(kind=Kind.MONITOR_HIT, ip="198.51.100.7", confidence=Confidence.CARRIED)
    pasted = judged_report(kind=Kind.MONITOR_HIT, ip="198.51.100.7", confidence=Confidence.REPORTED)
    no_origin = judged_report(kind=Kind.MONITOR_HIT, ip=None)
    report = judged_report(ip="198.51.100.7", confidence=Confidence.OBSERVED)
    later = AT + timedelta(hours=1)
    records.file(
        [
            evidenced(1, hit, received_at=later, monitor=sheet, door=Door.MONITOR),
            evidenced(2, hit, received_at=AT, monitor=sheet, door=Door.MONITOR),
            evidenced(3, carried, received_at=AT + timedelta(minutes=1), monitor=sheet, door=Door.MONITOR),
            evidenced(7, pasted, received_at=AT, monitor=sheet, door=Door.MONITOR),
            evidenced(4, no_origin, received_at=AT, monitor=sheet, door=Door.MONITOR),
            evidenced(5, report, received_at=AT),
            evidenced(6, hit, received_at=AT + timedelta(days=1), monitor=sheet, door=Door.MONITOR),
        ],
        {},
    )
    found = list(MonitorOriginsInDatabase().between(AT, AT + timedelta(days=1)))
    assert [(each.received_at, each.ip, each.medium, each.straight) for each in found] == [
        (AT, "198.51.100.7", sheet.medium, True),
        (AT + timedelta(minutes=1), "198.51.100.7", sheet.medium, False),
        (later, "198.51.100.7", sheet.medium, True),
    ]
