"""Shared domains: names under which many unrelated people stand, each with the kind of service that makes it so."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from tsuho.engine.parse.domains import registered_domain
from tsuho.words.judged import Link

# What a reader takes for an address: a scheme or www, or a name that is nothing but a host.
_SHOWN_HOST = re.compile(r"\s*(?:https?://|hxxps?://|(?=www\.))([A-Za-z0-9.-]{4,253})", re.IGNORECASE)


def marked_links(links: Sequence[Link]) -> tuple[Link, ...]:
    """The links with what is to be known of their hosts: a service that many stand under, another host shown than meant."""
    return tuple(_marked(link) for link in links)


def _marked(link: Link) -> Link:
    shared = shared_kind(link.domain)
    shown = _SHOWN_HOST.match(link.visible) if link.visible and link.visible != link.url else None
    other = shown is not None and registered_domain(shown.group(1).lower()) not in {link.domain, ""}
    return replace(link, shared=shared, shows_other=other) if shared or other else link


@cache
def shared_domains() -> Mapping[str, str]:
    """Shared domain → its kind (shorteners, free_mail, hosting…); of a domain in two kinds the first."""
    table = yaml.safe_load(files("tsuho.engine.campaigns").joinpath("shared_domains.yaml").read_text("utf-8"))
    return {domain: kind for kind in reversed(table) for domain in table[kind]}


@lru_cache(maxsize=4096)
def shared_kind(domain: str) -> str:
    """Why nobody is named by a domain: the kind of it or of a name above it; empty for a domain of one's own."""
    table = shared_domains()
    while domain:
        if kind := table.get(domain):
            return kind
        domain = domain.partition(".")[2]
    return ""
