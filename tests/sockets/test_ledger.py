"""The port Ledger, on every implementation: idempotent by key, summed by columns, never changed."""

from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tsuho.casework.errors import CannotDo
from tsuho.casework.ledger_ports import ClosedMonth
from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import Source

MARCH, APRIL, MAY = date(2015, 3, 1), date(2015, 4, 1), date(2015, 5, 1)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def ledger(request, databases):
    if request.param == "memory":
        from tsuho.store.records.memory_ledger import LedgerInMemory

        return LedgerInMemory(lambda: date(2015, 4, 20))
    databases(request.param)
    from tsuho.store.records.ledger import LedgerInDatabase

    return LedgerInDatabase(lambda: date(2015, 4, 20))


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


def closed(ledger, month="2015-03"):
    at = datetime(2015, 4, 2, tzinfo=UTC)
    return ClosedMonth(month, 1, "ab" * 32, "0" * 64, ledger.head(), "", "", "係", at)


def test_a_month_is_closed_once_and_remembered(ledger):
    ledger.close(closed(ledger))
    with pytest.raises(CannotDo, match="closed already"):
        ledger.close(closed(ledger))
    ledger.close(closed(ledger, "2015-04"))
    assert [each.month for each in ledger.closed_months()] == ["2015-03", "2015-04"]
    assert ledger.closed_months()[0] == closed(ledger)


def test_what_comes_late_for_a_closed_month_is_a_correction_of_that_day(ledger):
    ledger.book([row("a", count=5)])
    ledger.close(closed(ledger))
    assert ledger.book([row("a"), row("b", count=2), row("c", day=APRIL)]) == 2
    assert ledger.sums(MARCH, MAY, ["month", "correction", "corrected_on"]) == [
        (("2015-03", "", ""), 5),
        (("2015-03", "correction_late", "2015-04-20"), 2),
        (("2015-04", "", ""), 1),
    ]


def test_a_correction_keeps_its_reason_and_its_day_and_may_take_away(ledger):
    ledger.book([row("a", count=5)])
    ledger.close(closed(ledger))
    ledger.book([row("b", count=-2, correction="二重に数えた", corrected_on="2015-04-09")])
    assert ledger.sums(MARCH, MAY, ["correction", "corrected_on"]) == [
        (("", ""), 5),
        (("二重に数えた", "2015-04-09"), -2),
    ]
    assert ledger.sums(MARCH, MAY, []) == [((), 3)]


def test_an_open_month_is_not_corrected_and_a_correction_says_why_and_when(ledger):
    with pytest.raises(ValueError, match="2015-03 is not closed"):
        ledger.book([row("a", correction="因", corrected_on="2015-04-09")])
    with pytest.raises(ValueError, match="both its reason and the day"):
        ledger.book([row("a", correction="因")])
    assert ledger.sums(MARCH, MAY, []) == []


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_without_a_calendar_what_comes_late_is_refused(request, kind):
    if kind == "sqlite":
        request.getfixturevalue("records_file")
        from tsuho.store.records.ledger import LedgerInDatabase as Kind
    else:
        from tsuho.store.records.memory_ledger import LedgerInMemory as Kind
    ledger = Kind()
    ledger.close(closed(ledger))
    with pytest.raises(ValueError, match="2015-03 is closed"):
        ledger.book([row("a")])


def test_seals_chain_what_was_booked_and_hold_while_nothing_is_changed(ledger):
    heads = [ledger.head()]
    assert heads == ["0" * 64]
    assert ledger.seal() == 0
    for number in range(3):
        ledger.book([row(f"{number}/{each}", count=each, tags=("V31",)) for each in range(1, 6)])
        assert ledger.seal() == 5
        heads.append(ledger.head())
    assert ledger.seal() == 0
    assert len(set(heads)) == 4
    assert ledger.first_broken_seal() is None


def test_a_part_can_be_sealed_at_a_time_and_a_seal_is_known_by_its_hash(ledger):
    ledger.book([row(f"{number}") for number in range(5)])
    assert [ledger.seal(2), ledger.seal(2), ledger.seal(2), ledger.seal(2)] == [2, 2, 1, 0]
    assert ledger.is_seal(ledger.head()) and ledger.is_seal("0" * 64) and not ledger.is_seal("ab" * 32)
    assert ledger.first_broken_seal() is None


