"""Network tables in MaxMind's file format (.mmdb), with the keys that its several publishers use."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import maxminddb

from tsuho.casework.errors import CannotDo
from tsuho.store.networks.row import Held, as_number, code, name

MAGIC = b"\xab\xcd\xefMaxMind.com"
# MaxMind and DB-IP; IPinfo; ip-location-db; the first key that has a value counts.
_ASN = ("autonomous_system_number", "asn", "as_number")
_HOLDER = ("autonomous_system_organization", "as_name", "as_organization", "organization", "name", "isp")
_COUNTRY = ("country", "country_code", "registered_country")


def is_mmdb(file: Path) -> bool:
    """Whether a file ends as this format does."""
    with file.open("rb") as opened:
        size = opened.seek(0, 2)
        opened.seek(max(0, size - (1 << 17)))
        return MAGIC in opened.read()


def built_on(file: Path) -> str:
    """The publisher's name for the table and the day that it was built."""
    with _opened(file) as reader:
        about = reader.metadata()
        return f"{about.database_type}, built {datetime.fromtimestamp(about.build_epoch, UTC):%Y-%m-%d}"


def rows(file: Path) -> Iterator[Held]:
    """All prefixes of the table that say anything."""
    try:
        with _opened(file) as reader:
            for network, record in reader:
                if held := _held(network.version, int(network.network_address), network.prefixlen, record):
                    yield held
    except (maxminddb.InvalidDatabaseError, ValueError) as error:
        raise CannotDo(f"{file} is a broken .mmdb: {error}; fetch it again") from None


def _opened(file: Path) -> maxminddb.Reader:
    try:
        return maxminddb.open_database(file, maxminddb.MODE_AUTO)
    except (maxminddb.InvalidDatabaseError, OSError) as error:
        raise CannotDo(f"{file} cannot be read as .mmdb: {error}") from None


def _held(version: int, start: int, length: int, record: object) -> Held | None:
    if not isinstance(record, Mapping):
        return None
    asn = as_number(_first(record, _ASN))
    holder, country = name(_first(record, _HOLDER)), code(_country(record))
    return Held(version, start, length, asn, holder, country) if asn or holder or country else None


def _first(record: Mapping[str, object], keys: tuple[str, ...]) -> object:
    inner = record.get("traits")
    for place in (record, inner if isinstance(inner, Mapping) else {}):
        for key in keys:
            value = place.get(key)
            if value and not isinstance(value, Mapping | list):
                return value
    return None


def _country(record: Mapping[str, object]) -> object:
    for key in _COUNTRY:
        value = record.get(key)
        found = value.get("iso_code") if isinstance(value, Mapping) else value
        if code(found):
            return found
    return None
