"""A centre's network tables: imported as dated snapshots, looked up as they stood at the mail's date."""

import json
import os
from datetime import UTC, date, datetime
from ipaddress import ip_address, ip_network

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tsuho.casework.errors import CannotDo
from tsuho.store.networks.folder import NetworkFolder, import_table
from tsuho.store.networks.row import held_prefix
from tsuho.store.networks.snapshot_file import About, SnapshotFile
from tsuho.store.networks.write_snapshot import write_snapshot

OLD, NEW = date(2014, 4, 1), date(2015, 1, 1)


@pytest.fixture
def centre(tmp_path):
    """Two snapshots of one table, in which 203.0.113.0/24 changed hands."""
    folder = tmp_path / "networks"
    for day, holder in ((OLD, "before"), (NEW, "after")):
        source = tmp_path / "asn.csv"
        source.write_text(
            f"prefix,asn,holder,country\n203.0.113.0/24,64496,{holder},\n2001:db8:1::/48,64497,six,VN\n", "utf-8"
        )
        import_table(folder, [source], day, "asn")
    return NetworkFolder(folder)


@pytest.mark.parametrize(
    ("when", "holder", "snapshot", "age"),
    [
        (datetime(2014, 4, 1, tzinfo=UTC), "before", "asn@2014-04-01", 0),
        (datetime(2014, 12, 31, 23, 59, tzinfo=UTC), "before", "asn@2014-04-01", 274),
        (datetime(2015, 1, 11, tzinfo=UTC), "after", "asn@2015-01-01", 10),
        (datetime(2014, 3, 31, tzinfo=UTC), "before", "later:asn@2014-04-01", -1),
        (None, "after", "asn@2015-01-01", None),
    ],
)
def test_the_snapshot_of_the_date_answers_and_says_how_old_it_is(centre, when, holder, snapshot, age):
    found = centre.at("203.0.113.9", when)
    assert (found.holder, found.snapshot, found.snapshot_age_days) == (holder, snapshot, age)
    assert (found.prefix, found.asn) == ("203.0.113.0/24", 64496)


def test_mapped_addresses_and_nonsense(centre):
    assert centre.at("::ffff:203.0.113.9", None).holder == "after"
    assert centre.at("2001:db8:1::25", None).holder == "six"
    assert centre.at("2001:db8:2::25", None) is None or centre.at("2001:db8:2::25", None).holder != "six"
    assert centre.at("no address", None) is None
    assert centre.at("8.8.8.8", None) is None


def test_tables_complete_each_other(centre, tmp_path):
    source = tmp_path / "countries.csv"
    source.write_text("prefix,country\n203.0.113.0/25,KR\n8.0.0.0/8,US\n", "utf-8")
    import_table(centre.folder, [source], NEW, "country")
    found = centre.at("203.0.113.9", datetime(2015, 1, 11, tzinfo=UTC))
    assert (found.asn, found.holder, found.country, found.prefix) == (64496, "after", "KR", "203.0.113.0/24")
    assert found.snapshot == "asn@2015-01-01+country@2015-01-01"
    assert centre.at("8.8.8.8", None).country == "US"


def test_the_documentation_networks_stay_and_a_new_import_is_seen_at_once(centre, tmp_path):
    assert centre.at("192.0.2.1", datetime(2015, 3, 1, tzinfo=UTC)).snapshot == "documentation@2008-12-01"
    source = tmp_path / "more.csv"
    source.write_text("prefix,asn\n8.8.8.0/24,64499\n", "utf-8")
    os.utime(centre.folder, (1, 1))
    assert centre.at("8.8.8.8", None) is None
    import_table(centre.folder, [source], NEW, "more")
    assert centre.at("8.8.8.8", None).asn == 64499
    assert [(about.name, about.as_of, about.prefixes) for about in centre.imported()] == [
        ("asn", OLD, 2), ("asn", NEW, 2), ("more", NEW, 1),
    ]  # fmt: skip


def test_no_folder_is_no_import(tmp_path):
    folder = NetworkFolder(tmp_path / "nothing")
    assert folder.imported() == []
    assert folder.at("192.0.2.1", None).country == "JP"


def test_a_broken_snapshot_is_passed_over_and_named(centre):
    (centre.folder / "x@2015-02-01.networks").write_bytes(b"nonsense")
    whole = (centre.folder / "asn@2015-01-01.networks").read_bytes()
    (centre.folder / "y@2015-02-01.networks").write_bytes(whole[:-40])
    (centre.folder / "empty@2015-02-01.networks").touch()
    assert centre.at("203.0.113.9", None).holder == "after"
    assert len(centre.unusable) == 3
    assert all("import the table again" in each for each in centre.unusable)


