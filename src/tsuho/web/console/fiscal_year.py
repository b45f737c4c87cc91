"""What the secretariat's lists share: the day by which they go, the fiscal year that is asked for, and its counts from the ledger."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from tsuho.statistics import periods
from tsuho.statistics.fiscal_year import fiscal_year_named, fiscal_year_of
from tsuho.web.centre import centre
from tsuho.web.look.preferences import language_of
from tsuho.wiring.office import office_of


@dataclass(frozen=True, slots=True)
class Year:
    """A fiscal year (年度) from ``since`` to the day before ``until``; ``later`` is None for the one that runs."""

    number: int
    name: str
    since: date
    until: date
    earlier: int
    later: int | None


def day_here() -> date:
    """Today; in a simulated centre the day of its newest mail, since its year is the one that the mail is of."""
    here = centre()
    at = here.now()
    if here.settings.centre.simulated:
        at = min(at, here.today.newest() or at)
    return at.astimezone(here.reading.jurisdiction.timezone).date()


def year_asked(request: HttpRequest) -> Year:
    """The year of ``?year=2014``, else the one that runs."""
    running = fiscal_year_of(f"{day_here():%Y-%m}")
    asked = request.GET.get("year", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and 2002 <= int(asked) <= running + 1 else running
    period = periods.year(str(number))
    later = number + 1 if number < running else None
    name = fiscal_year_named(number, language_of(request))
    return Year(number, name, period.since, period.until, number - 1, later)


def counted(series: str, since: date, until: date) -> Mapping[str, int]:
    """How many of each kind the ledger counts, of what this centre notes itself; read from the sums of days."""
    office = office_of(centre()).office
    found: Counter[str] = Counter()
    for values, count in office.ledger.sums(since, until, ["series", "source", "kind"]):
        name, source, kind = (str(each) for each in values)
        if name == series and source == office.source.value:
            found[kind] += count
    return found
