"""The law as this centre holds it (法令・規則の版): the dated table of the Act, and every rule with its article, day and version.

A rule's hash is that of the file that judges, so that two centres, or one centre in two years, can tell whether they read the
law alike; a version that somebody forgot to raise shows there too.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from tsuho.engine.law.jurisdiction import Jurisdiction
from tsuho.engine.law.rule import CampaignRule, Rule


@dataclass(frozen=True, slots=True)
class LawPeriod:
    """One period of the Act: its days (``until`` is its last day, None: in force), and what it calls things and numbers."""

    name: str
    since: date
    until: date | None
    authorities: tuple[str, ...]
    penalty_word: str
    articles: Mapping[str, str]
    hash: str


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """One rule: ``provisions`` are its articles by period, where it bound; ``many`` says that only a campaign shows it."""

    id: str
    provision: str
    since: date
    until: date | None
    version: str
    hash: str
    many: bool
    provisions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LawTable:
    """All of it, with the program: its version, and the hash over every file that judges and the law's parameters."""

    code: str
    periods: tuple[LawPeriod, ...]
    rules: tuple[RuleInForce, ...]
    engine_version: str
    engine_hash: str


def law_table(law: Jurisdiction, source_hash: Callable[[str], str], engine_version: str, engine_hash: str) -> LawTable:
    """The table; ``source_hash`` is the hash of a module's file by its dotted name."""
    begun = sorted(law.periods, key=lambda each: each.since)
    ends = [*(each.since - timedelta(days=1) for each in begun[1:]), None]
    periods = tuple(
        LawPeriod(
            name=each.name,
            since=each.since,
            until=until,
            authorities=_authorities(each.values.get("authorities", {})),
            penalty_word=str(each.values.get("penalty_word", "")),
            articles={name: str(article) for name, article in each.values.get("articles", {}).items()},
            hash=_hash(each.values),
        )
        for each, until in zip(begun, ends, strict=True)
    )
    one = tuple(_rule(law, rule, source_hash, many=False) for rule in law.rules)
    many = tuple(_rule(law, rule, source_hash, many=True) for rule in law.campaign_rules)
    return LawTable(
        law.code,
        periods,
        one + many,
        engine_version,
        engine_hash,
    )


def _rule(
    law: Jurisdiction, rule: Rule | CampaignRule, source_hash: Callable[[str], str], *, many: bool
) -> RuleInForce:
    until = rule.in_force.until
    named = {each.name: each.values.get("provisions", {}).get(rule.id, "") for each in law.periods}
    return RuleInForce(
        id=rule.id,
        provision=rule.provision,
        since=rule.in_force.since,
        until=until - timedelta(days=1) if until else None,
        version=rule.version,
        hash=source_hash(rule.judge.__module__),
        many=many,
        provisions={name: str(article) for name, article in named.items() if article},
    )


def _authorities(said: object) -> tuple[str, ...]:
    """Every authority that a period names, once; the table has them by matter."""
    named = said.values() if isinstance(said, Mapping) else [said] if said else []
    return tuple(dict.fromkeys(str(each) for some in named for each in (some if isinstance(some, list) else [some])))


def _hash(values: Mapping[str, object]) -> str:
    return sha256(json.dumps(values, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()
