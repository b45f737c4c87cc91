"""Published series on small ledgers whose answers were computed by hand."""

from datetime import UTC, date, datetime

import pytest

from tsuho.casework.ledger_ports import ClosedMonth
from tsuho.statistics import periods
from tsuho.statistics.answer import Answer, Line, Revision, Unit
from tsuho.statistics.answering import answer
from tsuho.statistics.published import Counting, published
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.words.catalogue import messages
from tsuho.words.ledger import LedgerRow
from tsuho.words.statistics import StatisticsSettings
from tsuho.words.vocabulary import Source

FEBRUARY, MARCH = date(2015, 2, 10), date(2015, 3, 10)
YEAR = periods.year("2014")


def row(key, series, day=MARCH, source=Source.COUNTED, **more):
    return LedgerRow(key, series, day, source, **more)


def asked(name, rows, period=YEAR, source=None, counting=None):
    ledger = LedgerInMemory()
    ledger.book(rows)
    return answer(published()[name], ledger, period, source, counting)


def totals(found: Answer):
    return {line.group: line.total for line in found.lines if line.total}


def test_reports_by_outcome():
    found = asked(
        "reports_by_outcome",
        [
            row("1", "report", outcome="violation", count=3),
            row("2", "report", FEBRUARY, outcome="violation", count=2),
            row("3", "report", outcome="incomplete"),
            row("4", "report", source=Source.SIMULATED, outcome="violation", count=100),
            row("5", "association", outcome="violation", count=7),
        ],
        source=Source.COUNTED,
    )
    assert found.months == tuple(
        f"{year}-{month:02}" for year, month in [(2014, n) for n in range(4, 13)] + [(2015, n) for n in (1, 2, 3)]
    )
    assert found.lines == (
        Line(("violation",), (0,) * 10 + (2, 3), 5),
        Line(("hold",), (0,) * 12, 0),
        Line(("no_violation",), (0,) * 12, 0),
        Line(("out_of_scope",), (0,) * 12, 0),
        Line(("incomplete",), (0,) * 11 + (1,), 1),
    )  # fmt: skip
    assert found.whole == Line((), (0,) * 10 + (2, 4), 6)
    assert (found.unit, found.by, found.family) == (Unit.MESSAGES, ("outcome",), Source.COUNTED)
    assert found.sources == {Source.COUNTED: 3}


def test_providers_are_counted_once_in_a_year_and_by_choice_as_often_as_they_come():
    rows = [
        row("1", "provider_notice", FEBRUARY, party="isp-a", count=4),
        row("2", "provider_notice", party="isp-a"),
        row("3", "provider_notice", party="isp-b"),
    ]
    assert asked("providers_noticed", rows).whole == Line((), (0,) * 10 + (1, 2), 2)
    by_month = Counting(StatisticsSettings(parties_over_months="sum_of_months"))
    assert asked("providers_noticed", rows, counting=by_month).whole.total == 3


def test_a_series_is_of_whole_months():
    with pytest.raises(ValueError, match="not whole months"):
        asked("reports_by_outcome", [], periods.day("2015-03-31"))


