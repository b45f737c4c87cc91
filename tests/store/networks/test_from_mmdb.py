"""MaxMind's format with the keys of its several publishers."""

from ipaddress import ip_network

import pytest

from tsuho.casework.errors import CannotDo
from tsuho.store.networks.foreign import format_of, rows_of
from tsuho.store.networks.from_mmdb import built_on


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"autonomous_system_number": 64496, "autonomous_system_organization": "Example"}, (64496, "Example", "")),
        ({"country": {"iso_code": "JP", "names": {"en": "Japan"}}, "continent": {"code": "AS"}}, (0, "", "JP")),
        ({"asn": "AS64496", "as_name": "Example", "country_code": "JP", "country": "Japan"}, (64496, "Example", "JP")),
        ({"country_code": "jp"}, (0, "", "JP")),
        ({"registered_country": {"iso_code": "KR"}}, (0, "", "KR")),
        ({"traits": {"autonomous_system_number": 64496, "isp": "Example"}}, (64496, "Example", "")),
        ({"autonomous_system_number": 64496, "country": {"iso_code": "JP"}, "organization": "Example"}, (64496, "Example", "JP")),
    ],
)  # fmt: skip
def test_the_keys_of_publishers(mmdb, record, expected):
    file = mmdb({"192.0.2.0/24": record})
    assert format_of(file) == "mmdb"
    (row,) = rows_of(file)
    assert (row.asn, row.holder, row.country) == expected
    assert (row.version, ip_network((row.start, row.length))) == (4, ip_network("192.0.2.0/24"))


def test_both_kinds_of_addresses_and_records_that_say_nothing(mmdb):
    file = mmdb({"192.0.2.0/25": {"asn": 64496}, "2001:db8::/32": {"asn": 64497}, "198.51.100.0/24": {"city": "x"}})
    assert [(row.version, row.length, row.asn) for row in rows_of(file)] == [(4, 25, 64496), (6, 32, 64497)]


def test_when_and_as_what_it_was_built(mmdb):
    assert built_on(mmdb({"192.0.2.0/24": {"asn": 1}}, kind="Example-ASN")) == "Example-ASN, built 2015-03-01"


def test_a_broken_file_is_named(mmdb):
    file = mmdb({"192.0.2.0/24": {"asn": 1}})
    whole = file.read_bytes()
    file.write_bytes(whole[:40] + whole[200:])
    with pytest.raises(CannotDo, match=r"table\.mmdb"):
        list(rows_of(file))
