"""The registries' delegated statistics (RIR statistics exchange format): country of each block, and which registry gave it.

They name no AS and no holder, so the registry stands in the holder's place, as what it is: ``registry APNIC``.
"""

import re
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address

from tsuho.casework.errors import CannotDo
from tsuho.store.networks.row import Held, code, held_prefix, held_range

_REGISTRIES = "apnic|ripencc|arin|lacnic|afrinic|iana|nro|jpnic|krnic|twnic|cnnic|vnnic|idnic"
_FIRST_LINE = re.compile(rf"(?:[\d.]+\|(?:{_REGISTRIES})\||(?:{_REGISTRIES})\|)", re.IGNORECASE)
_HANDED_OUT = {"allocated", "assigned"}


def is_rir(first_line: str) -> bool:
    """Whether a file begins as this format does."""
    return _FIRST_LINE.match(first_line) is not None


def rows(lines: Iterable[str], file: str) -> Iterator[Held]:
    """All blocks that are handed out; reserved and free ones, AS numbers and summaries are passed over."""
    for number, line in enumerate(lines, start=1):
        fields = line.strip().split("|")
        if line.startswith("#") or len(fields) < 7 or fields[2] not in {"ipv4", "ipv6"}:
            continue
        registry, country, kind, start, value, _, status = fields[:7]
        if status.lower() not in _HANDED_OUT:
            continue
        holder = f"registry {registry.upper()}"
        try:
            if kind == "ipv6":
                yield held_prefix(f"{start}/{value}", None, holder, country)
            else:
                last = IPv4Address(int(IPv4Address(start)) + int(value) - 1)
                yield from held_range(start, str(last), None, holder, code(country))
        except ValueError as error:
            raise CannotDo(f"{file}, line {number}: {error}; the file is broken, fetch it again") from None
