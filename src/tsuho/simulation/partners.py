"""Sample registers for a simulated centre: providers, monitors, door addresses, and the hosts whose Received lines it believes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network

from tsuho.simulation.dates import JST
from tsuho.simulation.parameters import dice, identifier, parameters
from tsuho.words.arrival import MonitorSheet
from tsuho.words.vocabulary import Medium

Prefix = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class SampleProvider:
    """A provider as the partner register wants it, and what the simulation itself needs to know of it.

    ``networks`` are (prefix in CIDR, valid since, valid until or None). ``domain`` is where its customers have their
    addresses; a hosting provider has none. Its mail servers stand on the first addresses of its networks.
    """

    code: str
    name: str
    contact: str
    terms_url: str
    networks: tuple[tuple[str, date, date | None], ...]
    domain: str
    mobile: bool
    hosting: bool
    trusted: bool
    formats: tuple[str, ...] = ("xarf", "arf")
    language: str = "ja"

    def server(self, number: int) -> str:
        """The address of a mail server of the provider, 1 to 3."""
        return str(ip_network(self.networks[0][0])[number])

    def server_name(self, role: str) -> str:
        """The name of a mail server; no customer's machine has a name below ``mail.``, so that part can be trusted."""
        return f"{role}.mail.{self.domain}"


@cache
def sample_providers() -> tuple[SampleProvider, ...]:
    """The twelve large invented providers, in register order."""
    table = parameters("partners")
    return tuple(_provider(number, row) for number, row in enumerate(table["providers"]))


def _provider(number: int, row: Mapping[str, str]) -> SampleProvider:
    table = parameters("partners")
    domain = f"{row['code']}.example"
    prefixes = (_shifted(table["first_prefix"], number), _shifted(table["first_prefix6"], number))
    return SampleProvider(
        code=row["code"],
        name=row["name"],
        contact=f"abuse@{domain}",
        terms_url=f"https://www.{domain}/terms/",
        networks=tuple((str(prefix), table["since"], None) for prefix in prefixes),
        domain=domain,
        mobile=bool(row.get("mobile")),
        hosting=bool(row.get("hosting")),
        trusted=bool(row["trusted"]),
    )


@cache
def small_providers() -> tuple[SampleProvider, ...]:
    """Sixty-three more, with no mail servers of their own: each holds one address and one network of IPv6.

    The documentation networks are too small for 75 providers of any size.
    """
    table = parameters("partners")["small_providers"]
    regions, kinds = table["regions"], table["kinds"]
    return tuple(
        SampleProvider(
            code=(code := f"isp-{number:02d}"),
            name=f"{regions[number % len(regions)]}{kinds[number // len(regions) % len(kinds)]}{number}株式会社",
            contact=f"abuse@{code}.example",
            terms_url=f"https://www.{code}.example/terms/",
            networks=tuple(
                (str(_shifted(table[first], place)), parameters("partners")["since"], None)
                for first in ("first_prefix", "first_prefix6")
            ),
            domain=f"{code}.example",
            mobile=False,
            hosting=True,
            trusted=False,
        )
        for place, number in enumerate(range(table["first_number"], table["last_number"] + 1))
    )


def all_providers() -> tuple[SampleProvider, ...]:
    """All 75, in register order, which is also that of their size."""
    return (*sample_providers(), *small_providers())


def _shifted(first: str, number: int) -> Prefix:
    """The network ``number`` places after the first one of a row."""
    network = ip_network(first)
    return ip_network((int(network.network_address) + number * network.num_addresses, network.prefixlen))


def trusted_hosts() -> tuple[str, ...]:
    """The setting ``[trust] hosts`` of a simulated centre: the mail servers of the providers that it knows."""
    return tuple(f".mail.{provider.domain}" for provider in sample_providers() if provider.trusted)


def sample_doors() -> Mapping[str, tuple[str, ...]]:
    """The setting ``[doors]`` of a simulated centre: door → recipient addresses."""
    return {door: tuple(addresses) for door, addresses in parameters("partners")["doors"].items()}


@cache
def sample_monitors() -> tuple[MonitorSheet, ...]:
    """The register of monitors: mobile ones, PC ones, and one mobile one that was retired."""
    table = parameters("partners")["monitors"]
    rng = dice("monitors")
    carriers = {
        Medium.MOBILE: [each for each in sample_providers() if each.mobile],
        Medium.PC: [each for each in sample_providers() if not each.mobile and not each.hosting],
    }
    return tuple(
        _monitor(
            identifier(rng, 12),
            medium,
            carriers[medium][number % len(carriers[medium])],
            retired=medium is Medium.MOBILE and number == table["mobile"] - 1,
        )
        for medium in (Medium.MOBILE, Medium.PC)
        for number in range(table[medium])
    )


def _monitor(local_part: str, medium: Medium, carrier: SampleProvider, *, retired: bool) -> MonitorSheet:
    table = parameters("partners")["monitors"]
    return MonitorSheet(
        address=f"{local_part}@{carrier.domain}",
        medium=medium,
        carrier=carrier.code,
        since=_midnight(table["since"]),
        retired_at=_midnight(table["retired_at"]) if retired else None,
        partners=(carrier.domain,),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), JST).astimezone(UTC)
