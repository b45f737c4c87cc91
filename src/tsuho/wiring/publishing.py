"""What publishing needs of an open centre: what each published series answers for a period, and which months are closed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from tsuho.casework.errors import CannotDo
from tsuho.casework.referring import PublishedFigures
from tsuho.jurisdictions.jp.holidays import business_days, years
from tsuho.statistics import periods
from tsuho.statistics.answer import Answer
from tsuho.statistics.documents.asked import Ask
from tsuho.statistics.families import family_of
from tsuho.statistics.kept import answer_kept
from tsuho.statistics.periods import Period
from tsuho.statistics.published import Counting, published
from tsuho.statistics.shown import is_empty
from tsuho.wiring.open import Centre
from tsuho.words.vocabulary import Source

_FOR_THE_STAFF: Final = frozenset(
    {"provider_notices_by_provider", "association_by_member", "inbound_notices", "inbound_answers"}
)
"""They name parties: what a provider, member or agency did is theirs and ours, and no open data."""


def ask_of(centre: Centre, first: date, last: date, sources: Sequence[Source] = ()) -> Ask:
    """What a series answers for whole months: of the first of ``sources`` that it has rows of, and never of two together.

    Without sources: of the only family that the period has, else of what was counted. Raises CannotDo where that leaves it open.
    """
    following = last + timedelta(days=1)
    period, counting = Period(first, following, f"{first}/{last}"), counting_of(centre, first, last)
    present = {family_of(each) for each, rows in centre.ledger.row_counts(first, following).items() if rows}
    if not sources and len(present) > 1 and Source.COUNTED not in present:
        raise CannotDo("cannot_choose_family", families=", ".join(sorted(present)))

    def ask(name: str) -> Answer:
        if name not in published():
            raise KeyError(f"there is no published series {name!r}; add its file to statistics/published_series")
        series, book = published()[name], centre.ledger
        found = [answer_kept(series, book, period, source, counting) for source in sources or (None,)]
        return next((each for each in found if not is_empty(each)), found[0])

    return ask


def lay_out(centre: Centre, month: Period) -> None:
    """Make the answers that are long in the making, so that nobody waits for them: of the month, its fiscal year so far, and the year."""
    year = periods.year(f"{periods.year_to(month.since):%Y}")
    for first, following in {(month.since, month.until), (year.since, month.until), (year.since, year.until)}:
        ask = ask_of(centre, first, following - timedelta(days=1), _own(centre))
        for name, series in published().items():
            if series.kept:
                ask(name)


def _own(centre: Centre) -> Sequence[Source]:
    """What a centre counts itself, which in a simulated one is simulated."""
    return [Source.SIMULATED if centre.settings.centre.simulated else Source.COUNTED]


def counting_of(centre: Centre, first: date, last: date) -> Counting:
    """How this centre counts; without the holidays of those years Monday to Friday are taken, and the notes say so."""
    if not {first.year, last.year} <= set(years()):
        return Counting(centre.settings.statistics)
    return Counting(centre.settings.statistics, lambda since, until: len(business_days(since, until)))


def figures_of(centre: Centre) -> PublishedFigures:
    """The figures that a letter may state: what this centre counted itself, which in a simulated one is simulated."""

    def closed(day: date) -> bool:
        return f"{day:%Y-%m}" in {each.month for each in centre.ledger.closed_months()}

    return PublishedFigures(ask=lambda first, last: ask_of(centre, first, last, _own(centre)), closed=closed)


def open_series() -> Sequence[str]:
    """The series that open data holds."""
    return [name for name in published() if name not in _FOR_THE_STAFF]
