"""Shared domains: names under which many unrelated people stand, each with the kind of service that makes it so."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml


@cache
def shared_domains() -> Mapping[str, str]:
    """Shared domain → its kind (shorteners, free_mail, hosting…); of a domain in two kinds the first."""
    table = yaml.safe_load(files("tsuho.engine.campaigns").joinpath("shared_domains.yaml").read_text("utf-8"))
    return {domain: kind for kind in reversed(table) for domain in table[kind]}


def shared_kind(domain: str) -> str:
    """Why nobody is named by a domain: the kind of it or of a name above it; empty for a domain of one's own."""
    table = shared_domains()
    while domain:
        if kind := table.get(domain):
            return kind
        domain = domain.partition(".")[2]
    return ""
