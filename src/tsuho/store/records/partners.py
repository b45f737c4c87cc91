"""The provider register in the database: layers are kept as they came, and what they come to is laid out to be searched."""

import ipaddress
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, tzinfo

from django.db import transaction
from django.db.models import F, Prefetch, Q, QuerySet

from tsuho.casework import partner_ports as ports
from tsuho.store.lake.as_json import from_json, to_json
from tsuho.store.records.address_holders import AddressHolders, place
from tsuho.store.records.models import Provider, ProviderAs, ProviderLayer, ProviderNetwork, ProviderStanding

_IMPORTED, _CONFIRMED = "imported", "confirmed"


class PartnersInDatabase:
    """The port Partners on the ORM. ``timezone`` is the centre's: a network changes hands at its midnight."""

    def __init__(self, timezone: tzinfo) -> None:
        self._timezone = timezone

    def provider_of(self, ip: str, when: datetime, asn: int | None = None) -> ports.Provider | None:
        """Whose network held the address that day, the longest prefix winning; else whose AS it was; None: nobody's."""
        day = when.astimezone(self._timezone).date()
        row = _by_network(ip, day) or _by_as(asn, day)
        return self.provider(row.code) if row else None

    def providers_of(self, asked: Sequence[ports.AddressAt]) -> list[ports.Provider | None]:
        """The same of many: the register is read once, and each provider that is found once."""
        holders = AddressHolders({each.asn for each in asked if each.asn is not None})
        codes = [holders.code(each.ip, each.when.astimezone(self._timezone).date(), each.asn) for each in asked]
        found = {each.code: each for each in _providers(Provider.objects.filter(code__in=set(codes)))}
        return [found.get(code) for code in codes]

    def provider(self, code: str) -> ports.Provider | None:
        """One provider, its layers laid over one another."""
        return next(iter(_providers(Provider.objects.filter(code=code))), None)

    def providers(self) -> list[ports.Provider]:
        """All providers, by code."""
        return _providers(Provider.objects.order_by("code"))

    def layers(self, code: str) -> ports.Layers:
        """What was imported and what was confirmed of one."""
        imported, confirmed = _layers(code)
        return ports.Layers(
            tuple(ports.Imported(row.source, row.at, _entry(row.value)) for row in imported),
            {
                row.field: ports.ConfirmedField(
                    getattr(_entry({"code": code, "name": "", "contact": "", row.field: row.value}), row.field),
                    row.by,
                    row.at,
                )
                for row in confirmed
            },
        )

    def imported(self, source: str) -> list[ports.Provider]:
        """What the last import of a source brought, by code."""
        rows = ProviderLayer.objects.filter(layer=_IMPORTED, source=source).order_by("code")
        return [_entry(row.value) for row in rows]

    def import_providers(self, source: str, providers: Sequence[ports.Provider], at: datetime) -> None:
        """Replace whole what a source brought before. Raises ValueError for a prefix that is none; nothing is changed then."""
        with transaction.atomic():
            before = ProviderLayer.objects.filter(layer=_IMPORTED, source=source)
            codes = dict.fromkeys([*before.values_list("code", flat=True), *(each.code for each in providers)])
            before.delete()
            ProviderLayer.objects.bulk_create(
                ProviderLayer(code=each.code, layer=_IMPORTED, source=source, value=_layered(each), at=at)
                for each in providers
            )
            for code in codes:
                _lay_out(code)

    def confirm(self, code: str, fields: Mapping[str, object], by: str, at: datetime) -> None:
        """Enter fields as a person confirmed them. Raises ValueError for a prefix, or a field, that is none."""
        if unknown := set(fields) - set(ports.LAYERED):
            raise ValueError(f"a provider has no field {min(unknown)!r}; known: {', '.join(ports.LAYERED)}")
        with transaction.atomic():
            for name, value in fields.items():
                ProviderLayer.objects.update_or_create(
                    code=code, layer=_CONFIRMED, source="", field=name,
                    defaults={"value": json.loads(to_json(value)), "by": by, "at": at},
                )  # fmt: skip
            _lay_out(code)

    def unconfirm(self, code: str, fields: Sequence[str]) -> None:
        """Take back what a person confirmed; what was imported holds again."""
        with transaction.atomic():
            ProviderLayer.objects.filter(code=code, layer=_CONFIRMED, field__in=list(fields)).delete()
            _lay_out(code)

    def inhibit(self, code: str, reason: str, until: date | None) -> None:
        """Send nothing there, and say why; an empty reason lifts it."""
        ProviderStanding.objects.update_or_create(
            code=code, defaults={"inhibited": reason, "inhibited_until": until if reason else None}
        )

    def note_bounce(self, code: str, at: datetime) -> None:
        """A letter came back for good: nothing more goes there until a person clears it."""
        ProviderStanding.objects.get_or_create(code=code)
        ProviderStanding.objects.filter(code=code).update(bounces=F("bounces") + 1, bounced_at=at)

    def clear_bounce(self, code: str) -> None:
        """The contact is in order again."""
        ProviderStanding.objects.filter(code=code).update(bounces=0, bounced_at=None)


