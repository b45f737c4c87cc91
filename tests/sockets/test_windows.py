"""The ports InboundLists and MinistryRequests in memory and on the database: kept once, newest first, each agency its own."""

from datetime import UTC, datetime, timedelta

import pytest

from tsuho.casework.window_ports import InboundList, InboundRow, MinistryRequest, RequestAnswer
from tsuho.store.records.memory_windows import InboundListsInMemory, MinistryRequestsInMemory

AT = datetime(2015, 3, 10, 3, 4, 5, tzinfo=UTC)
ROWS = (InboundRow("198.51.100.7", AT, "mihon-isp"), InboundRow("2001:db8::7", AT - timedelta(days=1)))


@pytest.fixture(params=["memory", "database"])
def ports(request):
    if request.param == "memory":
        return InboundListsInMemory(), MinistryRequestsInMemory()
    request.getfixturevalue("records_file")
    from tsuho.store.records.windows import InboundListsInDatabase, MinistryRequestsInDatabase

    return InboundListsInDatabase(), MinistryRequestsInDatabase()


def test_the_same_file_is_kept_once_an_agency(ports):
    lists, _ = ports
    one = InboundList("KR", "KR (window: a)", AT, "a" * 64, ROWS)
    assert lists.enter(one) > 0
    assert lists.enter(one) == 0
    assert lists.enter(InboundList("TW", "TW", AT, "a" * 64, ROWS[:1])) > 0
    (kept,) = lists.of_agency("KR", None, 10)
    assert (kept.rows, kept.at, kept.by, kept.matched) == (ROWS, AT, "KR (window: a)", 1)


def test_lists_come_newest_first_page_by_page(ports):
    lists, _ = ports
    numbers = [lists.enter(InboundList("KR", "x", AT, f"{each:064}", ROWS)) for each in range(4)]
    lists.enter(InboundList("TW", "x", AT, "b" * 64, ROWS))
    assert [each.number for each in lists.of_agency("KR", None, 3)] == numbers[:0:-1]
    assert [each.number for each in lists.of_agency("KR", numbers[1], 3)] == numbers[:1]


def test_lists_of_all_agencies_since_a_time_come_oldest_first(ports):
    lists, _ = ports
    for each, agency in enumerate(("KR", "TW", "KR")):
        lists.enter(InboundList(agency, "x", AT + timedelta(days=each), f"{each:064}", ROWS))
    assert [each.agency for each in lists.since(AT + timedelta(days=1))] == ["TW", "KR"]
    assert len(lists.since(AT)) == 3 and not lists.since(AT + timedelta(days=3))


def test_a_row_is_in_one_referral_for_ever_and_rows_are_taken_all_or_none(ports):
    lists, _ = ports
    first, second = ((row.ip, row.at) for row in ROWS)
    assert lists.tie("KR", [first], "inbound_notice/a")
    assert lists.tie("KR", [first], "inbound_notice/a"), "the same referral again is no other"
    assert not lists.tie("KR", [second, first], "inbound_notice/b")
    assert lists.tied("KR") == {first: "inbound_notice/a"}, "nothing of what was refused is left"
    assert lists.tie("TW", [first, second], "inbound_notice/c"), "another agency's row is another row"
    assert lists.tied("TW") == dict.fromkeys((first, second), "inbound_notice/c")


def test_requests_are_kept_as_written_and_come_newest_first(ports):
    _, requests = ports
    numbers = [requests.enter(MinistryRequest(f"求め {each}", "official", AT)) for each in range(3)]
    assert [each.text for each in requests.newest(None, 2)] == ["求め 2", "求め 1"]
    assert [(each.number, each.at) for each in requests.newest(numbers[1], 5)] == [(numbers[0], AT)]


def test_answers_stand_with_their_request_and_in_order(ports):
    _, requests = ports
    one, other = (requests.enter(MinistryRequest(text, "official", AT)) for text in ("一", "二"))
    later = AT + timedelta(days=1)
    numbers = [requests.answer(RequestAnswer(one, text, "liaison", later)) for text in ("調査中", "終わり")]
    assert requests.request(one) == MinistryRequest("一", "official", AT, one)
    assert requests.request(other + 1) is None
    assert requests.answers([one, other]) == [
        RequestAnswer(one, text, "liaison", later, number)
        for text, number in zip(("調査中", "終わり"), numbers, strict=True)
    ]
    assert list(requests.answers([other])) == []


def test_the_database_refuses_to_change_what_was_asked_and_answered(records_file):
    from django.db import DatabaseError, transaction

    from tsuho.store.records.models import MinistryAnswerRow, MinistryRequestRow
    from tsuho.store.records.windows import MinistryRequestsInDatabase

    requests = MinistryRequestsInDatabase()
    requests.answer(RequestAnswer(requests.enter(MinistryRequest("一", "official", AT)), "答", "liaison", AT))
    for table in (MinistryAnswerRow, MinistryRequestRow):
        for change in (lambda: table.objects.update(text="x"), lambda: table.objects.all()._raw_delete("default")):  # noqa: B023
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
