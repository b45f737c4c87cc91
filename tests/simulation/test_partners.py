"""The sample registers: invented providers on disjoint documentation networks, monitors with their sheets."""

from datetime import datetime
from ipaddress import ip_network
from itertools import combinations

from tsuho.simulation.parameters import parameters
from tsuho.simulation.partners import all_providers, sample_doors, sample_monitors, sample_providers, trusted_hosts
from tsuho.words.vocabulary import Medium


def test_twelve_providers_hold_the_first_twelve_sixteenths():
    networks = [provider.networks[0][0] for provider in sample_providers()]
    assert networks == [f"192.0.2.{number * 16}/28" for number in range(12)]
    assert [provider.networks[1][0] for provider in sample_providers()][:2] == [
        "2001:db8:0:1::/64",
        "2001:db8:0:2::/64",
    ]
    assert sample_providers()[-1].networks[1][0] == "2001:db8:0:c::/64"


def test_no_two_networks_overlap():
    prefixes = [prefix for provider in all_providers() for prefix, _, _ in provider.networks]
    prefixes += [row["prefix"] for row in parameters("networks")["origins"].values() if "prefix" in row]
    for one, other in combinations(map(ip_network, prefixes), 2):
        assert one.version != other.version or not one.overlaps(other)


def test_codes_are_distinct_and_servers_stand_in_the_own_network():
    providers = all_providers()
    assert len({provider.code for provider in providers}) == len({each.name for each in providers}) == 75
    for provider in sample_providers():
        assert ip_network(f"{provider.server(3)}/32").subnet_of(ip_network(provider.networks[0][0]))


def test_some_hosts_are_trusted_and_no_customer_machine_is_below_them():
    trusted = trusted_hosts()
    assert 0 < len(trusted) < len(sample_providers())
    customer = "192-0-2-55.dyn.mihon-isp.example"
    assert not any(customer.endswith(host) for host in trusted)


def test_monitors_are_of_both_kinds_distinct_and_one_is_retired():
    monitors = sample_monitors()
    assert len({sheet.address for sheet in monitors}) == 24
    assert sum(sheet.medium is Medium.MOBILE for sheet in monitors) == 14
    (retired,) = [sheet for sheet in monitors if sheet.retired_at]
    assert isinstance(retired.retired_at, datetime)
    assert retired.since < retired.retired_at
    assert all(sheet.since.utcoffset() is not None for sheet in monitors)
    assert all(sheet.address.split("@")[1] in sheet.partners for sheet in monitors)


def test_the_register_is_the_same_every_time():
    before = sample_monitors()
    sample_monitors.cache_clear()
    assert sample_monitors() == before


def test_doors_share_no_address():
    addresses = [address for door in sample_doors().values() for address in door]
    assert set(sample_doors()) == {"forward", "plugin", "association", "chain", "replies"}
    assert len(addresses) == len(set(addresses))
