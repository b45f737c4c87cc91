"""The campaigns of one week: who sends, what about, from where, and which display items their mails lack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from typing import Any

from tsuho.simulation.networks import Host, countries, sending_hosts
from tsuho.simulation.parameters import between, dice, draw, parameters, shares

LAWFUL = frozenset({"no_violation", "hold"})


@dataclass(frozen=True, slots=True)
class Campaign:
    """Mails of one sender in one week.

    ``kind`` is the outcome that a whole report of it ends in, or ``foreign``. ``missing`` are the rules whose display
    item its mails lack; ``shows`` is false where no display is due. ``weight`` is its share of the day's mail.
    """

    id: str
    kind: str
    category: str
    language: str
    templates: Mapping[str, Any]
    missing: tuple[str, ...]
    shows: bool
    company: str
    brand: str
    from_name: str
    local_part: str
    landing: str
    domains: tuple[str, ...]
    domain_days: int
    hosts: tuple[Host, ...]
    writing: str
    tracking: str
    mailer: str
    signed: bool
    footer_seed: str
    weight: float

    def domain_on(self, day: date) -> str:
        """The landing domain that lives on a day: they rotate, the sender stays."""
        return self.domains[day.weekday() // self.domain_days % len(self.domains)]

    @property
    def by_night(self) -> bool:
        """Whether it is sent in the evening peak, as dating mail to phones is."""
        return self.category == "dating"


@cache
def campaigns_of(day: date, seed: int) -> tuple[Campaign, ...]:
    """All campaigns active in the week of a day."""
    year, week, _ = day.isocalendar()
    table = parameters("campaigns")
    wanted = [
        (kind, category)
        for kind, number in table["active"].items()
        for category, share in shares(table["categories"][kind], number)
        for _ in range(share)
    ]
    return tuple(
        _campaign(f"{year}-W{week:02d}-{number:02d}", kind, category, seed)
        for number, (kind, category) in enumerate(wanted)
    )


def pick(rng: Random, campaigns: Sequence[Campaign], kind: str, category: str = "") -> Campaign:
    """A campaign of a kind, the large ones most often."""
    fitting = [each for each in campaigns if each.kind == kind and category in {"", each.category}]
    return rng.choices(fitting, [each.weight for each in fitting])[0]


def _campaign(name: str, kind: str, category: str, seed: int) -> Campaign:
    table = parameters("campaigns")
    rng = dice(seed, "campaign", name)
    templates = parameters(f"content/{category}")
    lawful = kind in LAWFUL or category == "transactional"
    domains = tuple(_domain(rng) for _ in range(1 if lawful else between(rng, table["domains"])))
    given = {"brand": rng.choice(table["brands"]), "company": rng.choice(table["companies"])}
    missing = rng.choices(table["missing"][kind], [row["weight"] for row in table["missing"][kind]])[0]["rules"]
    return Campaign(
        id=name,
        kind=kind,
        category=templates["category"],
        language=templates["language"],
        templates=templates,
        missing=tuple(missing),
        shows=kind in LAWFUL or kind == "violation",
        company=given["company"],
        brand=given["brand"],
        from_name=rng.choice(templates["from_names"]).format(**given),
        local_part=rng.choice(templates["local_parts"]),
        landing=rng.choice(templates["landings"]),
        domains=domains,
        domain_days=between(rng, table["domain_days"]),
        hosts=_hosts(rng, domains[0], lawful=lawful),
        writing=draw(rng, table["writing"]),
        tracking=draw(rng, table["tracking"]),
        mailer=rng.choice(table["mailers"]),
        signed=lawful or rng.random() < 0.4,
        footer_seed=f"{seed}:{name}:footer",
        weight=rng.lognormvariate(table["size_mu"], table["size_sigma"]),
    )


def _hosts(rng: Random, domain: str, *, lawful: bool) -> tuple[Host, ...]:
    """Lawful senders use a few hosts at home, the others many hosts anywhere."""
    table = parameters("campaigns")
    if lawful:
        return sending_hosts(rng, between(rng, table["hosts_lawful"]), domain, ("JP",))
    return sending_hosts(rng, between(rng, table["addresses"]), domain, countries(rng, between(rng, table["networks"])))


def _domain(rng: Random) -> str:
    syllables = "".join(rng.choices(parameters("campaigns")["syllables"], k=rng.randint(3, 5)))
    return f"{syllables}{rng.choice(('', '-net', '-info', '24'))}.example"
