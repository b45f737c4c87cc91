"""The port MonitorRegister in memory and on both databases: sheets and custody are only added to, and an end reaches its mail."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tsuho.store.records.memory_monitors import MonitorRegisterInMemory
from tsuho.words.monitors import CustodyAct, CustodyEvent, MonitorEntry, Provenance, Published
from tsuho.words.vocabulary import Kind, Medium, Standing

AT = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ENTRY = MonitorEntry("携帯1号", Medium.MOBILE, "mihon-mobile", "見本室A", AT - 400 * DAY)
SHEET = Provenance(
    "模擬 太郎", date(2014, 1, 6), "見本端末1", "モニター管理者", never_registered=True, never_used=True, never_on_paper=True,
    no_dealings=True, published=Published.NEVER, partners=("mihon-mobile.example",), by="one", at=AT,
)  # fmt: skip


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def ports(request):
    """(the register, what lets a mail arrive at a monitor, what judges a mail anew on its face)"""
    if request.param == "memory":
        register = MonitorRegisterInMemory()
        return register, register.receive, register.prove_no_more
    request.getfixturevalue("databases")(request.param)
    from tsuho.store.records.models import Report
    from tsuho.store.records.monitor_register import MonitorRegisterInDatabase
    from tsuho.store.records.records import RecordsInDatabase

    evidenced, judged = request.getfixturevalue("evidenced"), request.getfixturevalue("judged_report")
    records, register = RecordsInDatabase(), MonitorRegisterInDatabase()

    def receive(number, report, at):
        sheet = records.monitor(register.addresses()[number - 1])
        mail = judged(kind=Kind.MONITOR_HIT, standing=Standing.MONITOR)
        records.file([evidenced(report, mail, received_at=at, monitor=sheet)], {})
        assert Report.objects.latest("id").pk == report

    return register, receive, lambda report: Report.objects.filter(pk=report).update(standing=Standing.FACE)


def test_an_address_and_a_label_stand_in_it_once_and_no_address_comes_out(ports):
    register, _, _ = ports
    first = register.enter(ENTRY, "Trap1@M.example")
    assert first > 0
    assert register.enter(replace(ENTRY, label="other"), "trap1@m.example") == 0
    assert register.enter(ENTRY, "trap2@m.example") == 0
    second = register.enter(replace(ENTRY, label=""), "trap2@m.example")
    third = register.enter(replace(ENTRY, label=""), "trap3@m.example")
    assert register.entry(first) == replace(ENTRY, number=first)
    assert register.entry(second).label == f"M-{second:03d}"
    assert register.entry(99) is None and register.heard(99) is None
    assert [each.number for each in register.entries(0, 2)] == [first, second]
    assert [each.number for each in register.entries(second, 2)] == [third]
    assert list(register.addresses()) == ["trap1@m.example", "trap2@m.example", "trap3@m.example"]
    assert not any("trap" in repr(each) for each in register.entries(0, 9))


def test_the_newest_sheet_is_what_v31_goes_by_and_the_old_ones_stay(ports):
    register, _, _ = ports
    number = register.enter(ENTRY, "trap1@m.example")
    first = register.keep_sheet(number, replace(SHEET, no_dealings=False))
    assert register.entry(number).excludes == (True, True, False, True)
    assert register.entry(number).partners == SHEET.partners
    second = register.keep_sheet(number, SHEET)
    assert register.entry(number).excludes == (True, True, True, True)
    assert register.sheets(number) == [
        replace(SHEET, number=second), replace(SHEET, no_dealings=False, number=first),
    ]  # fmt: skip


def test_custody_is_read_newest_first_page_by_page(ports):
    register, _, _ = ports
    number, other = (
        register.enter(ENTRY, "trap1@m.example"),
        register.enter(replace(ENTRY, label="2"), "trap2@m.example"),
    )
    lines = [
        register.note(number, CustodyEvent(CustodyAct.CHECKED, AT - each * DAY, "one", f"点検 {each}", AT))
        for each in range(4)
    ]
    register.note(other, CustodyEvent(CustodyAct.READ, AT, "one", "", AT))
    assert [each.number for each in register.custody(number, None, 3)] == lines[:0:-1]
    (last,) = register.custody(number, lines[1], 3)
    assert last == CustodyEvent(CustodyAct.CHECKED, AT, "one", "点検 0", AT, lines[0])


def test_it_moves_and_its_limit_is_set(ports):
    register, _, _ = ports
    number = register.enter(ENTRY, "trap1@m.example")
    register.move(number, "見本室B")
    register.limit(number, 3)
    found = register.entry(number)
    assert (found.place, found.silent_days, register.heard(number).silent_days) == ("見本室B", 3, 3)
    register.limit(number, None)
    assert register.entry(number).silent_days is None


def test_it_is_heard_by_its_own_mail_newest_first_and_by_who_noted_its_silence(ports):
    register, receive, _ = ports
    number, other = (
        register.enter(ENTRY, "trap1@m.example"),
        register.enter(replace(ENTRY, label="2"), "trap2@m.example"),
    )
    assert register.heard(number).last_at is None
    receive(number, 1, AT)
    receive(number, 2, AT - DAY)
    receive(other, 3, AT + DAY)
    register.note(number, CustodyEvent(CustodyAct.FOUND_SILENT, AT + DAY, "one", "", AT + DAY))
    register.note(number, CustodyEvent(CustodyAct.FOUND_SILENT, AT + 2 * DAY, "two", "", AT + 2 * DAY))
    heard = register.heard(number)
    assert (heard.recent, heard.last_at, heard.label) == ((AT, AT - DAY), AT, ENTRY.label)
    assert (heard.seen_by, heard.seen_at) == ("two", AT + 2 * DAY)


def test_an_end_reaches_back_to_its_time_and_never_moves_later(ports):
    register, receive, judged_anew = ports
    number = register.enter(ENTRY, "trap1@m.example")
    for report in range(1, 5):
        receive(number, report, AT + report * DAY)
    assert not register.still_proving(number, 9)
    assert list(register.hits(number, AT + 3 * DAY)) == [3, 4]
    register.stop(number, AT + 4 * DAY, contaminated=False)
    assert (register.entry(number).retired_at, register.entry(number).contaminated_at) == (AT + 4 * DAY, None)
    assert list(register.still_proving(number, 9)) == [4]
    register.stop(number, AT + 2 * DAY, contaminated=True)
    register.stop(number, AT + 9 * DAY, contaminated=True)
    assert (register.entry(number).retired_at, register.entry(number).contaminated_at) == (AT + 2 * DAY,) * 2
    assert list(register.still_proving(number, 2)) == [2, 3]
    judged_anew(2)
    assert list(register.still_proving(number, 9)) == [3, 4]


def test_the_database_refuses_to_change_sheets_and_custody(database):
    from django.db import Error, transaction

    from tsuho.store.records.models import CustodyLine, ProvenanceSheet
    from tsuho.store.records.monitor_register import MonitorRegisterInDatabase

    register = MonitorRegisterInDatabase()
    number = register.enter(ENTRY, "trap1@m.example")
    register.keep_sheet(number, SHEET)
    register.note(number, CustodyEvent(CustodyAct.CHECKED, AT, "one", "点検", AT))
    for table in (CustodyLine, ProvenanceSheet):
        for change in (lambda rows: rows.update(by="somebody else"), lambda rows: rows.delete()):
            with pytest.raises(Error, match="append-only"), transaction.atomic():
                change(table.objects.all())
    assert register.custody(number, None, 9)[0].by == register.sheets(number)[0].by == "one"


def test_campaigns_count_a_monitor_out_whose_end_lies_before_their_mail_and_nothing_more_goes_into_notices(
    database, evidenced, judged_report
):
    from tsuho.casework.search_ports import What
    from tsuho.store.records.campaign_facts import FactsInDatabase
    from tsuho.store.records.models import QueueRow
    from tsuho.store.records.monitor_register import MonitorRegisterInDatabase
    from tsuho.store.records.records import RecordsInDatabase

    records, register, facts = RecordsInDatabase(), MonitorRegisterInDatabase(), FactsInDatabase()
    numbers = [register.enter(replace(ENTRY, label=name), f"{name}@m.example") for name in ("trap1", "trap2")]
    for each, number in enumerate((0, 0, 1), 1):
        mail = judged_report(kind=Kind.MONITOR_HIT, standing=Standing.MONITOR)
        sheet = records.monitor(register.addresses()[number])
        records.file([evidenced(each, mail, received_at=AT + each * DAY, monitor=sheet)], {})
    (campaign,) = records.campaigns()
    monitors = lambda: {each.value: each.count for each in facts.of_campaign(campaign.id, What.MONITOR)}  # noqa: E731
    first, second = map(str, numbers)
    assert monitors() == {first: 2, second: 1}
    assert QueueRow.objects.get(number=campaign.id, kind="campaign").grade == "E3"
    everything = records.hits_between(AT, AT + 9 * DAY)
    assert len(everything) == 3 and {each.ip for each in everything} == {"192.0.2.25"}
    from_line = lambda *lines: records.hits_from(lines, AT, AT + 9 * DAY)  # noqa: E731
    assert from_line("203.0.113.9", "192.0.2.25", "2001:db8::/64") == everything
    assert from_line("192.0.2.24") == from_line("no address") == from_line() == []
    assert records.hits_from(["192.0.2.25"], AT + 2 * DAY, AT + 3 * DAY) == everything[1:2]
    register.stop(numbers[0], AT + 2 * DAY, contaminated=True)
    assert monitors() == {first: 1, second: 1}
    register.stop(numbers[0], AT, contaminated=True)
    assert monitors() == {second: 1}
    assert QueueRow.objects.get(number=campaign.id, kind="campaign").grade == "E2"
    assert [each.report for each in records.hits_between(AT, AT + 9 * DAY)] == [3]
