"""One line of a foreign network table, whatever file it came from: a prefix and who holds it."""

import re
from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from typing import NamedTuple

_COUNTRY = re.compile(r"[A-Z]{2}")
_AS = re.compile(r"(?:AS)?(\d{1,10})", re.IGNORECASE)
_MAX_HOLDER = 200
_MAX_ASN = (1 << 32) - 1
BITS = {4: 32, 6: 128}


class Held(NamedTuple):
    """A prefix: IP version, first address, length; AS number (0: unknown), holder and ISO country (empty: unknown)."""

    version: int
    start: int
    length: int
    asn: int
    holder: str
    country: str


def held_prefix(prefix: str, asn: object, holder: object, country: object) -> Held:
    """From a prefix in CIDR. Raises ValueError for what is none."""
    network = ip_network(prefix.strip(), strict=False)
    return Held(
        network.version, int(network.network_address), network.prefixlen, as_number(asn), name(holder), code(country)
    )


def held_range(first: str, last: str, asn: object, holder: object, country: object) -> Iterator[Held]:
    """From the first and last address, as the prefixes that cover just these. Raises ValueError for what are none."""
    begin, end = ip_address(first.strip()), ip_address(last.strip())
    number, held_by, where = as_number(asn), name(holder), code(country)
    if begin.version != end.version or int(begin) > int(end):
        raise ValueError(f"{first} to {last} is no range of addresses")
    for start, length in _covering(int(begin), int(end), BITS[begin.version]):
        yield Held(begin.version, start, length, number, held_by, where)


def _covering(start: int, last: int, bits: int) -> Iterator[tuple[int, int]]:
    """The fewest prefixes (first address, length) that cover a range and nothing else."""
    while start <= last:
        aligned = (start & -start).bit_length() - 1 if start else bits
        size = min(aligned, (last - start + 1).bit_length() - 1)
        yield start, bits - size
        start += 1 << size


def as_number(said: object) -> int:
    """``64496``, ``"AS64496"``, ``"64496"``; 0 for anything else."""
    found = _AS.fullmatch(str(said).strip()) if said else None
    number = int(found.group(1)) if found else 0
    return number if number <= _MAX_ASN else 0


def name(said: object) -> str:
    """A holder's name on one line."""
    return " ".join(str(said).split())[:_MAX_HOLDER] if said else ""


def code(said: object) -> str:
    """A country's two letters; empty for anything else, and for ZZ, which says that nobody knows."""
    letters = str(said).strip().upper() if said else ""
    return letters if _COUNTRY.fullmatch(letters) and letters != "ZZ" else ""
