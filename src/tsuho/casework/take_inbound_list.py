"""Take a list from an agency abroad: addresses in Japan from which mail reached its country, each laid at its provider's door.

The file is CSV in UTF-8 with the columns ip and time_utc; other columns are not read and not kept, since they may name
people. A list is taken whole or not at all, so that nobody has to find out which half of it arrived.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from ipaddress import ip_address

from tsuho.casework.errors import CannotDo
from tsuho.casework.partner_ports import AddressAt, Partners
from tsuho.casework.ports import Audit
from tsuho.casework.window_ports import InboundList, InboundLists, InboundRow

MOST_BYTES = 2_000_000
MOST_ROWS = 10_000
_MOST_SAID = 5  # wrong lines that are named; who has more looks at how the file was made


class WrongList(ValueError):  # noqa: N818  # said as a sentence: this list is wrong, because …
    """The list cannot be read; ``why`` are message keys with what they name."""

    def __init__(self, *why: tuple[str, Mapping[str, str]]) -> None:
        super().__init__(", ".join(key for key, _ in why))
        self.why = why


def take_inbound_list(
    lists: InboundLists, partners: Partners, audit: Audit, agency: str, raw: bytes, *, by: str, at: datetime
) -> InboundList:
    """Keep one list. Raises WrongList where it cannot be read, CannotDo where the very same was sent before."""
    listed = read_inbound_list(raw, at)
    holders = partners.providers_of([AddressAt(ip, seen) for ip, seen in listed])
    rows = tuple(
        InboundRow(ip, seen, holder.code if holder else "") for (ip, seen), holder in zip(listed, holders, strict=True)
    )
    received = InboundList(agency, by, at, sha256(raw).hexdigest(), rows)
    if not lists.enter(received):
        raise CannotDo("cannot_take_list_again")
    said = {"rows": str(len(rows)), "matched": str(received.matched), "sha256": received.sha256}
    audit.write(at, by, "inbound_list", f"agency {agency}", said)
    return received


def read_inbound_list(raw: bytes, now: datetime) -> list[tuple[str, datetime]]:
    """(address, time) of each row. Raises WrongList with what is wrong and in which line."""
    if len(raw) > MOST_BYTES:
        raise WrongList(("inbound_too_large", {"bytes": f"{MOST_BYTES:,}"}))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongList(("inbound_not_utf8", {})) from None
    try:
        return _rows(csv.reader(text.splitlines(), strict=True), now)
    except csv.Error:
        raise WrongList(("inbound_no_csv", {})) from None


def _rows(lines: Iterator[list[str]], now: datetime) -> list[tuple[str, datetime]]:
    head = [name.strip().lower() for name in next(lines, [])]
    if "ip" not in head or "time_utc" not in head:
        raise WrongList(("inbound_no_columns", {}))
    at_ip, at_time = head.index("ip"), head.index("time_utc")
    found: list[tuple[str, datetime]] = []
    wrong: list[tuple[str, Mapping[str, str]]] = []
    for number, line in enumerate(lines, start=2):
        if not any(cell.strip() for cell in line):
            continue
        row = _row(line, at_ip, at_time, now)
        if row is None:
            wrong.append(("inbound_wrong_line", {"line": str(number)}))
            if len(wrong) == _MOST_SAID:
                break
        else:
            found.append(row)
        if len(found) > MOST_ROWS:
            raise WrongList(("inbound_too_many", {"rows": f"{MOST_ROWS:,}"}))
    if wrong:
        raise WrongList(*wrong)
    if not found:
        raise WrongList(("inbound_empty", {}))
    return found


def _row(line: list[str], at_ip: int, at_time: int, now: datetime) -> tuple[str, datetime] | None:
    try:
        ip = str(ip_address(line[at_ip].strip()))
        seen = datetime.fromisoformat(line[at_time].strip())
        seen = seen.replace(tzinfo=UTC) if seen.tzinfo is None else seen.astimezone(UTC)
    except (ValueError, IndexError, OverflowError):
        return None
    return (ip, seen) if seen <= now else None
