"""The fields a machine states about a mail it reports: named in our words, without the recipient's address.

Feedback reports (RFC 5965 section 3, RFC 6591 section 3) and delivery reports (RFC 3464 section 2).
"""

import re
from collections.abc import Mapping

from tsuho.engine.parse.header_text import header_text
from tsuho.engine.parse.mime import Part, scan

MAX_STATED = 500  # characters of one value
_ADDRESS = re.compile(r"<?[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}>?")


def stated_fields(part: Part, names: Mapping[str, str]) -> dict[str, str]:
    """What the header-like lines of a part say, by our names; a field that repeats is joined by ", ".

    ``names`` maps a lower-case field name to ours. The blocks of a
    delivery report, set apart by empty lines, are read as one.
    """
    found: dict[str, list[str]] = {}
    raw = part.body
    for block in (raw, *_blocks(raw)):
        fields = scan(block).root
        for each in fields.fields:
            ours = names.get(each.name)
            value = header_text(fields.source[each.value_start : each.end])[:MAX_STATED].strip()
            if ours and value not in {"", "-"} and value not in found.setdefault(ours, []):
                found[ours].append(value)
    return {name: ", ".join(values)[:MAX_STATED] for name, values in found.items() if values}


def without_addresses(value: str) -> str:
    """A diagnosis with the addresses in it left out: they are those of recipients."""
    return _ADDRESS.sub("(address)", value)


def _blocks(raw: bytes) -> list[bytes]:
    """The blocks below the first one; at most ten, since a report of one mail has few recipients."""
    if b"\n" not in raw:  # old Mac line ends
        raw = raw.replace(b"\r", b"\n")
    blocks = re.split(rb"\r?\n[ \t]*\r?\n", raw[:100_000], maxsplit=10)
    return [block.lstrip(b"\r\n") for block in blocks[1:10]]
