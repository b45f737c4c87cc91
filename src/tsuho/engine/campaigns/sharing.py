"""Shared domains: names under which many unrelated people stand, each with the kind of service that makes it so."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from tsuho.engine.parse.domains import bare_hosts, registered_domain
from tsuho.engine.parse.folded import fold
from tsuho.engine.parse.links import domain_of
from tsuho.words.judged import Link

# What a reader takes for an address: with its scheme, or nothing but a host; of a mailbox what stands behind its @.
_SHOWN_URL = re.compile(r"(?:https?|hxxps?|ttps?)://[^\s<>\"]{3,300}", re.IGNORECASE)
_SHOWN_MAILBOX = re.compile(r"[A-Za-z0-9_.+-]@([A-Za-z0-9.-]{3,253})")


def marked_links(links: Sequence[Link]) -> tuple[Link, ...]:
    """The links with what is to be known of their hosts: a service that many stand under, another host shown than meant."""
    return tuple(_marked(link) for link in links)


def _marked(link: Link) -> Link:
    shared = shared_kind(link.domain)
    # A delivery service counts clicks on its own host for whoever sends with it: that shows nobody for somebody else.
    other = shared != "mail_delivery" and _shows_other(link)
    return replace(link, shared=shared, shows_other=other) if shared or other else link


def _shows_other(link: Link) -> bool:
    if not link.visible or not link.domain or link.url.endswith(link.visible):
        return False
    visible = fold(link.visible).text
    shown = _shown_domain(visible, mailbox=link.url[:7].lower() == "mailto:") if "." in visible else ""
    return shown not in {link.domain, ""}


def _shown_domain(visible: str, *, mailbox: bool) -> str:
    """The registered domain that the words of a link name; empty where they name none."""
    if mailbox:
        found = _SHOWN_MAILBOX.search(visible)
        return registered_domain(found.group(1).lower()) if found else ""
    if found := _SHOWN_URL.search(visible):
        return domain_of(found.group())
    host = next(bare_hosts(visible), None)
    return registered_domain(visible[slice(*host)]) if host else ""


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
