"""The partner register in the database: providers, their contacts, and which network was whose on a day."""

import ipaddress
from collections.abc import Sequence
from datetime import date, datetime, tzinfo

from django.db import transaction
from django.db.models import Q

from tsuho.casework import ports
from tsuho.store.records.models import Provider, ProviderNetwork


class PartnersInDatabase:
    """The port Partners on the ORM. ``timezone`` is the centre's: a network changes hands at its midnight."""

    def __init__(self, timezone: tzinfo) -> None:
        self._timezone = timezone

    def provider_of(self, ip: str, when: datetime) -> ports.Provider | None:
        """The provider whose network held the address that day, the longest prefix winning; None: not registered."""
        try:
            place = _place(ipaddress.ip_address(ip))
        except ValueError:
            return None
        day = when.astimezone(self._timezone).date()
        network = (
            ProviderNetwork.objects.select_related("provider")
            .filter(Q(until=None) | Q(until__gt=day), first__lte=place, last__gte=place, since__lte=day)
            .order_by("-length", "-since")
            .first()
        )
        return _provider(network.provider) if network else None

    def providers(self) -> list[ports.Provider]:
        """All providers, by code."""
        return [_provider(row) for row in Provider.objects.order_by("code")]

    def register_providers(self, providers: Sequence[ports.Provider]) -> None:
        """Enter or replace providers, with their networks. Raises ValueError for a prefix that is none."""
        with transaction.atomic():
            for provider in providers:
                row, _ = Provider.objects.update_or_create(
                    code=provider.code,
                    defaults={
                        "name": provider.name,
                        "contact": provider.contact,
                        "formats": list(provider.formats),
                        "language": provider.language,
                        "terms_url": provider.terms_url,
                        "inhibited": provider.inhibited,
                        "wants": provider.wants,
                    },
                )
                row.networks.all().delete()
                ProviderNetwork.objects.bulk_create(
                    _network(row, position, *network) for position, network in enumerate(provider.networks)
                )


def _place(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    """`<family>:<hex>`, of one length in a family, so that text order is address order."""
    return f"{address.version}:{int(address):0{address.max_prefixlen // 4}x}"


def _network(row: Provider, position: int, prefix: str, since: date, until: date | None) -> ProviderNetwork:
    network = ipaddress.ip_network(prefix)
    return ProviderNetwork(
        provider=row,
        position=position,
        prefix=prefix,
        length=network.prefixlen,
        first=_place(network.network_address),
        last=_place(network.broadcast_address),
        since=since,
        until=until,
    )


def _provider(row: Provider) -> ports.Provider:
    networks = row.networks.order_by("position").values_list("prefix", "since", "until")
    return ports.Provider(
        code=row.code,
        name=row.name,
        contact=row.contact,
        formats=tuple(row.formats),
        language=row.language,
        terms_url=row.terms_url,
        networks=tuple((prefix, since, until) for prefix, since, until in networks),
        inhibited=row.inhibited,
        wants=row.wants,
    )
