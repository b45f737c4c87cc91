"""The port Ledger, on every implementation: idempotent by key, summed by columns, never changed."""

from datetime import date

import pytest

from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import Source

MARCH, APRIL, MAY = date(2015, 3, 1), date(2015, 4, 1), date(2015, 5, 1)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def ledger(request, databases):
    if request.param == "memory":
        from tsuho.store.records.memory_ledger import LedgerInMemory

        return LedgerInMemory()
    databases(request.param)
    from tsuho.store.records.ledger import LedgerInDatabase

    return LedgerInDatabase()


def row(key, day=MARCH, series="report", source=Source.COUNTED, **more):
    return LedgerRow(key, series, day, source, **more)


def test_a_key_counts_once_whatever_is_booked_under_it_again(ledger):
    assert ledger.book([row("1/0/report"), row("2/0/report")]) == 2
    assert ledger.book([row("2/0/report", count=5), row("3/0/report"), row("3/0/report")]) == 1
    assert ledger.sums(MARCH, APRIL, ["series"]) == [(("report",), 3)]


def test_booking_nothing_is_nothing(ledger):
    assert ledger.book([]) == 0
    assert ledger.sums(MARCH, APRIL, ["series"]) == []


def test_the_last_day_is_not_part_of_the_time(ledger):
    ledger.book([row("a", day=MARCH), row("b", day=date(2015, 3, 31)), row("c", day=APRIL)])
    assert ledger.sums(MARCH, APRIL, ["day"]) == [(("2015-03-01",), 1), (("2015-03-31",), 1)]


def test_sums_group_by_any_columns_in_their_order(ledger):
    ledger.book([
        row("a", door="forward", form="inline", language="ja", outcome="violation", count=3),
        row("b", door="plugin", form="attached", language="en", outcome="violation"),
        row("c", door="forward", form="inline", language="ja", outcome="violation"),
        row("d", series="monitor_hit", medium="mobile", carrier="例の電話", country="KR"),
    ])  # fmt: skip
    assert ledger.sums(MARCH, APRIL, ["series", "outcome", "door", "form", "language"]) == [
        (("monitor_hit", "", "", "", ""), 1),
        (("report", "violation", "forward", "inline", "ja"), 4),
        (("report", "violation", "plugin", "attached", "en"), 1),
    ]
    assert ledger.sums(MARCH, APRIL, ["medium", "carrier", "country"]) == [
        (("", "", ""), 5),
        (("mobile", "例の電話", "KR"), 1),
    ]
    assert ledger.sums(MARCH, APRIL, []) == [((), 6)]


def test_sums_can_be_of_some_sources_only(ledger):
    ledger.book([row("a"), row("b", source=Source.SEEDED, count=100), row("c", source=Source.SIMULATED, count=7)])
    assert ledger.sums(MARCH, APRIL, ["source"], [Source.COUNTED, Source.SEEDED]) == [
        (("counted",), 1),
        (("seeded",), 100),
    ]
    assert ledger.sums(MARCH, APRIL, ["source"], []) == []


def test_a_column_that_is_none_is_refused_and_not_guessed(ledger):
    with pytest.raises(ValueError, match="no column 'colour'"):
        ledger.sums(MARCH, APRIL, ["colour"])


def test_what_counts_can_be_narrowed_and_tags_stay_together(ledger):
    ledger.book([
        row("a", tags=("V31", "V44"), count=2),
        row("b", tags=("V44",)),
        row("c"),
        row("d", tags=("V31",), source=Source.SIMULATED),
        row("e", tags=("V31",), series="monitor_hit"),
    ])  # fmt: skip
    assert ledger.sums(MARCH, APRIL, ["tags"], [Source.COUNTED], {"series": ["report"]}) == [
        (("",), 1),
        (("V31 V44",), 2),
        (("V44",), 1),
    ]


def test_sums_group_by_month(ledger):
    ledger.book([row("a", count=5), row("b", day=date(2015, 3, 31)), row("c", series="agency"), row("d", day=MAY)])
    assert ledger.sums(MARCH, date(2015, 6, 1), ["month", "series"]) == [
        (("2015-03", "agency"), 1),
        (("2015-03", "report"), 6),
        (("2015-05", "report"), 1),
    ]


def test_rows_are_counted_by_source_not_by_what_they_count(ledger):
    ledger.book([row("a", count=5), row("b"), row("c", source=Source.SEEDED, count=9), row("d", day=MAY)])
    assert ledger.row_counts(MARCH, APRIL) == {Source.COUNTED: 2, Source.SEEDED: 1}
    assert ledger.row_counts(MARCH, APRIL, {"series": ["agency"]}) == {}


def test_what_a_database_refuses_in_text_does_not_stop_the_count(ledger):
    assert ledger.book([row("a", carrier="nul\x00 half\ud800" + "x" * 200)]) == 1


@pytest.mark.parametrize("change", ["UPDATE {} SET count = 0", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_delete_a_count(database, change):
    from django.db import DatabaseError, connection

    from tsuho.store.records.ledger import LedgerInDatabase

    LedgerInDatabase().book([row("a", count=3)])
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(change.format("records_ledgerentry"))
    assert LedgerInDatabase().sums(MARCH, APRIL, []) == [((), 3)]


def test_sqlite_cannot_replace_a_count_either(records_file):
    from django.db import DatabaseError, connection

    from tsuho.store.records.ledger import COLUMNS, LedgerInDatabase

    LedgerInDatabase().book([row("a", count=3)])
    columns = ", ".join(f'"{name}"' for name in COLUMNS)
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(
            f"REPLACE INTO records_ledgerentry (id, {columns}) SELECT id, {columns} FROM records_ledgerentry"
        )


def test_postgresql_refuses_to_empty_the_table(databases):
    databases("postgresql")
    from django.db import DatabaseError, connection

    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE records_ledgerentry")
