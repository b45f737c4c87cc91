"""What a front of ours states about the peer it had a mail from: XFORWARD and XCLIENT of Postfix.

Values are xtext (RFC 3461); [UNAVAILABLE] and [TEMPUNAVAIL] say nothing.
"""

import ipaddress
import re
from dataclasses import dataclass

_XTEXT = re.compile(r"\+([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Stated:
    """A stated peer; ``by`` is xforward, xclient or proxy."""

    ip: str
    port: int | None
    helo: str
    by: str


def read_statement(arguments: str, by: str, before: Stated | None = None) -> Stated:
    """The attributes of one command over those of the commands before it; what is malformed is passed over."""
    ip, port, helo = (before.ip, before.port, before.helo) if before else ("", None, "")
    for attribute in arguments.split()[:16]:
        name, _, written = attribute.partition("=")
        value = _XTEXT.sub(lambda found: chr(int(found.group(1), 16)), written)
        known = "" if value.upper() in {"[UNAVAILABLE]", "[TEMPUNAVAIL]"} else value
        match name.upper():
            case "ADDR":
                ip = _address(known)
            case "PORT":
                port = int(known) if known.isdecimal() and 0 < int(known) < 65_536 else None
            case "HELO":
                helo = known[:255]
    return Stated(ip, port, helo, by)


def _address(text: str) -> str:
    try:
        return str(ipaddress.ip_address(re.sub(r"^IPV6:", "", text, flags=re.IGNORECASE)))
    except ValueError:
        return ""
