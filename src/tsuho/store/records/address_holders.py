"""Whose many addresses were on their days: the register's networks and AS numbers read once, not once an address."""

import ipaddress
from collections.abc import Collection, Iterable
from datetime import date

from tsuho.store.records.models import ProviderAs, ProviderNetwork

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_Turn = tuple[date, date | None, str]  # since, until (the first day that is no longer theirs), the provider's code


class AddressHolders:
    """The register as it is now, for as many questions as one answer needs; ``asns`` are the AS numbers that are asked for."""

    def __init__(self, asns: Collection[int]) -> None:
        networks = ProviderNetwork.objects.values_list("length", "first", "since", "until", "provider__code")
        self._networks: dict[tuple[int, str], list[_Turn]] = {}
        for length, first, since, until, code in networks.order_by("-since", "provider__code"):
            self._networks.setdefault((length, first), []).append((since, until, code))
        self._lengths = sorted({length for length, _ in self._networks}, reverse=True)
        numbers = ProviderAs.objects.filter(asn__in=asns).values_list("asn", "since", "until", "provider__code")
        self._numbers: dict[int, list[_Turn]] = {}
        for asn, since, until, code in numbers.order_by("-since", "provider__code"):
            self._numbers.setdefault(asn, []).append((since, until, code))

    def code(self, ip: str, day: date, asn: int | None) -> str:
        """The provider's code; the longest prefix wins, then the AS; empty: nobody's."""
        return self._by_network(ip, day) or _on(day, self._numbers.get(asn, ()) if asn is not None else ())

    def _by_network(self, ip: str, day: date) -> str:
        try:
            address = ipaddress.ip_address(ip)
        except ValueError:
            return ""
        for length in self._lengths:
            host = address.max_prefixlen - length
            if host >= 0:
                first = type(address)(int(address) >> host << host)
                if code := _on(day, self._networks.get((length, place(first)), ())):
                    return code
        return ""


def place(address: Address) -> str:
    """`<family>:<hex>`, of one length in a family, so that text order is address order."""
    return f"{address.version}:{int(address):0{address.max_prefixlen // 4}x}"


def _on(day: date, turns: Iterable[_Turn]) -> str:
    return next((code for since, until, code in turns if since <= day and (until is None or day < until)), "")
