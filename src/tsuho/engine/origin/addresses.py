"""Addresses that are never an origin: an explicit list, each with the document that sets it apart.

It does not hold the documentation networks (192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 2001:db8::/32): demo and tests
live there. Python's ``is_private`` is not used, since it calls those private and 100.64/10 not.
"""

import ipaddress
from functools import lru_cache

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# The first row that covers an address speaks for it.
NEVER: tuple[tuple[str, str], ...] = (
    ("0.0.0.0/8", "unspecified"),  # RFC 1122
    ("10.0.0.0/8", "private"),  # RFC 1918
    ("100.64.0.0/10", "shared"),  # RFC 6598: behind a carrier's NAT; the address alone names nobody
    ("127.0.0.0/8", "loopback"),  # RFC 1122
    ("169.254.0.0/16", "link_local"),  # RFC 3927
    ("172.16.0.0/12", "private"),  # RFC 1918
    ("192.0.0.0/24", "reserved"),  # RFC 6890
    ("192.88.99.0/24", "reserved"),  # RFC 7526: the former anycast of 6to4 relays
    ("192.168.0.0/16", "private"),  # RFC 1918
    ("198.18.0.0/15", "reserved"),  # RFC 2544: benchmarking
    ("224.0.0.0/4", "multicast"),  # RFC 5771
    ("240.0.0.0/4", "reserved"),  # RFC 1112
    ("::/128", "unspecified"),  # RFC 4291
    ("::1/128", "loopback"),  # RFC 4291
    ("64:ff9b::/96", "reserved"),  # RFC 6052: written by a translator, whose choice the address is
    ("2001::/23", "reserved"),  # RFC 2928, with Teredo (RFC 4380): no registry gave it to anybody
    ("2000::/3", ""),  # RFC 4291: global unicast, where providers' addresses are
    ("fc00::/7", "private"),  # RFC 4193
    ("fe80::/10", "link_local"),  # RFC 4291
    ("ff00::/8", "multicast"),  # RFC 4291
    ("::/0", "reserved"),  # RFC 4291: all the rest
)

_TABLE = tuple((ipaddress.ip_network(prefix), kind) for prefix, kind in NEVER)


@lru_cache(maxsize=8_192)
def never_an_origin(ip: str) -> str:
    """Why an address cannot be an origin (private, shared, loopback, link_local, multicast, reserved, unspecified), or empty.

    A 6to4 address (2002::/16, RFC 3056) is judged by the IPv4 address inside it, which is the one that routes.
    """
    address: IpAddress = ipaddress.ip_address(ip)
    if isinstance(address, ipaddress.IPv6Address) and address.sixtofour is not None:
        address = address.sixtofour
    for network, kind in _TABLE:
        if address.version == network.version and address in network:
            return kind
    return ""


@lru_cache(maxsize=8_192)
def normal_ip(text: str) -> str:
    """An address in its one textual form, without brackets and zone, IPv4-mapped IPv6 as IPv4; empty for anything else."""
    bare = text.strip("[]")
    if bare[:5].lower() == "ipv6:":
        bare = bare[5:]
    try:
        address = ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)
