"""GET /api/v1/figures: the figures of a day, a month or a fiscal year, as `tsuho figures --json` gives them."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from tsuho.statistics.figures import figures
from tsuho.statistics.periods import period
from tsuho.web.api.holding import Holding
from tsuho.web.api.keys import Scope
from tsuho.web.api.problems import Problem
from tsuho.web.centre import centre
from tsuho.words.vocabulary import Source

router = Router()


@router.get("figures", auth=Holding(Scope.FIGURES), response=dict[str, Any])
def read_figures(
    request: HttpRequest,  # noqa: ARG001  # the interface hands it over under this name
    day: str = "",
    month: str = "",
    year: str = "",
    source: str = "",
) -> dict[str, Any]:
    """The figures of exactly one of a day, a month or a fiscal year, of one family of sources."""
    try:
        asked = period(day_text=day, month_text=month, year_text=year)
    except (ValueError, OverflowError):
        raise Problem(422, "api_period_wrong") from None
    if source and source not in set(Source):
        raise Problem(422, "api_source_wrong")
    return figures(centre().ledger, asked.since, asked.until, asked.label, Source(source) if source else None)
