"""Whom we believe: hosts and networks that we own or have named, matched by parsed name and address, never by substring."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

IpNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Trust:
    """``hosts`` are exact names, ``domains`` stand for any host below them, ``networks`` for any address in them."""

    hosts: frozenset[str]
    domains: tuple[str, ...]
    networks: tuple[IpNetwork, ...]

    @staticmethod
    def of(named: Iterable[str]) -> "Trust":
        """From names (``mx.example.net``), domains (``.example.net``), addresses and networks, in any order."""
        hosts: set[str] = set()
        domains: list[str] = []
        networks: list[IpNetwork] = []
        for each in named:
            name = each.strip().lower()
            try:
                networks.append(ipaddress.ip_network(name, strict=False))
            except ValueError:
                if name.startswith("."):
                    domains.append(name)
                elif name:
                    hosts.add(name.rstrip("."))
        return Trust(frozenset(hosts), tuple(domains), tuple(networks))

    def host(self, name: str) -> bool:
        """Whether a host name, or an address written in its place, is trusted."""
        name = name.rstrip(".").lower()
        if not name:
            return False
        return name in self.hosts or any(name.endswith(domain) for domain in self.domains) or self.address(name)

    def address(self, ip: str) -> bool:
        """Whether an address is trusted."""
        if not ip or not self.networks:
            return False
        try:
            address = ipaddress.ip_address(ip)
        except ValueError:
            return False
        return any(address.version == network.version and address in network for network in self.networks)
