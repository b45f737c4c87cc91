"""Who held an address at a date: the longest prefix of the right snapshot."""

from datetime import UTC, date, datetime
from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsuho.engine.origin.addresses import never_an_origin
from tsuho.engine.origin.networks import NetworkTable, Row, Snapshot, load_builtin

MARCH = datetime(2015, 3, 1, tzinfo=UTC)
NESTED = [
    Row("203.0.113.0/24", 64496, "whole", "JP"),
    Row("203.0.113.64/26", 64497, "quarter", "CN"),
    Row("203.0.113.64/28", None, "first of the quarter", ""),
    Row("203.0.113.128/25", 64498, "upper half", "KR"),
    Row("2001:db8::/32", 65536, "six", "VN"),
]


@pytest.mark.parametrize(
    ("ip", "holder"),
    [
        ("203.0.113.0", "whole"),
        ("203.0.113.63", "whole"),
        ("203.0.113.64", "first of the quarter"),
        ("203.0.113.79", "first of the quarter"),
        ("203.0.113.80", "quarter"),
        ("203.0.113.127", "quarter"),
        ("203.0.113.128", "upper half"),
        ("203.0.113.255", "upper half"),
        ("203.0.114.0", None),
        ("203.0.112.255", None),
        ("0.0.0.0", None),
        ("255.255.255.255", None),
        ("2001:db8:ffff::1", "six"),
        ("2001:db9::", None),
    ],
)
def test_the_longest_prefix_wins(ip, holder):
    found = Snapshot(NESTED, "t", date(2015, 1, 1)).at(ip)
    assert (found.holder if found else None) == holder


prefixes = st.builds(
    lambda number, length: ip_network((int(ip_address("198.51.100.0")) + number, length), strict=False),
    st.integers(0, 255),
    st.integers(24, 32),
)


@settings(max_examples=100)
@given(st.lists(prefixes, max_size=12, unique=True), st.integers(-2, 258))
def test_as_a_search_through_all_prefixes_says(networks, offset):
    address = ip_address("198.51.100.0") + offset
    rows = [Row(str(network), number, "h", "JP") for number, network in enumerate(networks)]
    expected = max((each for each in networks if address in each), key=lambda each: each.prefixlen, default=None)
    found = Snapshot(rows, "t", date(2015, 1, 1)).at(str(address))
    assert (found.prefix if found else None) == (str(expected) if expected else None)


def table() -> NetworkTable:
    return NetworkTable(
        (
            Snapshot([Row("203.0.113.0/24", 64496, "before", "JP")], "registry", date(2014, 4, 1)),
            Snapshot([Row("203.0.113.0/24", 64497, "after", "KR")], "registry", date(2015, 1, 1)),
        )
    )


@pytest.mark.parametrize(
    ("when", "holder", "snapshot"),
    [
        (datetime(2014, 4, 1, tzinfo=UTC), "before", "registry@2014-04-01"),
        (datetime(2014, 12, 31, 23, 59, tzinfo=UTC), "before", "registry@2014-04-01"),
        (datetime(2015, 1, 1, tzinfo=UTC), "after", "registry@2015-01-01"),
        (datetime(2020, 1, 1, tzinfo=UTC), "after", "registry@2015-01-01"),
        (None, "after", "registry@2015-01-01"),
        (datetime(2013, 1, 1, tzinfo=UTC), "before", "later:registry@2014-04-01"),
    ],
)
def test_a_range_that_changed_hands_is_held_by_whom_it_was_at_that_date(when, holder, snapshot):
    found = table().at("203.0.113.5", when)
    assert (found.holder, found.snapshot) == (holder, snapshot)


def test_nothing_known_is_nothing_said():
    assert NetworkTable(()).at("203.0.113.5", MARCH) is None
    assert table().at("198.51.100.1", datetime(2013, 1, 1, tzinfo=UTC)) is None


def test_the_built_in_table_serves_a_demo_and_nothing_else():
    networks = load_builtin()
    held = {}
    for prefix in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"):
        for address in ip_network(prefix):
            if found := networks.at(str(address), MARCH):
                assert ip_address(str(address)) in ip_network(found.prefix)
                held.setdefault(found.country, set()).add((found.holder, found.asn))
    assert len(held["JP"]) >= 10
    assert set(held) >= {"CN", "BR", "TW", "HK", "KR", "VN", "US"}
    for holder, asn in set().union(*held.values()):
        assert holder
        assert 64496 <= asn <= 64511 or 65536 <= asn <= 65551  # RFC 5398: for documentation
    assert networks.at("2001:db8:0:1::25", MARCH).country == "JP"
    assert networks.at("8.8.8.8", MARCH) is None
    assert not never_an_origin("192.0.2.1")
