"""The ports FactIndex and TextIndex on every implementation: two characters are enough, values are whole, pages hold."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tsuho.casework.index_text import search_fold
from tsuho.casework.search_ports import FiledText, What, Where


class InMemory:
    def __init__(self):
        from tsuho.store.records.memory_search import MemoryFacts, MemoryTexts

        self.facts, self.texts = MemoryFacts(), MemoryTexts()

    def campaign(self, number):
        return number

    def put_text(self, campaign, report, where, shown):
        self.texts.texts.append(FiledText(campaign, report, where, search_fold(shown), shown))

    def put_fact(self, campaign, what, value, count=1, report=None):
        self.facts.rows.append((campaign, report, what, value, count))


class InDatabase:
    def __init__(self):
        from tsuho.store.records.campaign_facts import FactsInDatabase
        from tsuho.store.records.search_texts import TextsInDatabase

        self.facts, self.texts = FactsInDatabase(), TextsInDatabase()

    def campaign(self, number):
        from datetime import UTC, datetime

        from tsuho.store.records.models import Campaign

        at = datetime(2015, 3, 1, tzinfo=UTC)
        return Campaign.objects.get_or_create(id=number, defaults={"name": "", "first_at": at, "last_at": at})[0].pk

    def put_text(self, campaign, report, where, shown):
        from tsuho.store.records.models import SearchText

        SearchText.objects.create(
            campaign_id=campaign, report=report, where=where, digest="", folded=search_fold(shown) + "\n\n", shown=shown
        )

    def put_fact(self, campaign, what, value, count=1, report=None):
        from tsuho.store.records.campaign_facts import add
        from tsuho.store.records.models import CampaignFact

        if campaign is None:
            CampaignFact.objects.create(report=report, what=what, value=value, count=count)
        else:
            add({(campaign, what, value): count})


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def stores(request, databases):
    if request.param == "memory":
        return InMemory()
    databases(request.param)
    return InDatabase()


def found(stores, *words, after=None, limit=10):
    return [
        match.campaign or -match.report for match in stores.texts.holding([search_fold(w) for w in words], after, limit)
    ]


def test_words_of_two_characters_and_more_wherever_they_stand(stores):
    for number, text in enumerate(
        ["今だけ無料で登録", "最後に当選", "ＡＢＣ銀行より\n重要なお知らせ", "無 料ではない"], start=1
    ):
        stores.put_text(stores.campaign(number), number, Where.TEXT, text)
    assert found(stores, "無料") == [4, 1]
    assert found(stores, "当選") == [2]  # at the very end
    assert found(stores, "今だ") == [1]
    assert found(stores, "abc銀行") == [3]
    assert found(stores, "より重要") == [3]  # across a line
    assert found(stores, "料で登録") == [1]
    assert found(stores, "料無") == []


def test_all_words_must_stand_in_one_text(stores):
    stores.put_text(stores.campaign(1), 1, Where.TEXT, "即日融資 審査なし 3万円")
    stores.put_text(stores.campaign(2), 2, Where.TEXT, "即日融資")
    stores.put_text(stores.campaign(2), 2, Where.SUBJECT, "審査なし")
    assert found(stores, "融資", "審査なし") == [1]
    assert found(stores, "即日融資") == [2, 1]


def test_quotes_and_signs_are_characters_like_others(stores):
    stores.put_text(stores.campaign(1), 1, Where.TEXT, 'a"b" OR c* 100%_x\\')
    assert found(stores, 'a"b"') == [1]
    assert found(stores, '"orc*') == [1]
    assert found(stores, "%_x\\") == [1]
    assert found(stores, "0%") == [1]
    assert found(stores, "1_0") == []


def test_pages_and_lone_reports(stores):
    for number in range(1, 8):
        stores.put_text(stores.campaign(number) if number % 2 else None, number, Where.TEXT, "無料登録")
    first = stores.texts.holding(["無料登録"], None, 3)
    second = stores.texts.holding(["無料登録"], first[-1].place, 10)
    assert [each.campaign or -each.report for each in (*first, *second)] == [7, -6, 5, -4, 3, -2, 1]
    assert {each.report for each in (*first, *second) if each.campaign} == {None}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    texts=st.lists(st.text("あいう無料ab1 ", max_size=12), min_size=1, max_size=5),
    word=st.text("あいう無料ab1", min_size=2, max_size=5),
)
def test_what_is_found_is_what_holds_the_word(stores, texts, word):
    before = stores.texts.holding([word], None, 1_000)
    for text in texts:
        stores.put_text(None, 1, Where.TEXT, text)
    after = stores.texts.holding([word], None, 1_000)
    assert len(after) - len(before) == sum(word in search_fold(text) for text in texts)


def test_a_value_is_found_whole_and_newest_first(stores):
    one, two = stores.campaign(1), stores.campaign(2)
    stores.put_fact(one, What.LANDING, "shop.example", 3)
    stores.put_fact(two, What.LANDING, "shop.example")
    stores.put_fact(two, What.FROM_DOMAIN, "shop.example")
    stores.put_fact(two, What.LANDING, "shop.example.invalid")
    stores.put_fact(None, What.LANDING, "shop.example", report=77)
    matches = stores.facts.having(What.LANDING, "shop.example", None, 10)
    assert [(each.campaign, each.report) for each in matches] == [(None, 77), (2, None), (1, None)]
    assert [each.campaign for each in stores.facts.having(What.LANDING, "shop.example", matches[1].place, 10)] == [1]


def test_counts_of_a_campaign(stores):
    one = stores.campaign(1)
    for day, count in (("2015-03-02", 5), ("2015-03-01", 9), ("2015-03-02", 1)):
        stores.put_fact(one, What.DAY, day, count)
    for value, count in (("dating", 2), ("loans", 7)):
        stores.put_fact(one, What.CATEGORY, value, count)
    assert [(each.value, each.count) for each in stores.facts.of_campaign(one, What.DAY)] == [
        ("2015-03-01", 9),
        ("2015-03-02", 6),
    ]
    assert [each.value for each in stores.facts.of_campaign(one, What.CATEGORY)] == ["loans", "dating"]
    assert stores.facts.distinct(one, What.DAY) == 2
