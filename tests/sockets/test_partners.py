"""The port Partners on each database: whose network an address was on a day, the longest prefix winning."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.ports import Provider

SINCE = date(2010, 1, 1)
MARCH = datetime(2015, 3, 10, tzinfo=UTC)
LARGE = Provider(
    "large", "大手", "abuse@large.example", networks=(("198.51.100.0/24", SINCE, None), ("2001:db8::/32", SINCE, None))
)
SMALL = Provider(
    "small",
    "小さい",
    "abuse@small.example",
    formats=("arf",),
    language="en",
    networks=(("198.51.100.64/26", SINCE, None), ("2001:db8:5::/48", SINCE, None)),
)


@pytest.fixture
def partners(database):
    from tsuho.store.records.partners import PartnersInDatabase

    return PartnersInDatabase(ZoneInfo("Asia/Tokyo"))


def code(partners, ip, when=MARCH):
    provider = partners.provider_of(ip, when)
    return provider and provider.code


def test_providers_come_back_as_they_were_entered(partners):
    partners.register_providers([SMALL, LARGE])
    assert partners.providers() == [LARGE, SMALL]
    changed = Provider(
        "small", "新しい名前", "new@small.example", inhibited="in dispute", terms_url="https://small.example/"
    )
    partners.register_providers([changed])
    assert partners.providers() == [LARGE, changed]
    assert code(partners, "198.51.100.70") == "large", "networks no longer listed are gone"


@pytest.mark.parametrize(
    ("ip", "expected"),
    [
        ("198.51.100.0", "large"),
        ("198.51.100.63", "large"),
        ("198.51.100.64", "small"),
        ("198.51.100.127", "small"),
        ("198.51.100.128", "large"),
        ("198.51.99.255", None),
        ("198.51.101.0", None),
        ("2001:db8:4:ffff::1", "large"),
        ("2001:db8:5::1", "small"),
        ("2001:db9::", None),
        ("::c633:6401", None),
        ("not an address", None),
    ],
)
def test_the_longest_prefix_wins_and_families_are_not_mixed(partners, ip, expected):
    partners.register_providers([LARGE, SMALL])
    assert code(partners, ip) == expected


def test_a_network_changes_hands_at_the_centres_midnight(partners):
    day = date(2015, 3, 10)
    partners.register_providers([
        Provider("before", "前", "a@before.example", networks=(("203.0.113.0/24", SINCE, day),)),
        Provider("after", "後", "a@after.example", networks=(("203.0.113.0/24", day, None),)),
    ])  # fmt: skip
    assert code(partners, "203.0.113.9", datetime(2015, 3, 9, 14, 59, tzinfo=UTC)) == "before"
    assert code(partners, "203.0.113.9", datetime(2015, 3, 9, 15, 0, tzinfo=UTC)) == "after"
    assert code(partners, "203.0.113.9", datetime(2009, 12, 31, tzinfo=UTC)) is None


def test_a_wrong_prefix_enters_nothing(partners):
    with pytest.raises(ValueError, match="host bits"):
        partners.register_providers(
            [LARGE, Provider("x", "x", "x@x.example", networks=(("192.0.2.1/24", SINCE, None),))]
        )
    assert partners.providers() == []