# One small ledger, and what each series says of its year, computed by hand: {line: total} of the lines that are not nought, and
# the whole. Simulated rows and those of another year stand in it and in no answer.
JANUARY = date(2015, 1, 5)
BOOK = [
    row("i1", "inbound_notice", party="isp-a", country="KR", count=6),
    row("i2", "inbound_notice", FEBRUARY, party="isp-a", country="TW"),
    row("i3", "inbound_answer", kind="warned", party="isp-a", country="KR"),
    row("i4", "inbound_relapse", party="isp-a", country="KR"),
    row("i5", "inbound_measure", kind="3", outcome="warned", party="isp-a", country="KR"),
    row("i6", "inbound_letter", party="isp-a", country="KR"),
    row("c1", "consultation", kind="law", count=30),
    row("c2", "consultation", FEBRUARY, kind="fictitious_billing", count=14),
    row("c3", "consultation", kind="other"),
    row(
        "r1", "report", door="forward", form="inline", language="ja", outcome="violation", tags=("V31", "V44"), count=5
    ),
    row(
        "r2",
        "report",
        FEBRUARY,
        door="plugin",
        form="attached",
        language="ja",
        outcome="violation",
        tags=("V44",),
        count=2,
    ),
    row("r3", "report", door="forward", form="inline", language="en", outcome="incomplete", reason="I1", count=2),
    row("r4", "report", door="forward", form="unrecovered", outcome="incomplete", reason="I4g"),
    row("r5", "report", door="web_form", form="form_fields", language="ja", outcome="hold", tags=("V41",)),
    row(
        "r6",
        "report",
        date(2014, 3, 31),
        door="api",
        form="arf",
        language="ja",
        outcome="violation",
        tags=("V51",),
        count=90,
    ),
    row("r7", "report", source=Source.SIMULATED, door="api", form="arf", outcome="violation", tags=("V51",), count=80),
    row("s1", "association", door="association", outcome="violation", count=11),
    row("s2", "association_member", party="vendor-a", count=11),
    row("s3", "association_member", FEBRUARY, party="vendor-a", count=2),
    row("s4", "association_member", party="vendor-b", count=4),
    row("m1", "monitor_hit", medium="mobile", carrier="例の電話", country="JP", count=7),
    row("m2", "monitor_hit", FEBRUARY, medium="mobile", carrier="見本の電話", country="CN", count=4),
    row("m3", "monitor_hit", medium="pc", carrier="例の電話", country="US", count=2),
    row("m4", "monitor_hit", medium="pc", carrier="例の電話"),
    row("a1", "authentication", kind="spf", outcome="fail", medium="pc", count=9),
    row("a2", "authentication", kind="dkim", outcome="none", medium="pc", count=9),
    row("a3", "authentication", FEBRUARY, kind="spf", outcome="pass", medium="mobile"),
    row("w1", "warning", FEBRUARY, kind="drafted", count=6),
    row("w2", "warning", kind="sent", count=3),
    row("w3", "warning_effect", FEBRUARY, kind="complied", count=2),
    row("w4", "warning_effect", kind="went_on"),
    row("n1", "provider_notice", FEBRUARY, party="isp-a", count=8),
    row("n2", "provider_notice", party="isp-b", count=5),
    row("n3", "provider_letter", FEBRUARY, party="isp-a"),
    row("n4", "provider_letter", party="isp-b"),
    row("p1", "provider_answer", kind="investigating", party="isp-a"),
    row("p2", "provider_answer", kind="suspended", party="isp-a", count=2),
    row("d1", "provider_measure", FEBRUARY, kind="1", outcome="warned", party="isp-a"),
    row("d2", "provider_measure", kind="9", outcome="suspended", party="isp-a", count=3),
    row("d3", "provider_measure", kind="40", outcome="suspended", party="isp-b", count=2),
    row("x1", "relapse", party="isp-a", count=2),
    row("g1", "agency", country="CN", count=12),
    row("g2", "agency", FEBRUARY, country="VN", count=3),
    row("h1", "chain_mail", JANUARY, kind="fortune", medium="mail", region="東京都", count=20),
    row("h2", "chain_mail", JANUARY, kind="advertising", medium="sns", region="大阪府", count=9),
    row("h3", "chain_mail", JANUARY, kind="slander", medium="mail", region="沖縄県", count=1),
    row("k1", "campaign", FEBRUARY, party="7", count=60),
    row("k2", "campaign", party="7", count=60),
    row("k3", "campaign", party="8", count=9),
    row("k4", "campaign", party="9", count=1),
    row("y1", "campaign_day", FEBRUARY, party="7", count=3),
    row("y2", "campaign_day", party="7", count=2),
    row("y3", "campaign_day", party="8", count=2),
    row("y4", "campaign_day", party="9", count=1),
    row("o1", "material", FEBRUARY, kind="fight_spam", count=300),
    row("o2", "material", kind="law_pamphlet", region="東京都", count=20),
    row("o3", "page", kind="guidance", tags=("new",)),
    row("o4", "page", kind="guidance", tags=("revised",)),
    row("o5", "meeting", kind="council"),
    row("o6", "meeting", FEBRUARY, kind="exhibition"),
    row("o7", "questionnaire", count=812),
]
ANSWERS = {
    "consultations_by_category": ({("law",): 30, ("fictitious_billing",): 14, ("other",): 1}, 45),
    # 45 calls on 261 days from Monday to Friday: 0.17 a day
    "consultations_per_business_day": ({}, 0),
    "reports_by_outcome": ({("violation",): 7, ("incomplete",): 3, ("hold",): 1}, 11),
    "reports_by_door": ({("forward",): 8, ("plugin",): 2, ("web_form",): 1}, 11),
    "reports_by_form": ({("inline",): 7, ("attached",): 2, ("unrecovered",): 1, ("form_fields",): 1}, 11),
    "reports_by_language": ({("ja",): 8, ("en",): 2, ("",): 1}, 11),
    "reports_by_violation": ({("V31",): 5, ("V44",): 7}, 7),
    "reports_by_incomplete_reason": ({("I1",): 2, ("I4g",): 1}, 3),
    # inline: 5 of 7; all: 8 of 11
    "coverage_by_form": ({("inline",): 714, ("attached",): 1000, ("form_fields",): 1000}, 727),
    "monitors_by_medium": ({("mobile",): 11, ("pc",): 3}, 14),
    "monitors_by_carrier": ({("例の電話",): 10, ("見本の電話",): 4}, 14),
    "monitors_by_country": ({("JP",): 7, ("CN",): 4, ("US",): 2, ("",): 1}, 14),
    "monitors_by_domestic": ({("JP",): 7, ("abroad",): 6, ("",): 1}, 14),
    "warnings_by_state": ({("drafted",): 6, ("sent",): 3}, 9),
    "warnings_by_effect": ({("complied",): 2, ("went_on",): 1}, 3),
    "provider_notices": ({}, 13),
    "provider_notices_by_provider": ({("isp-a",): 8, ("isp-b",): 5}, 13),
    "providers_noticed": ({}, 2),
    "provider_answers": ({("investigating",): 1, ("suspended",): 2}, 3),
    # 1, 9, 9, 9, 40, 40
    "days_to_act": ({}, 9),
    "days_to_act_classes": ({("0-1",): 1, ("8-14",): 3, ("31-",): 2}, 6),
    "relapses": ({}, 2),
    "agencies_by_country": ({("CN",): 12, ("VN",): 3}, 15),
    "association_mails": ({}, 11),
    "association_members": ({}, 2),
    "association_by_member": ({("vendor-a",): 13, ("vendor-b",): 4}, 17),
    # the single one, and the next larger, which would give it away
    "chain_mail_by_class": ({("fortune",): 20}, 30),
    "chain_mail_by_medium": ({("mail",): 21, ("sns",): 9}, 30),
    "chain_mail_by_prefecture": ({("東京都",): 20}, 30),
    "campaigns_top": ({("7",): 120, ("8",): 9, ("9",): 1}, 130),
    "campaigns_by_size": ({("1",): 1, ("2-9",): 1, ("100-999",): 1}, 3),
    "campaigns_by_days": ({("1",): 1, ("2-3",): 1, ("4-7",): 1}, 3),
    "materials": ({("law_pamphlet",): 20, ("fight_spam",): 300}, 320),
    "pages": ({("guidance",): 2}, 2),
    "meetings": ({("council",): 1, ("exhibition",): 1}, 2),
    "questionnaire_answers": ({}, 812),
    "inbound_notices": ({("KR",): 6, ("TW",): 1}, 7),
    "inbound_answers": ({("warned",): 1}, 1),
    "authentication_results": ({("spf", "fail"): 9, ("spf", "pass"): 1, ("dkim", "none"): 9}, 19),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(published()))
