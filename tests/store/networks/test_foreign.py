"""Foreign network tables: mmdb in its publishers' layouts, RIR statistics, CSV; a broken line is named, never passed over."""

import gzip
from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.casework.errors import CannotDo
from tsuho.store.networks.foreign import format_of, rows_of
from tsuho.store.networks.row import held_range

RIR = """2|apnic|20150301|6|19830613|20150228|+1000
# a remark
apnic|*|asn|*|1|summary
apnic|*|ipv4|*|3|summary
apnic|JP|asn|64496|1|20020801|allocated
apnic|JP|ipv4|192.0.2.0|256|20110412|allocated|A91
apnic|CN|ipv4|198.51.100.0|96|20110412|assigned|A92
apnic||ipv4|203.0.113.0|256||available|
apnic|ZZ|ipv4|203.0.113.0|256||reserved|
apnic|VN|ipv6|2001:db8::|32|20110412|allocated|A93
"""


def told(rows):
    return [
        (str(ip_network((row.start, row.length)) if row.version == 4 or row.start >> 64 else row.start), row.asn or None, row.holder, row.country)
        for row in rows
    ]  # fmt: skip


def written(tmp_path, name, text):
    file = tmp_path / name
    file.write_text(text, "utf-8")
    return file


def test_rir_statistics(tmp_path):
    file = written(tmp_path, "delegated-apnic-extended-20150301", RIR)
    assert format_of(file) == "rir"
    assert told(rows_of(file)) == [
        ("192.0.2.0/24", None, "registry APNIC", "JP"),
        ("198.51.100.0/26", None, "registry APNIC", "CN"),
        ("198.51.100.64/27", None, "registry APNIC", "CN"),
        ("2001:db8::/32", None, "registry APNIC", "VN"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("prefix,asn,holder,country\n192.0.2.0/24,64496,見本株式会社,JP\n", ("192.0.2.0/24", 64496, "見本株式会社", "JP")),
        ("\ufeffcountry,Prefix,ASN\njp,192.0.2.7/24,AS64496\n", ("192.0.2.0/24", 64496, "", "JP")),
        ("start,end,asn,holder,country\n192.0.2.0,192.0.2.255,,Example,\n", ("192.0.2.0/24", None, "Example", "")),
        ('network,autonomous_system_number,autonomous_system_organization\n2001:db8::/32,64496,"A, B"\n', ("2001:db8::/32", 64496, "A, B", "")),
        ("192.0.2.0,192.0.2.255,64496,Example Net\n", ("192.0.2.0/24", 64496, "Example Net", "")),
        ("192.0.2.0,192.0.2.255,JP\n", ("192.0.2.0/24", None, "", "JP")),
        ("prefix,country\n192.0.2.0/24,ZZ\n", ("192.0.2.0/24", None, "", "")),
        ("prefix,asn\n192.0.2.0/24,99999999999\n", ("192.0.2.0/24", None, "", "")),
    ],
)  # fmt: skip
def test_csv(tmp_path, text, expected):
    file = written(tmp_path, "table.csv", text)
    assert format_of(file) == "csv"
    assert told(rows_of(file)) == [expected]


def test_packed_files_are_unpacked(tmp_path):
    file = tmp_path / "table.csv.gz"
    file.write_bytes(gzip.compress(b"prefix,country\n192.0.2.0/24,JP\n"))
    assert told(rows_of(file)) == [("192.0.2.0/24", None, "", "JP")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prefix,country\n192.0.2.0/24,JP\nnonsense,JP\n", "line 3"),
        ("start,end\n192.0.2.9,192.0.2.1\n", "line 2"),
        ("start,end\n192.0.2.9,2001:db8::1\n", "line 2"),
        ("country,holder\nJP,x\n", "the heading must name prefix"),
        ("", "the heading must name prefix"),
        ("apnic|JP|ipv4|192.0.2.0|many|20110412|allocated\n", "line 1"),
    ],
)
def test_what_is_broken_is_named(tmp_path, text, said):
    with pytest.raises(CannotDo, match=said):
        list(rows_of(written(tmp_path, "table", text)))


def test_what_is_no_text_is_refused(tmp_path):
    file = tmp_path / "table"
    file.write_bytes(b"prefix,country\n192.0.2.0/24,\xff\n")
    with pytest.raises(CannotDo):
        list(rows_of(file))
    with pytest.raises(CannotDo, match="cannot be read"):
        format_of(tmp_path / "nothing")


@given(st.integers(0, 2**32 - 1), st.integers(0, 5_000))
def test_a_range_is_covered_by_prefixes_and_nothing_else(start, more):
    last = min(start + more, 2**32 - 1)
    rows = list(held_range(str(ip_address(start)), str(ip_address(last)), 1, "h", "JP"))
    at = start
    for row in rows:
        assert row.start == at
        at += 1 << (32 - row.length)
    assert at == last + 1
    assert len(rows) <= 2 * 13


def test_the_whole_of_ipv6_is_one_prefix():
    (row,) = held_range("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 0, "", "JP")
    assert (row.start, row.length) == (0, 0)
