"""Whether two domains are of one owner, as DMARC asks it (identifier alignment, RFC 7489 section 3.1, RFC 9989 section 4.4)."""

from tsuho.engine.parse.domains import registered_domain


def domain_of(address: str) -> str:
    """The domain of an address, lower case, in the form that the DNS has it; empty where there is none."""
    name = address.rpartition("@")[2].strip().rstrip(".").lower()
    if name.startswith("[") or not name or len(name) > 253 or any(each.isspace() for each in name):
        return ""
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def aligned(domain: str, with_domain: str, *, strict: bool) -> bool:
    """Strict: the same domain; relaxed: the same registered domain, by the public suffix list (RFC 7489 section 3.2)."""
    one, other = domain.rstrip(".").lower(), with_domain.rstrip(".").lower()
    if not one or not other:
        return False
    if one == other:
        return True
    return not strict and registered_domain(one) == registered_domain(other) != ""
