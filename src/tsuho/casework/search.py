"""Search over all mail: what a person typed is understood as a hash, an address, a network, a number, a sum, or words.

Each way of understanding it is one section of the answer, with pages of its own, and says where it matched. Words are always
looked for too, since `shop.example` may be a link's domain and a word of the text.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import ip_network

from tsuho.casework.errors import CannotDo
from tsuho.casework.index_text import MIN_CHARS, address_in_order, search_fold
from tsuho.casework.search_ports import FactIndex, Match, ReportIndex, TextIndex, What, Where
from tsuho.engine.campaigns.phones import e164
from tsuho.engine.parse.amounts import amounts_in
from tsuho.engine.parse.domains import registered_domain
from tsuho.engine.parse.folded import fold
from tsuho.engine.parse.links import refang
from tsuho.engine.parse.text import plain_text

_HASH = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}", re.UNICODE)
_AS = re.compile(r"AS\s?(\d{1,10})", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d()・.\- ]{9,20}")
_LONGEST = 200
Find = Callable[[int | None, int], list[Match]]  # behind which place, how many


@dataclass(frozen=True, slots=True)
class Indexes:
    """Where search looks."""

    facts: FactIndex
    texts: TextIndex
    reports: ReportIndex


@dataclass(frozen=True, slots=True)
class Section:
    """What one way of understanding the query found; ``name`` is its word in the catalogue (search_in_…), ``after`` the next page."""

    name: str
    matches: tuple[Match, ...]
    after: int | None


def search(
    indexes: Indexes, query: str, *, section: str = "", after: int | None = None, limit: int = 20
) -> list[Section]:
    """All sections that found something, or the one named from a place on. Raises CannotDo for what says too little."""
    wanted = " ".join(fold(query).text.split())
    if len(search_fold(wanted)) < MIN_CHARS:
        raise CannotDo("cannot_search_short", least=MIN_CHARS)
    if len(wanted) > _LONGEST:
        raise CannotDo("cannot_search_long", most=_LONGEST)
    found = []
    for name, find in dict(ways(indexes, wanted)).items():
        if section and name != section:
            continue
        matches = find(after if section else None, limit + 1)
        if matches:
            more = matches[limit - 1].place if len(matches) > limit else None
            found.append(Section(name, tuple(matches[:limit]), more))
    return found


def ways(indexes: Indexes, wanted: str) -> Iterator[tuple[str, Find]]:
    """Every way of understanding a query, the most certain first. ``wanted`` is folded."""
    facts, reports = indexes.facts, indexes.reports
    if _HASH.fullmatch(wanted):
        digest = wanted.lower()
        yield "hash", lambda after, limit: reports.with_hash(digest, after, limit)
        yield "file", lambda after, limit: facts.having(What.FILE, digest, after, limit)
        return
    if (network := _network(wanted)) is not None:
        yield "network", lambda after, limit: reports.in_network(*network, after, limit)
        return
    if as_number := _AS.fullmatch(wanted):
        yield "as", lambda after, limit: facts.having(What.AS, as_number[1], after, limit)
    if "@" in wanted and " " not in wanted:
        address = wanted.strip("<>")
        yield "from_address", lambda after, limit: reports.from_address(address, after, limit)
    for what, value in named_in(wanted):
        yield f"{what}", lambda after, limit, what=what, value=value: facts.having(what, value, after, limit)  # type: ignore[misc]
    words = [search_fold(wanted)]
    yield "text", lambda after, limit: indexes.texts.holding(words, after, limit)


def named_in(wanted: str) -> Iterator[tuple[What, str]]:
    """The facts that a query may name: a domain as a link's and as a sender's, a telephone number, a sum."""
    host = _host(wanted)
    if host:
        for what in (What.LANDING, What.FROM_DOMAIN):
            yield what, registered_domain(host) or host
    if _PHONE.fullmatch(wanted) and (number := e164(wanted)):
        yield What.PHONE, number
    if len(amounts := amounts_in(plain_text(wanted))) == 1:
        yield What.AMOUNT, f"{amounts[0].currency} {amounts[0].value}"


def matched_as_text(match: Match) -> bool:
    """Whether the words stand in a text or a subject, and are no fact."""
    return match.where in {Where.TEXT, Where.SUBJECT}


def _network(wanted: str) -> tuple[str, str] | None:
    """First and last address of an IP or a prefix, as the index writes them; None for what is neither."""
    try:
        network = ip_network(wanted, strict=False)
    except ValueError:
        return None
    return address_in_order(str(network.network_address)), address_in_order(str(network.broadcast_address))


def _host(wanted: str) -> str:
    """The host in an address of the web, or the domain by itself, small letters; empty for what is none."""
    bare = refang(wanted).partition("://")[2] or refang(wanted)
    host = bare.partition("/")[0].partition("?")[0].lower().strip(".")
    return host if " " not in bare and "@" not in bare and _HOST.fullmatch(host) else ""
