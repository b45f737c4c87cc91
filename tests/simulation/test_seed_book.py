"""The seed's book: every printed figure exactly, from seeded rows; everything else says that it is apportioned."""

from collections import Counter
from datetime import date

import pytest

from tsuho.jurisdictions.jp.holidays import is_business_day
from tsuho.simulation.notified import notices_by_month, notified_by_month
from tsuho.simulation.partners import all_providers
from tsuho.simulation.seed_book import seed_rows
from tsuho.simulation.year_shape import months_of
from tsuho.statistics.figures import figures
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.words.vocabulary import Source

APRIL, MARCH, NEXT_APRIL = date(2014, 4, 1), date(2015, 3, 1), date(2015, 4, 1)
# As the report prints them: series, the year's figure, March's where it is printed.
PRINTED = {
    "consultation": (4_171, 361),
    "report": (25_380_224, None),
    "monitor_hit": (667_135, 52_142),
    "warning": (3_586, None),
    "provider_notice": (9_203, 1_692),
    "agency": (93_090, 9_488),
    "association": (599_478, None),
    "chain_mail": (4_633, None),
}


@pytest.fixture(scope="module")
def rows():
    return list(seed_rows())


@pytest.fixture(scope="module")
def book(rows):
    ledger = LedgerInMemory()
    ledger.book(rows)
    return ledger


def test_the_years_figures_are_those_of_the_report(book):
    year = figures(book, APRIL, NEXT_APRIL, "2014")
    assert year["source"] == "seeded"
    assert year["consultations"]["total"] == 4_171
    assert year["reports"]["total"] == 25_380_224
    assert year["reports"]["violation"] == 13_785_902
    assert year["monitors"]["total"] == 667_135
    assert year["warnings"]["drafted"] == 3_586
    assert (year["providers"]["notices"], year["providers"]["providers"]) == (9_203, 75)
    assert year["agencies"]["total"] == 93_090
    assert {name for name, count in year["agencies"].items() if count} == {"total", "CN", "BR", "TW", "HK", "KR", "VN"}
    assert (year["association"]["mails"], year["association"]["members"]) == (599_478, 6)
    assert year["chain_mail"]["total"] == 4_633


def test_marchs_figures_are_those_of_the_report(book):
    march = figures(book, MARCH, NEXT_APRIL, "2015-03")
    assert march["consultations"]["total"] == 361
    assert march["monitors"]["total"] == 52_142
    assert (march["providers"]["notices"], march["providers"]["providers"]) == (1_692, 23)
    assert march["agencies"]["total"] == 9_488


def test_the_seeded_rows_alone_add_up_to_what_is_printed_and_name_its_section(rows):
    seeded = [row for row in rows if row.source is Source.SEEDED]
    sums = Counter()
    for row in seeded:
        sums[row.series] += row.count
        assert row.key.split("/")[:2] == ["seed", "2014"]
        assert row.key.split("/")[2].startswith("R2.")
        assert row.count > 0
    assert sums == {name: year for name, (year, _) in PRINTED.items()}
    assert sum(row.count for row in seeded if row.outcome == "violation") == 13_785_902
    march = {row.series: row.count for row in seeded if row.day == MARCH}
    assert march == {name: count for name, (_, count) in PRINTED.items() if count}


def test_what_is_apportioned_moves_and_never_adds(rows):
    left = Counter()
    for row in rows:
        if row.source is Source.APPORTIONED and row.series != "association_member":
            left[row.series] += row.count
    assert set(left) == set(PRINTED)
    assert not any(left.values())


@pytest.mark.parametrize("name", PRINTED)
def test_a_month_is_the_seeds_own_exactly_where_its_apportioned_rows_cancel_out(rows, name):
    for month in months_of(2014):
        moved = sum(
            row.count
            for row in rows
            if row.series == name and row.source is Source.APPORTIONED and month.since <= row.day < month.until
        )
        printed = month.since == MARCH and PRINTED[name][1] is not None
        assert (moved == 0) is printed, month.since


def test_every_month_is_the_tables(book):
    for month in months_of(2014):
        found = figures(book, month.since, month.until, "a month")
        counts = month.counts
        calls, reports = found["consultations"], found["reports"]
        assert calls["total"] == counts["phone"] == calls["law"] + calls["fictitious_billing"] + calls["other"]
        assert (calls["law"], calls["other"]) == (counts["phone_tokuden"], counts["phone_other"])
        assert reports["total"] == counts["reports"] == sum(reports["forms"].values())
        assert reports["violation"] == counts["violation"]
        assert reports["no_violation"] + reports["out_of_scope"] == counts["nonviolation"]
        assert reports["incomplete"]["total"] == counts["incomplete"]
        assert sum(reports["incomplete"].values()) == 2 * counts["incomplete"]
        assert found["monitors"] == {
            "total": counts["monitor"], "mobile": counts["mon_mobile"], "pc": counts["mon_pc"],
        }  # fmt: skip
        assert 30_000 <= counts["monitor"] <= 80_000
        assert counts["mon_mobile"] > counts["mon_pc"]
        assert found["warnings"]["drafted"] == counts["warn"]
        assert found["providers"]["notices"] == counts["isp"]
        assert found["agencies"]["total"] == counts["foreign"]
        assert sum(found["agencies"].values()) == 2 * counts["foreign"]
        assert found["association"] == {"mails": counts["assoc"], "members": 6}
        assert found["chain_mail"]["total"] == counts["chain"]


def test_classes_of_chain_mail_have_their_published_shares_of_the_year(book):
    year = figures(book, APRIL, NEXT_APRIL, "2014")["chain_mail"]
    assert year == {"total": 4_633, "fortune": 2_826, "advertising": 1_575, "appeal": 185, "slander": 14, "other": 33}


def test_the_share_of_each_country_is_of_each_month(book):
    march = figures(book, MARCH, NEXT_APRIL, "2015-03")["agencies"]
    assert march == {"total": 9_488, "CN": 4_364, "VN": 1_898, "TW": 949, "KR": 949, "BR": 854, "HK": 474}


def test_every_call_has_a_category_and_falls_on_a_day_when_the_desk_is_open(rows):
    calls = [row for row in rows if row.series == "consultation" and row.count > 0 and row.source is Source.APPORTIONED]
    assert all(is_business_day(row.day) and row.reason for row in calls)
    assert {row.reason[0]: row.kind for row in calls} == {"A": "law", "B": "fictitious_billing", "C": "other"}
    by_day = Counter()
    for row in calls:
        by_day[row.day] += row.count
    assert len(by_day) == 244
    assert sum(by_day.values()) == 4_171


def test_providers_are_a_union_and_come_in_month_by_month():
    months = notified_by_month()
    assert [len(set().union(*months[:number])) for number in range(1, 13)] == [
        20, 27, 33, 39, 45, 50, 55, 60, 64, 68, 72, 75,
    ]  # fmt: skip
    assert len(months[-1]) == 23
    assert len(set(months[-1]) - set().union(*months[:-1])) == 3
    for codes, notices in zip(months, notices_by_month(), strict=True):
        assert set(codes) == set(notices)
        assert min(notices.values()) >= 1
    assert set().union(*months) == {provider.code for provider in all_providers()}


def test_booked_again_it_changes_nothing(rows, book):
    assert len({row.key for row in rows}) == len(rows)
    assert book.book(rows) == 0


def test_only_the_printed_year_can_be_had():
    with pytest.raises(ValueError, match="2014"):
        months_of(2015)