def test_the_days_of_the_book_are_those_of_its_rows(ledger):
    assert (ledger.days(), ledger.first_day()) == (None, None)
    ledger.book([row("a", day=date(2015, 3, 31)), row("b", day=date(2014, 4, 1))])
    assert (ledger.days(), ledger.first_day()) == ((date(2014, 4, 1), APRIL), date(2014, 4, 1))


def test_the_same_rows_give_the_same_seal_whatever_holds_them(ledger):
    ledger.book([row("a", carrier="例の電話", tags=("V31", "V44")), row("b", count=-3)])
    ledger.seal()
    empty = "\0" * 6
    texts = [
        f"a\0report\x002015-03-01\0counted\x001{empty}\0\0例の電話\0\0\0\0V31 V44\0\0",
        f"b\0report\x002015-03-01\0counted\x00-3{empty}\0\0\0\0\0\0\0\0",
    ]
    digest = sha256(b"".join(sorted(sha256(text.encode()).digest() for text in texts))).hexdigest()
    assert ledger.head() == sha256(f"{'0' * 64}|{digest}|2|2".encode()).hexdigest()


def test_the_sums_are_the_rows(ledger):
    ledger.book([row(f"{n}", day=date(2015, 3 + n % 2, 1 + n % 28), series=f"s{n % 3}", count=n) for n in range(40)])
    assert list(ledger.differences(MARCH, MAY)) == []
    assert ledger.first_day() == date(2015, 3, 1)
    assert sum(count for _, count in ledger.sums(date(2015, 3, 9), date(2015, 4, 9), ["month", "series"])) == sum(
        n for n in range(40) if date(2015, 3, 9) <= date(2015, 3 + n % 2, 1 + n % 28) < date(2015, 4, 9)
    )


def test_the_days_to_compare_are_those_of_the_rows(ledger):
    assert ledger.span() is None
    ledger.book([row("1", day=date(2015, 3, 9)), row("2", day=date(2015, 4, 2))])
    since, until = ledger.span()
    assert since <= date(2015, 3, 9) and until == date(2015, 4, 3)