def test_every_series_says_what_was_computed_by_hand(name):
    found = asked(name, BOOK, source=Source.COUNTED)
    assert (totals(found), found.whole.total) == ANSWERS[name]
    for line in (*found.lines, found.whole):
        assert len(line.by_month) == len(found.months) == 12
        if found.unit is Unit.MESSAGES and None not in line.by_month:
            assert sum(line.by_month) == line.total


@pytest.mark.parametrize("name", sorted(published()))
def test_every_series_has_its_words(name):
    series, found = published()[name], asked(name, BOOK)
    wanted = [f"series_{name}", f"series_{name}_meaning", f"unit_{series.unit}", *found.notes]
    assert [key for key in wanted if key not in messages()] == []


def test_calls_a_business_day_go_by_the_calendar_that_is_handed_in():
    rows = [row("1", "consultation", count=361)]
    march = periods.month("2015-03")
    closed_on_the_first = Counting(business_days=lambda since, until: (until - since).days - 9)
    found = asked("consultations_per_business_day", rows, march, counting=closed_on_the_first)
    assert (found.whole.total, found.notes) == (16, ())  # 361 over 22 days: 16.4
    by_weekdays = asked("consultations_per_business_day", rows, march)
    assert (by_weekdays.whole.total, by_weekdays.notes) == (16, ("note_weekdays_only",))
    assert (
        asked("consultations_per_business_day", rows, march, counting=Counting(business_days=lambda *_: 0)).whole.total
        is None
    )


