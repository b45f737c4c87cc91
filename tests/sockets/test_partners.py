"""The port Partners on each database: two layers, whose network an address was on a day, and what stands in the way."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.partner_ports import AddressAt, Provider

SINCE = date(2010, 1, 1)
DAY = date(2015, 3, 10)
MARCH = datetime(2015, 3, 10, tzinfo=UTC)
APRIL = datetime(2015, 4, 10, tzinfo=UTC)
LARGE = Provider(
    "large", "大手", "abuse@large.example", networks=(("198.51.100.0/24", SINCE, None), ("2001:db8::/32", SINCE, None)),
    as_numbers=((64500, SINCE, None),),
)  # fmt: skip
SMALL = Provider(
    "small",
    "小さい",
    "abuse@small.example",
    formats=("arf", "csv"),
    language="en",
    networks=(("198.51.100.64/26", SINCE, None), ("2001:db8:5::/48", SINCE, None)),
    wants="by_as",
    interval_hours=24,
)


@pytest.fixture
def partners(database):
    from tsuho.store.records.partners import PartnersInDatabase

    return PartnersInDatabase(ZoneInfo("Asia/Tokyo"))


def code(partners, ip, when=MARCH, asn=None):
    """Whose it was, asked alone and among others: both ways say the same."""
    provider = partners.provider_of(ip, when, asn)
    others = [AddressAt("198.51.100.1", MARCH), AddressAt(ip, when, asn), AddressAt("203.0.113.200", APRIL, 64999)]
    assert partners.providers_of(others)[1] == provider
    return provider and provider.code


def test_an_import_replaces_what_its_source_brought_before_and_nothing_else(partners):
    partners.import_providers("whois", [SMALL, LARGE], MARCH)
    partners.import_providers("other", [replace(SMALL, code="other")], MARCH)
    assert partners.providers() == [LARGE, replace(SMALL, code="other"), SMALL]
    changed = Provider("small", "新しい名前", "new@small.example", terms_url="https://small.example/")
    partners.import_providers("whois", [changed], APRIL)
    assert [each.code for each in partners.providers()] == ["other", "small"]
    assert partners.provider("small") == changed and partners.provider("large") is None
    assert partners.imported("whois") == [changed]
    assert code(partners, "198.51.100.70") == "other", "networks no longer listed are gone"
    assert code(partners, "198.51.100.1", asn=64500) is None, "and so are AS numbers"


def test_the_newer_of_two_sources_holds(partners):
    partners.import_providers("new", [replace(SMALL, name="new")], APRIL)
    partners.import_providers("old", [replace(SMALL, name="old")], MARCH)
    assert partners.provider("small").name == "new"
    partners.import_providers("new", [], APRIL)
    assert partners.provider("small").name == "old"


def test_the_hand_wins_field_by_field_over_every_later_import(partners):
    partners.import_providers("whois", [SMALL], MARCH)
    networks = (("203.0.113.0/24", SINCE, DAY),)
    partners.confirm(
        "small", {"contact": "desk@small.example", "networks": networks, "interval_hours": 2}, "見本", MARCH
    )
    partners.import_providers("whois", [replace(SMALL, name="改名", contact="other@small.example")], APRIL)
    expected = replace(SMALL, name="改名", contact="desk@small.example", networks=networks, interval_hours=2)
    assert partners.provider("small") == expected
    assert code(partners, "203.0.113.9", datetime(2015, 3, 9, tzinfo=UTC)) == "small"
    assert code(partners, "198.51.100.70") is None
    layers = partners.layers("small")
    assert [(each.source, each.at, each.provider.contact) for each in layers.imported] == [
        ("whois", APRIL, "other@small.example")
    ]
    assert layers.confirmed["networks"].value == networks
    assert (layers.confirmed["contact"].by, layers.confirmed["contact"].at) == ("見本", MARCH)
    partners.unconfirm("small", ["contact"])
    assert partners.provider("small").contact == "other@small.example"


def test_what_a_person_entered_alone_stands_alone(partners):
    partners.confirm("own", {"name": "手入力"}, "見本", MARCH)
    assert partners.provider("own") is None, "without a contact nobody can be written to"
    partners.confirm("own", {"contact": "a@own.example", "as_numbers": ((64501, SINCE, None),)}, "見本", MARCH)
    assert code(partners, "192.0.2.1", asn=64501) == "own"
    with pytest.raises(ValueError, match="bounces"):
        partners.confirm("own", {"bounces": 0}, "見本", MARCH)


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
    partners.import_providers("whois", [LARGE, SMALL], MARCH)
    assert code(partners, ip) == expected


def test_the_as_decides_only_where_no_network_does(partners):
    as_of_day = replace(SMALL, code="held", networks=(), as_numbers=((64502, SINCE, DAY),))
    partners.import_providers("whois", [LARGE, SMALL, as_of_day], MARCH)
    before = datetime(2015, 3, 9, 14, 59, tzinfo=UTC)
    assert code(partners, "198.51.100.70", asn=64500) == "small", "a network says more than an AS"
    assert code(partners, "203.0.113.1", asn=64500) == "large"
    assert code(partners, "203.0.113.1", before, asn=64502) == "held"
    assert code(partners, "203.0.113.1", datetime(2015, 3, 9, 15, 0, tzinfo=UTC), asn=64502) is None
    assert code(partners, "203.0.113.1", datetime(2009, 12, 1, tzinfo=UTC), asn=64500) is None


def test_a_network_changes_hands_at_the_centres_midnight(partners):
    partners.import_providers(
        "whois",
        [
            Provider("before", "前", "a@before.example", networks=(("203.0.113.0/24", SINCE, DAY),)),
            Provider("after", "後", "a@after.example", networks=(("203.0.113.0/24", DAY, None),)),
        ],
        MARCH,
    )
    assert code(partners, "203.0.113.9", datetime(2015, 3, 9, 14, 59, tzinfo=UTC)) == "before"
    assert code(partners, "203.0.113.9", datetime(2015, 3, 9, 15, 0, tzinfo=UTC)) == "after"
    assert code(partners, "203.0.113.9", datetime(2009, 12, 31, tzinfo=UTC)) is None


def test_a_wrong_prefix_changes_nothing(partners):
    partners.import_providers("whois", [SMALL], MARCH)
    wrong = Provider("x", "x", "x@x.example", networks=(("192.0.2.1/24", SINCE, None),))
    with pytest.raises(ValueError, match="host bits"):
        partners.import_providers("whois", [LARGE, wrong], APRIL)
    with pytest.raises(ValueError, match="host bits"):
        partners.confirm("small", {"networks": wrong.networks}, "見本", APRIL)
    assert partners.providers() == [SMALL]


def test_what_stands_in_the_way_outlives_imports_until_a_person_lifts_it(partners):
    partners.import_providers("whois", [SMALL, LARGE], MARCH)
    partners.inhibit("small", "in dispute", date(2015, 3, 12))
    partners.note_bounce("small", MARCH)
    partners.note_bounce("small", APRIL)
    partners.import_providers("whois", [LARGE], APRIL)
    partners.import_providers("whois", [LARGE, SMALL], APRIL)
    found = partners.provider("small")
    assert (found.inhibited, found.inhibited_until, found.bounces, found.bounced_at) == (
        "in dispute", date(2015, 3, 12), 2, APRIL,
    )  # fmt: skip
    assert str(found.held_back(date(2015, 3, 11))) == "in dispute"
    assert "clear-bounce small" in found.held_back(date(2015, 3, 12)).said_in("ja")
    partners.clear_bounce("small")
    assert partners.provider("small").held_back(date(2015, 3, 12)) is None
    partners.inhibit("small", "", None)
    assert partners.provider("small") == SMALL
    assert partners.provider("large").held_back(DAY) is None
