"""From where invented mail comes: addresses of the documentation networks, foreign ones mostly."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_network
from random import Random

from tsuho.simulation.parameters import draw, identifier, parameters
from tsuho.simulation.partners import all_providers, sample_providers

_SERVERS = 4  # the first addresses of a Japanese provider's prefix are its own mail servers


@dataclass(frozen=True, slots=True)
class Host:
    """A host that sends: its address, the name it gives in HELO, and its reverse name (empty: none)."""

    ip: str
    helo: str
    reverse_name: str


def countries(rng: Random, count: int) -> tuple[str, ...]:
    """The countries that one sender sends from, by the weights of networks.yaml."""
    weights = {country: row["weight"] for country, row in parameters("networks")["origins"].items()}
    return tuple(draw(rng, weights) for _ in range(count))


def sending_hosts(rng: Random, count: int, sender_domain: str, among: Sequence[str]) -> tuple[Host, ...]:
    """Hosts of one sender: ``count`` addresses drawn from the networks of some countries."""
    return tuple(_host(rng, rng.choice(among), sender_domain) for _ in range(count))


def host_in(place: str, rng: Random, sender_domain: str) -> Host:
    """A host of one sender in the network of a provider (its code) or of a country."""
    provider = next((each for each in all_providers() if each.code == place), None)
    if provider is None:
        return _host(rng, place, sender_domain)
    address = ip_network(provider.networks[0][0])
    ip = str(address[0]) if address.num_addresses == 1 else _address(rng, provider.networks[0][0])
    return _named(ip, provider.domain, rng, sender_domain)


def _host(rng: Random, country: str, sender_domain: str) -> Host:
    if country == "JP":
        provider = rng.choice(sample_providers())
        v6 = rng.random() < parameters("networks")["ipv6_share"]
        prefix, name = provider.networks[1 if v6 else 0][0], provider.domain
    else:
        row = parameters("networks")["origins"][country]
        prefix, name = row["prefix"], f"{row['name']}.example"
    return _named(_address(rng, prefix), name, rng, sender_domain)


def _named(ip: str, name: str, rng: Random, sender_domain: str) -> Host:
    dynamic = f"{'-'.join(ip.replace(':', '.').split('.'))}.dyn.{name}"
    reverse_name = rng.choice(("", dynamic, dynamic, f"mail.{sender_domain}"))
    helo = rng.choice((f"mail.{sender_domain}", reverse_name or "localhost.localdomain", f"PC-{identifier(rng, 6)}"))
    return Host(ip, helo, reverse_name)


def _address(rng: Random, prefix: str) -> str:
    network = ip_network(prefix)
    return str(network[rng.randrange(_SERVERS, min(network.num_addresses, 2**16) - 1)])
