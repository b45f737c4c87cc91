"""The ports WorkQueue and Claims on every implementation: order, pages that hold under inserts, filters, claims that run out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tsuho.casework.queue_ports import Claim, Item, ItemKind, ItemNote, Place, QueueEntry, QueueFilter
from tsuho.engine.law.strength import Strength

NOW = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
ALL = QueueFilter()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def stores(request, databases):
    if request.param == "memory":
        from tsuho.store.records.memory_queue import MemoryClaims, MemoryQueue

        claims = MemoryClaims()
        return MemoryQueue(claims), claims
    databases(request.param)
    from tsuho.store.records.claims import ClaimsInDatabase
    from tsuho.store.records.queue_rows import QueueInDatabase

    return QueueInDatabase(), ClaimsInDatabase()


def campaign(number, priority=None, **more):
    values = {
        "item": Item(ItemKind.CAMPAIGN, number), "priority": priority if priority is not None else number, "title": f"群{number}",
        "messages": 3, "grade": Strength.E1, "outcome": "violation", "last_at": NOW, "language": "ja", "category": "dating", "asn": 64500,
    }  # fmt: skip
    return QueueEntry(**(values | more))


def numbers(page):
    return [each.item.number for each in page.entries]


def test_the_highest_priority_comes_first_and_every_word_comes_back(stores):
    queue, _ = stores
    entry = campaign(7, 500, reason="", monitor_hits=2)
    queue.put([campaign(1, 10), entry, campaign(2, 100)])
    page = queue.page(ALL, None, 10, NOW)
    assert numbers(page) == [7, 2, 1]
    assert page.entries[0] == entry
    assert page.after is None


def test_pages_hold_while_items_come_in(stores):
    queue, _ = stores
    queue.put([campaign(n, 100) for n in range(1, 8)])  # all alike: the row decides
    first = queue.page(ALL, None, 3, NOW)
    queue.put([campaign(n, 101) for n in range(20, 25)])
    second = queue.page(ALL, first.after, 3, NOW)
    third = queue.page(ALL, second.after, 3, NOW)
    assert numbers(first) + numbers(second) + numbers(third) == [7, 6, 5, 4, 3, 2, 1]
    assert third.after is None
    assert isinstance(first.after, Place)


def test_an_item_that_grew_stands_elsewhere_and_once(stores):
    queue, _ = stores
    queue.put([campaign(1, 10), campaign(2, 20)])
    queue.put([campaign(1, 30, messages=9)])
    page = queue.page(ALL, None, 10, NOW)
    assert numbers(page) == [1, 2]
    assert page.entries[0].messages == 9


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (QueueFilter(kind=ItemKind.REPORT), [6]),
        (QueueFilter(outcome="hold"), [6, 5]),
        (QueueFilter(language="en"), [4]),
        (QueueFilter(category="loans"), [3]),
        (QueueFilter(asn=64501), [2]),
        (QueueFilter(monitor_hit=True), [1]),
        (QueueFilter(monitor_hit=False, language="ja", outcome="violation"), [3, 2]),
        (QueueFilter(since=NOW - timedelta(hours=1)), [6, 5, 4, 3, 2]),
        (QueueFilter(reason="I2"), []),
    ],
)
def test_filters(stores, wanted, found):
    queue, _ = stores
    queue.put([
        campaign(1, monitor_hits=1, last_at=NOW - timedelta(days=1)), campaign(2, asn=64501), campaign(3, category="loans"),
        campaign(4, language="en"), campaign(5, outcome="hold"), campaign(6, item=Item(ItemKind.REPORT, 6), outcome="hold"),
    ])  # fmt: skip
    assert numbers(queue.page(wanted, None, 10, NOW)) == found
    assert queue.count(wanted, NOW) == len(found)


def test_a_report_and_a_campaign_of_one_number_are_two_items(stores):
    queue, _ = stores
    queue.put([campaign(1), campaign(1, item=Item(ItemKind.REPORT, 1), title="一通")])
    found = queue.entries([Item(ItemKind.REPORT, 1), Item(ItemKind.CAMPAIGN, 2)])
    assert [each.title for each in found.values()] == ["一通"]
    queue.drop([Item(ItemKind.REPORT, 1)])
    assert [each.item.kind for each in queue.page(ALL, None, 10, NOW).entries] == [ItemKind.CAMPAIGN]


def test_what_is_finished_is_gone_until_it_grows_gravely(stores):
    queue, _ = stores
    entry = campaign(1, messages=10)
    queue.put([entry, campaign(2)])
    assert queue.finish(entry.item, "分析員", NOW)
    assert not queue.finish(entry.item, "分析員", NOW)
    assert numbers(queue.page(ALL, None, 10, NOW)) == [2]
    assert queue.finished(entry.item).by == "分析員"
    queue.put([replace(entry, messages=19)])
    assert numbers(queue.page(ALL, None, 10, NOW)) == [2]
    queue.put([replace(entry, messages=20)])
    assert sorted(numbers(queue.page(ALL, None, 10, NOW))) == [1, 2]
    assert queue.finished(entry.item) is None


def test_one_item_is_in_one_hand_until_the_claim_runs_out(stores):
    _, claims = stores
    item = Item(ItemKind.CAMPAIGN, 1)
    hour = timedelta(hours=1)
    assert claims.claim(item, Claim("甲", NOW, NOW + hour))
    assert not claims.claim(item, Claim("乙", NOW, NOW + hour))
    assert claims.claim(item, Claim("甲", NOW + hour / 2, NOW + 2 * hour))
    assert claims.holders([item], NOW + hour)[item] == Claim("甲", NOW, NOW + 2 * hour)
    assert claims.holders([item], NOW + 2 * hour) == {}
    assert claims.claim(item, Claim("乙", NOW + 2 * hour, NOW + 3 * hour))


def test_a_claim_is_taken_only_from_who_was_named(stores):
    _, claims = stores
    item = Item(ItemKind.REPORT, 1)
    later = NOW + timedelta(hours=1)
    assert not claims.claim(item, Claim("乙", NOW, later), instead_of="甲")
    assert claims.claim(item, Claim("甲", NOW, later))
    assert not claims.claim(item, Claim("丙", NOW, later), instead_of="乙")
    assert claims.claim(item, Claim("丙", NOW, later), instead_of="甲")
    assert not claims.release(item, "甲", NOW)
    assert claims.release(item, "丙", NOW)
    assert claims.holders([item], NOW) == {}


def test_the_list_of_ones_own(stores):
    queue, claims = stores
    queue.put([campaign(1), campaign(2), campaign(3)])
    claims.claim(Item(ItemKind.CAMPAIGN, 2), Claim("甲", NOW, NOW + timedelta(hours=1)))
    mine = QueueFilter(claimed_by="甲")
    assert numbers(queue.page(mine, None, 10, NOW)) == [2]
    assert numbers(queue.page(mine, None, 10, NOW + timedelta(hours=1))) == []
    assert numbers(queue.page(QueueFilter(claimed_by="乙"), None, 10, NOW)) == []


def test_notes_stay_in_their_order(stores):
    _, claims = stores
    item = Item(ItemKind.CAMPAIGN, 1)
    one, two = ItemNote("甲", NOW, "要確認"), ItemNote("乙", NOW + timedelta(minutes=1), "確認した\n問題なし")
    claims.note(item, one)
    claims.note(Item(ItemKind.REPORT, 1), two)
    claims.note(item, two)
    assert claims.notes(item) == [one, two]


def test_the_database_refuses_to_change_a_note(database):
    from django.db import DatabaseError, transaction

    from tsuho.store.records.claims import ClaimsInDatabase
    from tsuho.store.records.models import ItemNoteRow

    ClaimsInDatabase().note(Item(ItemKind.CAMPAIGN, 1), ItemNote("甲", NOW, "要確認"))
    for change in (lambda: ItemNoteRow.objects.update(text=""), lambda: ItemNoteRow.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert [note.text for note in ClaimsInDatabase().notes(Item(ItemKind.CAMPAIGN, 1))] == ["要確認"]