def _by_network(ip: str, day: date) -> Provider | None:
    try:
        position = place(ipaddress.ip_address(ip))
    except ValueError:
        return None
    networks = ProviderNetwork.objects.select_related("provider").filter(
        Q(until=None) | Q(until__gt=day), first__lte=position, last__gte=position, since__lte=day
    )
    found = networks.order_by("-length", "-since", "provider__code").first()
    return found.provider if found else None


def _by_as(asn: int | None, day: date) -> Provider | None:
    if asn is None:
        return None
    numbers = ProviderAs.objects.select_related("provider").filter(
        Q(until=None) | Q(until__gt=day), asn=asn, since__lte=day
    )
    found = numbers.order_by("-since", "provider__code").first()
    return found.provider if found else None


def _layers(code: str) -> tuple[list[ProviderLayer], list[ProviderLayer]]:
    """(imported, the newest first; confirmed) of one provider."""
    rows = list(ProviderLayer.objects.filter(code=code).order_by("-at", "source"))
    return [row for row in rows if row.layer == _IMPORTED], [row for row in rows if row.layer == _CONFIRMED]


def _lay_out(code: str) -> None:
    """Lay the layers of one provider over one another, into the tables that are searched; nothing to lay out: it is gone."""
    imported, confirmed = _layers(code)
    merged = dict(imported[0].value) if imported else {"code": code, "name": "", "contact": ""}
    merged |= {row.field: row.value for row in confirmed}
    provider = _entry(merged)
    if not (provider.name and provider.contact):
        Provider.objects.filter(code=code).delete()
        return
    row, _ = Provider.objects.update_or_create(
        code=code,
        defaults={
            "name": provider.name,
            "contact": provider.contact,
            "formats": list(provider.formats),
            "language": provider.language,
            "terms_url": provider.terms_url,
            "wants": provider.wants,
            "interval_hours": provider.interval_hours,
            "https_url": provider.https_url,
        },
    )
    row.networks.all().delete()
    row.as_numbers.all().delete()
    ProviderNetwork.objects.bulk_create(_networks(row, provider.networks))
    ProviderAs.objects.bulk_create(
        ProviderAs(provider=row, asn=asn, since=since, until=until) for asn, since, until in provider.as_numbers
    )


def _networks(row: Provider, networks: Sequence[tuple[str, date, date | None]]) -> Iterable[ProviderNetwork]:
    for position, (prefix, since, until) in enumerate(networks):
        network = ipaddress.ip_network(prefix)
        yield ProviderNetwork(
            provider=row,
            position=position,
            prefix=prefix,
            length=network.prefixlen,
            first=place(network.network_address),
            last=place(network.broadcast_address),
            since=since,
            until=until,
        )


def _layered(provider: ports.Provider) -> dict[str, object]:
    """What of a provider is of a layer, as JSON values."""
    whole: dict[str, object] = json.loads(to_json(provider))
    return {name: whole[name] for name in ("code", *ports.LAYERED)}


def _entry(value: Mapping[str, object]) -> ports.Provider:
    return from_json(ports.Provider, json.dumps(value))


def _providers(rows: QuerySet[Provider]) -> list[ports.Provider]:
    """Providers whole: four questions, however many they are."""
    whole = list(
        rows.prefetch_related(
            Prefetch("networks", ProviderNetwork.objects.order_by("position")),
            Prefetch("as_numbers", ProviderAs.objects.order_by("id")),
        )
    )
    standings = {each.code: each for each in ProviderStanding.objects.filter(code__in=[row.code for row in whole])}
    return [_provider(row, standings.get(row.code) or ProviderStanding(code=row.code)) for row in whole]


def _provider(row: Provider, standing: ProviderStanding) -> ports.Provider:
    return ports.Provider(
        code=row.code,
        name=row.name,
        contact=row.contact,
        formats=tuple(row.formats),
        language=row.language,
        terms_url=row.terms_url,
        networks=tuple((each.prefix, each.since, each.until) for each in row.networks.all()),
        inhibited=standing.inhibited,
        wants=row.wants,
        as_numbers=tuple((each.asn, each.since, each.until) for each in row.as_numbers.all()),
        interval_hours=row.interval_hours,
        inhibited_until=standing.inhibited_until,
        bounces=standing.bounces,
        bounced_at=standing.bounced_at,
        https_url=row.https_url,
    )
