"""The registered domain of a host: what a person registered and can be held to, by the public suffix list.

The list inside the library is used and never fetched; .example, .test and .invalid count as public suffixes.
"""

import ipaddress
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from tldextract import TLDExtract

_EXTRACT = TLDExtract(
    suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True, extra_suffixes=("example", "test", "invalid")
)
# Names that people write without a scheme in their text. Others (.md, .sh, .so, .zip, .py, .rs, .app …) are also file names
# and sentences without a blank; they count with a path behind them.
_WRITTEN_BARE = (
    *("jp", "com", "net", "org", "info", "biz", "cc", "tv", "mobi", "asia", "cn", "tw", "hk", "kr", "ru", "eu", "uk", "us", "xyz"),
    *("site", "online", "shop", "top", "club", "vip", "link", "tokyo", "nagoya", "osaka", "example", "test", "invalid"),
)  # fmt: skip
_BARE = re.compile(
    rf"\.(?:(?:{'|'.join(_WRITTEN_BARE)})(?![A-Za-z0-9-])(?!\.[A-Za-z0-9])|[A-Za-z]{{2,18}}(?=/[A-Za-z0-9]))",
    re.IGNORECASE,
)
_LABELS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.")
_NOT_BEFORE = frozenset("@/_=&#+%~:\\\"'*$")
_FAR_EAST = "\u2e80"  # Japanese runs on without a blank; a letter of another script belongs to the name
_NOT_BEHIND = frozenset("@_=")
# A line of a header that somebody pasted names the hosts of mail servers, which nobody is to visit.
_SERVER_BEFORE = re.compile(
    r"(?:^|[\s(])(?:from|by|for|via|helo|host|mx|dns|ns|envelope-from)[\s=;]{1,2}\Z", re.IGNORECASE
)
_SERVER_BEHIND = re.compile(r"\s[(\[]|:25(?!\d)")
_NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]{0,8}|[0-9]{1,11})\Z")
_MAX_NAME = 253


@lru_cache(maxsize=16_384)
def registered_domain(host: str) -> str:
    """The registered domain, lower case, in ASCII form; the address itself for an IP; empty for no host."""
    name = host.strip().strip(".").strip("[]").lower()
    if not name or len(name) > _MAX_NAME:
        return ""
    if name[-1].isdigit() or ":" in name:  # nothing else is an address, and to be told so costs more than a name does
        try:
            return str(ipaddress.ip_address(name))
        except ValueError:
            pass
    return _EXTRACT(_ascii(name)).top_domain_under_public_suffix


def _ascii(name: str) -> str:
    """An internationalised name as it stands in the DNS (RFC 3490), so that both spellings are one key."""
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return name


def ipv4_of(name: str) -> str | None:
    """The address that browsers make of numbers: one to four, decimal, octal or hexadecimal (WHATWG URL, IPv4 parser)."""
    pieces = name.split(".")
    if not pieces[-1][:1].isdigit():  # as most names do
        return None
    if not 1 <= len(pieces) <= 4 or not all(map(_NUMBER.match, pieces)):
        return None
    try:
        numbers = [
            int(each, 16) if each[:2].lower() == "0x" and each[2:] else int(each or "0", 8 if len(each) > 1 and each[0] == "0" else 10)
            for each in pieces
        ]  # fmt: skip
    except ValueError:
        return None
    *first, last = numbers
    if (
        any(number > 255 for number in first)
        or last >= 256 ** (5 - len(numbers))
        or (len(pieces) == 1 and last < 2**24)
    ):
        return None
    value = last + sum(number << (8 * (3 - place)) for place, number in enumerate(first))
    return str(ipaddress.IPv4Address(value))


@cache
def _top_level() -> frozenset[str]:
    return frozenset(_EXTRACT.tlds)


def bare_hosts(chars: str) -> Iterator[tuple[int, int]]:
    """Where a host stands in a text without a scheme, as (start, end); no host of a mailbox, no file name, no number."""
    done = 0
    for found in _BARE.finditer(chars):
        end = found.end()
        start = found.start()
        low = max(done, start - _MAX_NAME)
        while start > low and chars[start - 1] in _LABELS:
            start -= 1
        if start < done or end <= done:
            continue
        done = end
        name = chars[start:end].lstrip(".-")
        start = end - len(name)
        before = chars[start - 1 : start]
        if before in _NOT_BEFORE or chars[end : end + 1] in _NOT_BEHIND or (before.isalpha() and before < _FAR_EAST):
            continue
        if _SERVER_BEHIND.match(chars, end) or _SERVER_BEFORE.search(chars, max(0, start - 16), start):
            continue
        if _is_name(name, with_path=chars[end : end + 1] == "/"):
            yield start, end


def _is_name(name: str, *, with_path: bool) -> bool:
    """Whether it may be a host that somebody typed: no empty label and, unless a path follows, small letters throughout."""
    labels = name.lower().split(".")
    if len(labels) < 2 or not all(label and label[0] != "-" and label[-1] != "-" for label in labels):
        return False
    if labels[-1] not in _top_level() and labels[-1] not in {"example", "test", "invalid"}:
        return False
    registered = registered_domain(name)
    if with_path:
        return bool(registered) and not all(label.isdigit() for label in labels[:-1])
    return name.islower() and not registered.partition(".")[0].isdigit() and bool(registered)
