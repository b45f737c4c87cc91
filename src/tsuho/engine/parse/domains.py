"""The registered domain of a host: what a person registered and can be held to, by the public suffix list.

The list inside the library is used and never fetched; .example, .test and .invalid count as public suffixes.
"""

import ipaddress
from functools import lru_cache

from tldextract import TLDExtract

_EXTRACT = TLDExtract(
    suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True, extra_suffixes=("example", "test", "invalid")
)


@lru_cache(maxsize=16_384)
def registered_domain(host: str) -> str:
    """The registered domain, lower case, in ASCII form; the address itself for an IP; empty for no host."""
    name = host.strip().strip(".").strip("[]").lower()
    if not name or len(name) > 253:
        return ""
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        return _EXTRACT(_ascii(name)).top_domain_under_public_suffix


def _ascii(name: str) -> str:
    """An internationalised name as it stands in the DNS (RFC 3490), so that both spellings are one key."""
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return name
