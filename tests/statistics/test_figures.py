"""Figures on a small ledger whose answer was computed by hand."""

from datetime import date

import pytest

from tsuho.statistics.figures import figures
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import Source

MARCH, APRIL = date(2015, 3, 1), date(2015, 4, 1)


@pytest.fixture
def ledger():
    return LedgerInMemory()


def row(key, series, source=Source.COUNTED, day=MARCH, **more):
    return LedgerRow(key, series, day, source, **more)


SMALL = [
    row("r1", "report", form="inline", outcome="violation", count=3),
    row("r2", "report", form="attached", outcome="violation"),
    row("r3", "report", form="attached", outcome="hold", count=2),
    row("r4", "report", form="inline", outcome="no_violation"),
    row("r5", "report", form="inline", outcome="out_of_scope", count=4),
    row("r6", "report", form="unrecovered", outcome="incomplete", reason="I4g", count=5),
    row("r7", "report", form="inline", outcome="incomplete", reason="I2"),
    row("r8", "report", form="inline", outcome="violation", day=APRIL, count=1000),
    row("m1", "monitor_hit", medium="mobile", form="direct", outcome="violation", count=7),
    row("m2", "monitor_hit", medium="pc", form="direct", outcome="violation", count=2),
    row("m3", "monitor_hit", form="direct", outcome="incomplete", reason="I2"),
    row("c1", "consultation", kind="law", count=6),
    row("c2", "consultation", kind="other"),
    row("n1", "provider_notice", party="isp-a", count=3),
    row("n2", "provider_notice", party="isp-b"),
    row("n3", "provider_notice", party="isp-a", day=date(2015, 3, 9)),
    row("i1", "inbound_notice", party="isp-a", country="KR", count=6),
    row("i2", "inbound_notice", party="isp-c", country="TW"),
    row("i3", "inbound_letter", party="isp-a", country="KR", count=2),
    row("i4", "inbound_answer", kind="terminated", party="isp-a", country="KR"),
    row("a1", "provider_answer", kind="suspended", party="isp-a"),
    row("g1", "agency", country="CN", count=8),
    row("g2", "agency", country="TW"),
    row("w1", "warning", kind="drafted", count=4),
    row("w2", "warning", kind="sent"),
    row("s1", "association", form="attached", outcome="violation", count=11),
    row("s2", "association_member", party="vendor-a"),
    row("s3", "association_member", party="vendor-b"),
    row("h1", "chain_mail", kind="fortune", count=2),
    row("h2", "chain_mail", kind="other"),
    row("o1", "material", kind="fight_spam", count=300),
    row("o2", "page", kind="news"),
    row("o3", "meeting", kind="council"),
    row("o4", "meeting", kind="exhibition"),
    row("o5", "questionnaire", count=40),
]


def test_the_figures_of_a_small_ledger(ledger):
    ledger.book(SMALL)
    found = figures(ledger, MARCH, APRIL, "2015-03")
    reports = found.pop("reports")
    incomplete, forms = reports.pop("incomplete"), reports.pop("forms")
    assert reports == {"total": 17, "violation": 4, "hold": 2, "no_violation": 1, "out_of_scope": 4}
    assert {name: count for name, count in incomplete.items() if count} == {"total": 6, "I4g": 5, "I2": 1}
    assert list(incomplete)[1:] == [
        "I1",
        "I2",
        "I3",
        "I4a",
        "I4b",
        "I4c",
        "I4d",
        "I4e",
        "I4f",
        "I4g",
        "I4h",
        "I9a",
        "I9b",
        "I9c",
        "I9d",
        "I9e",
    ]
    assert {name: count for name, count in forms.items() if count} == {"inline": 9, "attached": 3, "unrecovered": 5}
    assert len(forms) == 13
    answers = {"suspended": 1, "terminated": 0, "warned": 0, "no_such_customer": 0, "investigating": 0, "cannot_act": 0}
    assert found == {
        "period": "2015-03",
        "source": "counted",
        "consultations": {"total": 7, "law": 6, "fictitious_billing": 0, "other": 1},
        "monitors": {"total": 10, "mobile": 7, "pc": 2},
        "providers": {"notices": 5, "providers": 2, "answers": answers},
        "inbound": {
            "notices": 7,
            "letters": 2,
            "providers": 2,
            "answers": {**dict.fromkeys(answers, 0), "terminated": 1},
        },
        "agencies": {"total": 9, "CN": 8, "BR": 0, "TW": 1, "HK": 0, "KR": 0, "VN": 0},
        "warnings": {"drafted": 4, "approved": 0, "sent": 1},
        "association": {"mails": 11, "members": 2},
        "chain_mail": {"total": 3, "fortune": 2, "advertising": 0, "appeal": 0, "slander": 0, "other": 1},
        "office": {"materials": 300, "pages": 1, "meetings": 2, "questionnaire_answers": 40},
        "sources": {"counted": 34, "seeded": 0, "apportioned": 0, "simulated": 0},
    }


def test_an_empty_ledger_has_every_key_and_no_number(ledger):
    empty = figures(ledger, MARCH, APRIL, "2015-03")
    assert empty["source"] == "counted"

    def numbers(value):
        return [n for each in value.values() for n in numbers(each)] if isinstance(value, dict) else [value]

    assert set(numbers({name: value for name, value in empty.items() if name not in {"period", "source"}})) == {0}


SEEDED = row("s", "report", Source.SEEDED, outcome="violation", count=100)
APPORTIONED = row("a", "report", Source.APPORTIONED, outcome="violation", count=20)
SIMULATED = row("x", "report", Source.SIMULATED, outcome="violation", count=3)
COUNTED = row("c", "report", Source.COUNTED, outcome="violation")


@pytest.mark.parametrize(
    ("rows", "source", "total"),
    [
        ([SEEDED, APPORTIONED], "seeded", 120),
        ([APPORTIONED], "seeded", 20),
        ([SIMULATED], "simulated", 3),
        ([COUNTED, SEEDED], "counted", 1),
        ([SEEDED, SIMULATED], "counted", 0),
    ],
)
def test_without_a_source_the_only_family_present_is_shown_else_what_was_counted(ledger, rows, source, total):
    ledger.book(rows)
    found = figures(ledger, MARCH, APRIL, "2015-03")
    assert (found["source"], found["reports"]["total"]) == (source, total)


@pytest.mark.parametrize(
    ("asked", "total"),
    [(Source.COUNTED, 1), (Source.SEEDED, 120), (Source.APPORTIONED, 120), (Source.SIMULATED, 3)],
)
def test_families_of_sources_are_never_summed(ledger, asked, total):
    ledger.book([SEEDED, APPORTIONED, SIMULATED, COUNTED])
    found = figures(ledger, MARCH, APRIL, "2015-03", asked)
    assert found["reports"]["total"] == found["reports"]["violation"] == total
    assert found["sources"] == {"counted": 1, "seeded": 1, "apportioned": 1, "simulated": 1}
