"""The campaigns of a day: who sends, what about, from where, and which display items their mails lack.

Each line of business is a succession of campaigns: one lasts 3 to 20 days (a lawful sender's some months), then the next of
the line begins. So a day's campaigns follow from its date and the seed alone, and no calendar of the year is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from tsuho.simulation.networks import Host, countries, sending_hosts
from tsuho.simulation.parameters import between, dice, draw, identifier, parameters, shares
from tsuho.simulation.voices import site_name, words_around

LAWFUL = frozenset({"no_violation", "hold"})


@dataclass(frozen=True, slots=True)
class Campaign:
    """Mails of one sender, from its first day to the day before ``until``.

    ``kind`` is the outcome that a whole report of it ends in, or ``foreign``. ``missing`` are the rules whose display
    item its mails lack; ``shows`` is false where no display is due. ``around`` is what stands around the text of its
    trade in all its mails, ``bodies`` and ``subjects`` are the templates of the trade that it uses, ``last4`` the end of
    its telephone number. ``weight`` is its share of the day's mail.
    """

    id: str
    since: date
    until: date
    kind: str
    category: str
    language: str
    bodies: tuple[str, ...]
    subjects: tuple[str, ...]
    around: str
    missing: tuple[str, ...]
    shows: bool
    company: str
    brand: str
    last4: str
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
        passed = max(0, (day - self.since).days)
        return self.domains[min(passed // self.domain_days, len(self.domains) - 1)]

    @property
    def by_night(self) -> bool:
        """Whether it is sent in the evening peak, as dating mail to phones is."""
        return self.category == "dating"


@lru_cache(maxsize=8)
def campaigns_of(day: date, seed: int) -> tuple[Campaign, ...]:
    """All campaigns active on a day, one of each line of business."""
    return tuple(_active(line, kind, category, day, seed) for line, (kind, category) in enumerate(_lines()))


@lru_cache(maxsize=1)
def _lines() -> tuple[tuple[str, str], ...]:
    table = parameters("campaigns")
    return tuple(
        (kind, category)
        for kind, number in table["active"].items()
        for category, share in shares(table["categories"][kind], number)
        for _ in range(share)
    )


def _active(line: int, kind: str, category: str, day: date, seed: int) -> Campaign:
    """The campaign of a line on a day: they are counted from the first of April, on which one may have begun before."""
    year = day.year if day.month >= 4 else day.year - 1
    rng = dice(seed, "line", year, line)
    bounds = parameters("campaigns")["lasts_lawful" if _stays(kind, category) else "lasts"]
    since, number = date(year, 4, 1) - timedelta(days=rng.randrange(bounds[1])), 0
    while (until := since + timedelta(days=between(rng, bounds))) <= day:
        since, number = until, number + 1
    return _campaign(Serial(year, line, number), kind, category, (since, until), seed)


def _stays(kind: str, category: str) -> bool:
    """Whether a sender has a place of its own: a shop, a business or a service."""
    return kind in LAWFUL or category == "transactional"


@dataclass(frozen=True, slots=True)
class Serial:
    """The fiscal year of a campaign, its line of business, and its number in the line."""

    year: int
    line: int
    number: int

    @property
    def name(self) -> str:
        """How the truth calls it."""
        return f"{self.year}-{self.line:02d}-{self.number:03d}"

    @property
    def last4(self) -> str:
        """The end of its telephone number, which no other campaign of the year has: 0000 to 8999, all others are people's."""
        return f"{(self.line + self.number * len(_lines())) * 7_919 % 9_000:04d}"


def pick(rng: Random, campaigns: Sequence[Campaign], kind: str, category: str = "") -> Campaign:
    """A campaign of a kind, the large ones most often."""
    fitting = [each for each in campaigns if each.kind == kind and category in {"", each.category}]
    return rng.choices(fitting, [each.weight for each in fitting])[0]


@lru_cache(maxsize=256)
def _campaign(serial: Serial, kind: str, category: str, lasts: tuple[date, date], seed: int) -> Campaign:
    table = parameters("campaigns")
    rng = dice(seed, "campaign", serial.name)
    templates = parameters(f"content/{category}")
    lawful = _stays(kind, category)
    domain_days = between(rng, table["domain_days"])
    count = 1 if lawful else -(-(lasts[1] - lasts[0]).days // domain_days)
    domains = tuple(_domain(rng) for _ in range(count))
    given = _names(rng)
    missing = rng.choices(table["missing"][kind], [row["weight"] for row in table["missing"][kind]])[0]["rules"]
    return Campaign(
        id=serial.name,
        since=lasts[0],
        until=lasts[1],
        kind=kind,
        category=templates["category"],
        language=templates["language"],
        bodies=tuple(rng.sample(templates["bodies"], k=2)),
        subjects=tuple(rng.sample(templates["subjects"], k=3)),
        around=words_around(category, rng, site_name(templates["language"], rng)),
        missing=tuple(missing),
        shows=kind in LAWFUL or kind == "violation",
        company=given["company"],
        brand=given["brand"],
        last4=serial.last4,
        from_name=rng.choice(templates["from_names"]).format(**given),
        local_part=rng.choice(templates["local_parts"]),
        landing=rng.choice(templates["landings"]),
        domains=domains,
        domain_days=domain_days,
        hosts=_hosts(rng, domains[0], lawful=lawful),
        writing=draw(rng, table["writing"]),
        tracking=draw(rng, table["tracking"]),
        mailer=rng.choice(table["mailers"]),
        signed=lawful or rng.random() < 0.4,
        footer_seed=f"{seed}:{serial.name}:footer",
        weight=rng.lognormvariate(table["size_mu"], table["size_sigma"]),
    )


def _names(rng: Random) -> Mapping[str, str]:
    """A brand, and the formal name of the company that has it."""
    table = parameters("campaigns")
    brand = rng.choice(table["houses"]) + rng.choice(table["trades"])
    return {"brand": brand, "company": rng.choice(table["company_forms"]).format(brand=brand)}


def _hosts(rng: Random, domain: str, *, lawful: bool) -> tuple[Host, ...]:
    """Lawful senders use a few hosts at home, the others many hosts anywhere."""
    table = parameters("campaigns")
    if lawful:
        return sending_hosts(rng, between(rng, table["hosts_lawful"]), domain, ("JP",))
    return sending_hosts(rng, between(rng, table["addresses"]), domain, countries(rng, between(rng, table["networks"])))


def _domain(rng: Random) -> str:
    """A domain of throw-away syllables, long enough that no two senders of a year get the same."""
    syllables = "".join(rng.choices(parameters("campaigns")["syllables"], k=rng.randint(1, 3)))
    return f"{syllables}{identifier(rng, 5)}{rng.choice(('', '-net', '-info', '24'))}.example"
