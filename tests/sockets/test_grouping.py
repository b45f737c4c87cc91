"""Grouping on each database: what joins by a text and a second key, what persons split and merge, and how it was reported."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta

import pytest

from tsuho.casework.errors import CannotDo
from tsuho.engine.campaigns.grouping import MAX_STRANGERS
from tsuho.engine.campaigns.sketch import VALUES, VERSION
from tsuho.words.vocabulary import Kind, Outcome

AT = datetime(2015, 3, 31, 16, 30, tzinfo=UTC)
LATER = AT + timedelta(days=9)
TEXT = bytes(range(VALUES))
A, B, C = "landing:a.example", "landing:b.example", "landing:c.example"


@pytest.fixture
def records(database):
    from tsuho.store.records.records import RecordsInDatabase

    return RecordsInDatabase()


@pytest.fixture
def filed(records, judged_report, evidenced):
    """File one report in a batch of its own."""

    def file(number, *keys, weak=(), text=b"", reporter="", received_at=AT, **more):
        likeness = (f"sketch:{VERSION}.{b64encode(text).decode()}",) if len(text) == VALUES else ()
        short = (f"short:{text.hex()}",) if len(text) == 16 else ()
        report = judged_report(keys=keys, weak=(*weak, *likeness, *short), **more)
        records.file([evidenced(number, report, received_at=received_at)], {number: reporter} if reporter else {})

    return file


def near(share: float) -> bytes:
    return TEXT[: round(share * VALUES)] + bytes(255 - value for value in TEXT[round(share * VALUES) :])


def groups(records):
    return sorted(sorted(each.arrival for each in records.members(seen.id)) for seen in records.campaigns(limit=100))


def only(records):
    (found,) = records.campaigns()
    return found


# --- joined by a text
def test_a_rotated_domain_joins_by_its_text_and_name_and_says_so(records, filed):
    filed(1, A, weak=("name:お店",), text=TEXT)
    filed(2, B, weak=("name:お店",), text=near(0.75))
    assert groups(records) == [[1, 2]]
    assert only(records).keys == (A, B)
    second, first = records.members(only(records).id)
    assert (first.joined_by, first.similarity) == ((A,), None)
    assert (second.joined_by, second.similarity) == ((B, "alike", "name:お店"), 0.75)
    filed(3, B)
    assert groups(records) == [[1, 2, 3]]


def test_a_text_alone_or_a_weak_key_alone_joins_nothing(records, filed):
    filed(1, A, weak=("name:a",), text=TEXT)
    filed(2, weak=("name:b",), text=TEXT)
    filed(3, weak=("name:a",), text=near(0.2))
    filed(4, weak=("name:a",))
    assert groups(records) == [[1]]


@pytest.mark.parametrize("text", [TEXT, b"0123456789abcdef"], ids=["sketch", "short"])
def test_a_report_that_was_alone_is_brought_in_when_its_like_comes(records, filed, text):
    filed(1, weak=("name:a", "from:one.example"), text=text)
    filed(2, weak=("name:b",), text=text)
    assert records.campaigns() == []
    filed(3, weak=("name:a",), text=text, received_at=LATER)
    campaign = only(records)
    assert (campaign.messages, campaign.keys, campaign.first_at, campaign.last_at) == (2, (), AT, LATER)
    assert {each.arrival: (each.joined_by, each.similarity) for each in records.members(campaign.id)} == {
        1: (("alike", "name:a"), 1.0),
        3: (("alike", "name:a"), 1.0),
    }
    filed(4, weak=("from:one.example",), text=text)
    assert only(records).messages == 3


def test_a_copy_with_another_name_widens_what_later_copies_may_share(records, filed):
    filed(1, A, weak=("name:a",), text=TEXT)
    filed(2, A, weak=("name:b",), text=TEXT)
    filed(3, weak=("name:b",), text=TEXT)
    assert groups(records) == [[1, 2, 3]]


def test_filing_again_changes_no_template_and_no_total(records, filed):
    from tsuho.store.records.models import ReporterTotal, TextTemplate

    for _ in range(2):
        filed(1, A, weak=("name:a",), text=TEXT, reporter="r")
    assert TextTemplate.objects.count() == 1
    assert list(ReporterTotal.objects.values_list("reporter", "reports")) == [("r", 1)]


def test_two_campaigns_that_become_one_keep_in_the_history_which_key_did_it(records, filed):
    filed(1, A)
    filed(2, B)
    filed(3, B)
    filed(4, A, B, received_at=LATER)
    (change,) = records.campaign_changes(only(records).id)
    assert (change.kind, change.by, change.why, change.messages, change.at) == ("merge", "", B, 2, LATER)
    assert (change.campaign, change.other) == (only(records).id, only(records).id + 1)
    assert records.campaign_changes(change.other) == [change]


def test_a_key_that_strangers_share_stops_joining_and_the_history_says_so(records, filed):
    filed(0, A, text=TEXT)
    for number in range(1, MAX_STRANGERS + 4):
        filed(number, A, text=bytes((value * (2 * number + 3)) % 256 for value in range(VALUES)))
    assert only(records).messages == 1 + MAX_STRANGERS + 1
    (change,) = records.campaign_changes(only(records).id)
    assert (change.kind, change.why) == ("overused", A)


# --- by persons
def test_a_split_moves_the_members_of_its_keys_and_is_kept_with_who_and_why(records, filed):
    filed(1, A, received_at=AT - timedelta(days=1))
    filed(2, A, B)
    filed(3, B, kind=Kind.MONITOR_HIT)
    filed(4, B, received_at=LATER)
    records.confirm(only(records).id, "V44", "official", "seen", AT)
    old = only(records).id
    new = records.split_campaign(old, [B], [], "分析員", "another operator", LATER)
    assert groups(records) == [[1, 2], [3, 4]]
    kept, moved = records.campaign(old), records.campaign(new)
    assert (kept.keys, moved.keys, moved.name) == ((A,), (B,), "b.example")
    assert (kept.messages, kept.reports, kept.monitor_hits) == (2, 2, 0)
    assert (moved.messages, moved.reports, moved.monitor_hits) == (2, 1, 1)
    assert (moved.first_at, moved.last_at) == (AT, LATER)
    (change,) = records.campaign_changes(new)
    assert (change.campaign, change.other, change.kind, change.by) == (old, new, "split", "分析員")
    assert (change.why, change.at, change.messages) == ("another operator", LATER, 2)
    assert records.confirmed_hits(AT - timedelta(days=9)) == [], "what went away is not confirmed"


def test_a_split_is_not_undone_by_a_key_nor_a_text_nor_a_third_campaign(records, filed):
    filed(1, A, weak=("name:a",), text=TEXT)
    filed(2, A, B)
    filed(3, B)
    filed(4, C)
    old = only_with(records, A)
    new = records.split_campaign(old, [B], [], "分析員", "another operator", AT)
    filed(5, A, B)
    filed(6, B, weak=("name:a",), text=TEXT)
    filed(7, C, A)
    filed(8, C, B)
    assert records.campaign(old).keys == (A, C)
    assert records.campaign(new).keys == (B,)
    assert groups(records) == [[1, 2, 4, 5, 7, 8], [3, 6]]


def only_with(records, key):
    return next(seen.id for seen in records.campaigns() if key in seen.keys)


def test_reports_can_be_split_off_by_their_numbers(records, filed):
    filed(1, A, weak=("name:a",), text=TEXT)
    filed(2, weak=("name:a",), text=TEXT)
    filed(3, weak=("name:a",), text=TEXT)
    campaign = only(records)
    wanted = [each.report for each in records.members(campaign.id) if each.arrival == 2]
    records.split_campaign(campaign.id, [], wanted, "分析員", "copied by another", AT)
    assert groups(records) == [[1, 3], [2]]


def test_a_split_of_nothing_or_everything_is_refused_and_changes_nothing(records, filed):
    filed(1, A, B)
    filed(2, A)
    campaign = only(records)
    with pytest.raises(CannotDo, match="no member"):
        records.split_campaign(campaign.id, [B], [], "分析員", "why", AT)
    with pytest.raises(CannotDo, match="all 2 members"):
        records.split_campaign(campaign.id, [A, B], [], "分析員", "why", AT)
    assert only(records) == campaign
    assert records.campaign_changes(campaign.id) == []


def test_a_person_may_merge_what_was_split_and_then_it_is_one_again(records, filed):
    filed(1, A, B)
    filed(2, A)
    filed(3, B)
    old = only(records).id
    new = records.split_campaign(old, [B], [], "分析員", "another operator", AT)
    assert records.merge_campaigns(new, old, "分析員", "the same after all", LATER) == old
    assert groups(records) == [[1, 2, 3]]
    assert only(records).messages == 3
    assert [(each.kind, each.by) for each in records.campaign_changes(new)] == [
        ("split", "分析員"),
        ("merge", "分析員"),
    ]
    with pytest.raises(CannotDo, match="one campaign already"):
        records.merge_campaigns(new, old, "分析員", "again", LATER)
    filed(4, A, B)
    assert only(records).messages == 4


def test_what_was_apart_from_a_part_stays_apart_from_the_whole(records, filed):
    for number, keys in enumerate([(A, B), (A,), (B,), (C,)]):
        filed(number, *keys)
    first = only_with(records, A)
    second = records.split_campaign(first, [B], [], "分析員", "another operator", AT)
    third = only_with(records, C)
    records.merge_campaigns(second, third, "分析員", "one operator", AT)
    filed(9, A, C)
    assert groups(records) == [[0, 1, 9], [2, 3]]


def test_a_new_name_stands_in_the_history_when_it_has_a_time(records, filed):
    filed(1, A)
    number = only(records).id
    records.rename_campaign(number, "静かに")
    records.rename_campaign(number, "出会い系 A", "分析員", "as the desk calls it", AT)
    assert only(records).name == "出会い系 A"
    (change,) = records.campaign_changes(number)
    assert (change.kind, change.by, change.why) == ("rename", "分析員", "静かに → 出会い系 A: as the desk calls it")


# --- how it was reported
def test_a_heavy_reporter_counts_once_and_weighs_less(records, filed):
    from tsuho.store.records.models import ReporterTotal

    for number in range(3):
        filed(number, A, reporter="heavy")
    filed(9, A, reporter="light")
    filed(10, A, kind=Kind.MONITOR_HIT)
    assert (only(records).reporters, only(records).weight) == (2, 2.0)
    assert ReporterTotal.objects.get(reporter="heavy").reports == 3
    ReporterTotal.objects.filter(reporter="heavy").update(reports=400)
    assert (only(records).reporters, only(records).weight) == (2, 1.25)


def test_signs_of_bombing_stand_beside_the_campaign(records, filed):
    for number in range(10):
        filed(number, A, reporter=f"r{number}", outcome=Outcome.NO_VIOLATION, rules=())
    assert only(records).signs == ("bombing_of_an_innocent",)
    filed(10, A, kind=Kind.MONITOR_HIT)
    assert only(records).signs == ()
    for number in range(20, 32):
        filed(number, A, reporter="r1")
    assert only(records).signs == ("bombing_one_reporter",)


# --- and quickly
def test_a_batch_asks_as_many_questions_late_as_early(records, judged_report, evidenced, questions):
    def batch(start):
        return [
            evidenced(
                number,
                judged_report(
                    keys=(f"landing:{number}.example",),
                    weak=(f"name:{number}", f"sketch:{VERSION}.{b64encode(number.to_bytes(4) * 32).decode()}"),
                ),
            )
            for number in range(start, start + 50)
        ]

    records.file(batch(0), {})
    early = questions(lambda: records.file(batch(1_000), {}))
    records.file(batch(2_000), {})
    assert questions(lambda: records.file(batch(3_000), {})) <= early < 25


@pytest.fixture
def questions():
    """Count the questions that a piece of work asks of the database."""

    def count(work):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            work()
        return len(asked)

    return count


def test_another_process_finds_what_was_filed_meanwhile(records, filed):
    from tsuho.store.records import templates

    filed(1, A, weak=("name:a",), text=TEXT)
    own = dict(templates._indexes)
    templates._indexes.clear()  # as a process that starts now
    filed(2, B, weak=("name:a",), text=TEXT)
    filed(3, weak=("name:b",), text=near(0.1))
    templates._indexes.update(own)  # as the first one, which has seen nothing since
    filed(4, C, weak=("name:b",), text=near(0.1))
    assert groups(records) == [[1, 2], [3, 4]]