@pytest.mark.parametrize("ledger", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.parametrize("day", [date(2015, 2, 3), date(2015, 3, 9), date(2015, 7, 1)])
def test_a_sum_that_no_row_stands_behind_is_found_on_whatever_day_it_is(ledger, day):
    from tsuho.store.records import rollups
    from tsuho.words.ledger import SPLITS

    ledger.book([row("1", day=date(2015, 3, 9))])
    values = {"series": "report", "source": "counted", "day": day, "outcome": "violation"}
    rollups.add([(tuple(values.get(name, "") for name in SPLITS), 7)])
    found = ledger.differences(*ledger.span())
    written = (f"'{day}'", repr(day).removeprefix("datetime."))
    assert any("'violation'" in each and any(one in each for one in written) for each in found), found


SPLIT = st.fixed_dictionaries({
    "day": st.dates(date(2015, 1, 25), date(2015, 5, 5)),
    "series": st.sampled_from(["report", "agency"]),
    "source": st.sampled_from(list(Source)),
    "count": st.integers(-3, 9),
    "outcome": st.sampled_from(["", "violation"]),
    "tags": st.sampled_from([(), ("V31",), ("V31", "V44")]),
    "party": st.sampled_from(["", "isp-a"]),
})  # fmt: skip
COLUMN = st.sampled_from(["month", "day", "series", "source", "outcome", "tags", "party"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(SPLIT, max_size=12),
    ends=st.tuples(st.dates(date(2015, 1, 1), date(2015, 5, 31)), st.dates(date(2015, 1, 1), date(2015, 5, 31))),
    by=st.lists(COLUMN, max_size=4, unique=True),
    series=st.sampled_from([None, ["report"], ["report", "agency"], []]),
)
def test_both_databases_sum_as_the_dictionary_does(database, rows, ends, by, series):
    from tsuho.store.records.ledger import LedgerInDatabase
    from tsuho.store.records.memory_ledger import LedgerInMemory

    name = uuid4().hex
    where = {"region": [name]} | ({} if series is None else {"series": series})
    booked = [LedgerRow(key=f"{name}{n}", region=name, **each) for n, each in enumerate(rows)]
    stored, plain = LedgerInDatabase(), LedgerInMemory()
    assert stored.book(booked) == plain.book(booked) == len(rows)
    since, until = sorted(ends)
    assert stored.sums(since, until, by, None, where) == plain.sums(since, until, by, None, where)
    assert stored.row_counts(since, until, where) == plain.row_counts(since, until, where)
    assert list(stored.differences(date(2015, 1, 1), date(2015, 6, 1))) == []


def test_a_sum_that_is_not_the_rows_is_found_and_made_anew(database):
    from django.db import connection

    from tsuho.store.records.ledger import LedgerInDatabase

    ledger = LedgerInDatabase()
    ledger.book([row("a", count=3), row("b", day=APRIL)])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_ledgermonth SET count = 4 WHERE day = '2015-03-01'")
    wrong, right = sorted(ledger.differences(MARCH, MAY), key=lambda each: "'count': 3" in each)
    assert "records_ledgermonth" in wrong and "'count': 4" in wrong
    assert "'count': 3" in right
    ledger.sum_anew()
    assert list(ledger.differences(MARCH, MAY)) == []
    assert ledger.sums(MARCH, APRIL, []) == [((), 3)]


@pytest.mark.parametrize("how", ["changed", "left out", "put in"])
def test_a_row_that_was_tampered_with_past_the_triggers_breaks_its_seal(records_file, how):
    from django.db import connection

    from tsuho.store.records.ledger import LedgerInDatabase

    ledger = LedgerInDatabase()
    for batch in ("x", "y", "z"):
        ledger.book([row(f"{batch}{n}") for n in range(3)])
        ledger.seal()
    act = {
        "changed": "UPDATE records_ledgerentry SET count = 2 WHERE key = 'y1'",
        "left out": "DELETE FROM records_ledgerentry WHERE key = 'y1'",
        "put in": "UPDATE records_ledgerentry SET id = 5 WHERE key = 'z2'",
    }[how]
    with connection.cursor() as cursor:
        for change in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER records_ledgerentry_no_{change}")
        if how == "put in":
            cursor.execute("DELETE FROM records_ledgerentry WHERE id = 5")
        cursor.execute(act)
    assert ledger.first_broken_seal() == 2


@pytest.mark.parametrize("table", ["records_ledgerseal", "records_closedmonth"])
@pytest.mark.parametrize("change", ["UPDATE {} SET entries = 0", "DELETE FROM {}"])
def test_seals_and_closed_months_are_not_changed_either(database, table, change):
    from django.db import DatabaseError, connection

    from tsuho.store.records.ledger import LedgerInDatabase

    ledger = LedgerInDatabase()
    ledger.book([row("a")])
    ledger.seal()
    ledger.close(closed(ledger))
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(change.format(table))


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


def test_how_many_rows_a_month_has_is_told_by_series_and_by_source(ledger):
    ledger.book([row("a"), row("b", count=9), row("c", series="monitor_hit"), row("d", day=APRIL)])
    ledger.book([row("e", source=Source.SIMULATED), row("b", count=9)])
    assert ledger.row_counts(MARCH, APRIL) == {Source.COUNTED: 3, Source.SIMULATED: 1}
    assert ledger.row_counts(MARCH, APRIL, {"series": ["report"]}) == {Source.COUNTED: 2, Source.SIMULATED: 1}
    assert ledger.row_counts(date(2015, 3, 2), MAY, {"series": ["report"]}) == {Source.COUNTED: 1}
    assert ledger.row_counts(MARCH, MAY, {"series": ["report"], "source": ["counted"]}) == {Source.COUNTED: 3}


def test_an_answer_is_kept_until_it_is_made_of_other_rows_or_forgotten(ledger):
    ledger.keep_answer("year", "counted:3", "three")
    assert ledger.kept_answer("year", "counted:3") == "three"
    assert ledger.kept_answer("year", "counted:4") is None
    assert ledger.kept_answer("month", "counted:3") is None
    ledger.keep_answer("year", "counted:4", "four")
    assert (ledger.kept_answer("year", "counted:3"), ledger.kept_answer("year", "counted:4")) == (None, "four")
    ledger.sum_anew()
    assert ledger.kept_answer("year", "counted:4") is None
