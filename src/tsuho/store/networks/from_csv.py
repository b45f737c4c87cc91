"""Network tables as CSV: a heading names the columns, in any order; two headless layouts in common use are known too."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from ipaddress import ip_address

from tsuho.casework.errors import CannotDo
from tsuho.store.networks.row import Held, held_prefix, held_range

# What a column may be called, ours first.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "prefix": ("prefix", "network", "cidr"),
    "start": ("start", "start_ip", "ip_range_start", "range_start", "first"),
    "end": ("end", "end_ip", "ip_range_end", "range_end", "last"),
    "asn": ("asn", "autonomous_system_number", "as_number"),
    "holder": ("holder", "autonomous_system_organization", "as_name", "as_organization", "organization", "name"),
    "country": ("country", "country_code", "country_iso_code"),
}
# ip-location-db's layouts, which have no heading, by their number of columns
_HEADLESS: Mapping[int, tuple[str, ...]] = {3: ("start", "end", "country"), 4: ("start", "end", "asn", "holder")}


def rows(lines: Iterable[str], file: str) -> Iterator[Held]:
    """All lines as prefixes. CannotDo names the first line that is none, since half a table answers wrongly."""
    reader = csv.reader(lines)
    first = next(reader, [])
    columns = _columns(first)
    if columns is None:
        raise CannotDo(
            f"{file}: the heading must name prefix, or start and end, and any of asn, holder, country; it is {first!r}"
        )
    if not _is_heading(first):
        yield from _held(first, columns, file, 1)
    for cells in reader:
        if cells:
            yield from _held(cells, columns, file, reader.line_num)


def _columns(first: Sequence[str]) -> Mapping[str, int] | None:
    if not _is_heading(first):
        names = _HEADLESS.get(len(first))
        return {name: index for index, name in enumerate(names)} if names else None
    said = [cell.strip().lower().lstrip("\ufeff") for cell in first]
    found = {column: said.index(name) for column, names in COLUMNS.items() for name in reversed(names) if name in said}
    return found if "prefix" in found or {"start", "end"} <= set(found) else None


def _is_heading(first: Sequence[str]) -> bool:
    try:
        ip_address(first[0].strip())
    except (ValueError, IndexError):
        return True
    return False


def _held(cells: Sequence[str], columns: Mapping[str, int], file: str, line: int) -> Iterator[Held]:
    said = {name: cells[index] if index < len(cells) else "" for name, index in columns.items()}
    about = (said.get("asn"), said.get("holder"), said.get("country"))
    try:
        if "prefix" in said:
            yield held_prefix(said["prefix"], *about)
        else:
            yield from held_range(said["start"], said["end"], *about)
    except ValueError as error:
        raise CannotDo(f"{file}, line {line}: {error}; put it right and import again") from None