@pytest.mark.parametrize(
    ("name", "choice", "total"),
    [
        ("reports_by_outcome", {"association_counts_as_report": True}, 22),
        ("reports_by_outcome", {"monitors_count_as_report": True}, 25),
        ("provider_notices", {"unit_of_notices": "letters"}, 2),
        ("association_members", {"parties_over_months": "sum_of_months"}, 3),
    ],
)
def test_each_choice_of_counting_changes_what_it_names(name, choice, total):
    found = asked(name, BOOK, source=Source.COUNTED, counting=Counting(StatisticsSettings(**choice)))
    assert found.whole.total == total


# a printed year of 100, of which 60 in violation, laid out over two months; the seed's way of booking it
SEEDED = [
    row("v", "report", date(2014, 4, 1), Source.SEEDED, outcome="violation", count=60),
    row("v/laid out", "report", date(2014, 4, 1), Source.APPORTIONED, outcome="violation", count=-60),
    row("v/1", "report", FEBRUARY, Source.APPORTIONED, outcome="violation", count=25),
    row("v/2", "report", MARCH, Source.APPORTIONED, outcome="violation", count=35),
    row("o", "report", date(2014, 4, 1), Source.SEEDED, count=40),
    row("o/laid out", "report", date(2014, 4, 1), Source.APPORTIONED, count=-40),
    row("o/1", "report", FEBRUARY, Source.APPORTIONED, outcome="out_of_scope", count=30),
    row("o/2", "report", MARCH, Source.APPORTIONED, outcome="incomplete", reason="I1", count=10),
]


def test_a_printed_year_that_was_laid_out_adds_up_to_what_was_printed():
    found = asked("reports_by_outcome", SEEDED)
    assert totals(found) == {("violation",): 60, ("out_of_scope",): 30, ("incomplete",): 10}
    assert (found.whole.total, found.family) == (100, Source.SEEDED)
    assert found.lines[0].by_month == (0,) * 10 + (25, 35)


def test_outcomes_that_were_never_printed_can_stand_as_one_line():
    found = asked("reports_by_outcome", SEEDED, counting=Counting(StatisticsSettings(apportioned_outcomes=False)))
    assert totals(found) == {("violation",): 60, ("not_divided",): 40}


def test_months_that_were_never_printed_can_be_left_out():
    counting = Counting(StatisticsSettings(apportioned_months_of_violations=False))
    found = asked("reports_by_outcome", SEEDED, counting=counting)
    assert found.lines[0] == Line(("violation",), (None,) + (0,) * 9 + (None, None), 60)


def test_more_lines_than_are_shown_become_one_of_the_others():
    rows = [row(str(n), "provider_notice", party=f"isp-{n:02}", count=100 - n) for n in range(25)]
    found = asked("provider_notices_by_provider", rows)
    assert [line.group[0] for line in found.lines] == [f"isp-{n:02}" for n in range(20)] + ["others"]
    assert found.lines[-1].total == sum(100 - n for n in range(20, 25))


def test_a_correction_of_a_closed_month_is_shown_with_what_stood_before():
    late = {"correction": "correction_late", "corrected_on": "2015-04-20"}
    wrong = {"correction": "二重に数えた", "corrected_on": "2015-04-25"}
    ledger = LedgerInMemory()
    ledger.book([row("1", "report", outcome="violation", count=5), row("2", "report", outcome="hold", count=4)])
    ledger.close(ClosedMonth("2015-03", 2, "", "", "", "", "", "", datetime(2015, 4, 2, tzinfo=UTC)))
    ledger.book([
        row("3", "report", outcome="violation", count=2, **late),
        row("4", "report", outcome="hold", count=-1, **wrong),
    ])  # fmt: skip
    found = answer(published()["reports_by_outcome"], ledger, YEAR)
    assert found.revisions == (
        Revision("2015-03", ("violation",), 5, 7, "correction_late", "2015-04-20"),
        Revision("2015-03", ("hold",), 4, 3, "二重に数えた", "2015-04-25"),
    )
    assert totals(found) == {("violation",): 7, ("hold",): 3}


def test_a_hidden_cell_is_not_told_by_its_revision():
    ledger = LedgerInMemory()
    ledger.book([row("1", "chain_mail", kind="fortune", count=9), row("2", "chain_mail", kind="slander", count=2)])
    ledger.close(ClosedMonth("2015-03", 2, "", "", "", "", "", "", datetime(2015, 4, 2, tzinfo=UTC)))
    ledger.book([row("3", "chain_mail", kind="slander", correction="因", corrected_on="2015-04-20")])
    assert answer(published()["chain_mail_by_class"], ledger, YEAR).revisions == ()