@pytest.mark.parametrize("name", ["../x", "a/b", "", "-x", "x" * 99, "a b"])
def test_a_name_never_leaves_the_folder(tmp_path, name):
    source = tmp_path / " .csv"
    source.write_text("prefix,asn\n192.0.2.0/24,1\n", "utf-8")
    with pytest.raises(CannotDo, match="cannot name a table"):
        import_table(tmp_path / "networks", [source], NEW, name)
    assert not (tmp_path / "networks").exists()


def test_nothing_is_kept_of_what_is_refused(centre, tmp_path):
    before = sorted(centre.folder.iterdir())
    source = tmp_path / "bad.csv"
    source.write_text("prefix,asn\n192.0.2.0/24,1\nnonsense,2\n", "utf-8")
    empty = tmp_path / "empty.csv"
    empty.write_text("prefix,asn\n", "utf-8")
    for wrong, said in ((source, "line 3"), (empty, "no prefix"), (tmp_path / "absent", "no file")):
        with pytest.raises(CannotDo, match=said):
            import_table(centre.folder, [wrong], NEW, "bad")
    with pytest.raises(CannotDo, match="there already"):
        import_table(centre.folder, [empty], NEW, "asn")
    assert sorted(centre.folder.iterdir()) == before


def test_several_files_make_one_table_and_are_remembered(tmp_path):
    files = []
    for number, prefix in enumerate(("192.0.2.0/24", "198.51.100.0/24")):
        files.append(tmp_path / f"part{number}.csv")
        files[-1].write_text(f"prefix,asn\n{prefix},6449{number}\n", "utf-8")
    about = import_table(tmp_path / "networks", files, NEW, "both")
    assert (about.prefixes, about.source, len(about.sha256.split(","))) == (2, "part0.csv, part1.csv", 2)


prefixes4 = st.builds(
    lambda at, length: ip_network((at << 20, length), strict=False), st.integers(0, 4095), st.integers(8, 32)
)
prefixes6 = st.builds(
    lambda high, low, length: ip_network((0x20010DB8 << 96 | high << 64 | low << 60, length), strict=False),
    st.integers(0, 3), st.integers(0, 15), st.integers(20, 128),
)  # fmt: skip


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(prefixes4, prefixes6), min_size=1, max_size=25, unique=True), st.data())
def test_as_a_search_through_all_prefixes_says(tmp_path, networks, data):
    file = tmp_path / "t.networks"
    rows = [held_prefix(str(each), number + 1, f"h{number}", "JP") for number, each in enumerate(networks)]
    write_snapshot(file, About("t", NEW, 0, "test", ""), rows)
    snapshot = SnapshotFile(file)
    near = data.draw(st.sampled_from(networks))
    for number in (int(near[0]) - 1, int(near[0]), int(near[0]) + 7, int(near[-1]), int(near[-1]) + 1):
        if not 0 <= number < 1 << near.max_prefixlen:
            continue
        address = ip_address(number) if near.version == 4 else ip_address(number.to_bytes(16, "big"))
        covering = [each for each in networks if each.version == address.version and address in each]
        expected = max(covering, key=lambda each: each.prefixlen, default=None)
        found = snapshot.at(str(address))
        assert (found.prefix if found else None) == (str(expected) if expected else None)
        if found:
            assert found.asn == networks.index(expected) + 1


def test_the_whole_address_space_may_be_held(tmp_path):
    file = tmp_path / "t.networks"
    write_snapshot(
        file, About("t", NEW, 0, "t", ""), [held_prefix("0.0.0.0/0", 1, "all", ""), held_prefix("::/0", 2, "six", "")]
    )
    snapshot = SnapshotFile(file)
    assert [snapshot.at(ip).asn for ip in ("0.0.0.0", "255.255.255.255", "::", "ffff::ffff")] == [1, 1, 2, 2]


def test_a_file_of_another_byte_order_is_refused(tmp_path):
    file = tmp_path / "t.networks"
    write_snapshot(file, About("t", NEW, 0, "t", ""), [held_prefix("192.0.2.0/24", 1, "x", "")])
    raw = file.read_bytes()
    for order, other in (("little", "middle"), ("big", "bag")):
        raw = raw.replace(json.dumps(order).encode(), json.dumps(other).encode())
    file.write_bytes(raw)
    with pytest.raises(CannotDo, match="byte order"):
        SnapshotFile(file)
