"""Clues: which keys join alone, which may be the second of two, and what a text can be compared by."""

import pytest

from tsuho.engine.campaigns.clues import Clues, alike, clues_of, places
from tsuho.engine.campaigns.keys import KeySources, campaign_keys
from tsuho.engine.campaigns.sketch import VALUES, VERSION
from tsuho.words.judged import CampaignKey

SHORT = "aa" * 16


def test_strong_weak_and_likeness_are_told_apart():
    found = clues_of(
        [
            CampaignKey("landing", "shop.example", strong=True),
            CampaignKey("subject", "お得な情報です", strong=False),
            CampaignKey("landing", "other.example", strong=False),
            CampaignKey("short", SHORT, strong=False),
        ]
    )
    assert found == Clues(
        ("landing:shop.example",),
        frozenset({"subject:お得な情報です", "landing:other.example"}),
        bytes.fromhex(SHORT),
    )


@pytest.mark.parametrize("domain", ["bit.ly", "gmail.com", "customer.sendgrid.net", "jcb.co.jp"])
def test_a_shared_landing_is_not_even_the_second_of_two(domain):
    assert clues_of([CampaignKey("landing", domain, strong=False)]) == Clues(())


def test_keys_are_written_as_the_store_writes_them():
    assert clues_of([CampaignKey("phone", "0300001234", strong=True)], lambda key: key.kind.upper()).strong == (
        "PHONE",
    )


def test_a_sketch_comes_back_as_it_was_written():
    keys = campaign_keys(KeySources("いろはにほへと" * 30))
    assert len(clues_of(keys).likeness) == VALUES


@pytest.mark.parametrize(
    "key",
    [
        CampaignKey("sketch", "abc", strong=False),
        CampaignKey("sketch", "s1.2.00.2d7f1edb9aadc58a", strong=False),
        CampaignKey("sketch", f"{VERSION}.AAAA", strong=False),
        CampaignKey("sketch", f"{VERSION}.あ", strong=False),
        CampaignKey("short", "no hex", strong=False),
        CampaignKey("short", "aa", strong=False),
    ],
)
def test_what_cannot_be_compared_is_like_no_other(key):
    assert clues_of([key]).likeness == b""


def test_short_texts_meet_at_one_place_and_only_when_they_are_the_same():
    one, other = bytes.fromhex(SHORT), bytes.fromhex("aa" * 15 + "ab")
    assert places(one) == places(other) and len(places(one)) == 1
    assert (alike(one, one), alike(one, other), alike(one, bytes(VALUES))) == (1.0, 0.0, 0.0)


def test_nothing_is_found_at_no_place():
    assert places(b"") == ()
    assert alike(b"", b"") == 0
