"""A provider's own figures: what the ledger counts of its notices and answers, by month of one fiscal year."""

from collections import Counter

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tsuho.statistics import series
from tsuho.statistics.periods import Period, months_of, year, year_to
from tsuho.web.centre import centre
from tsuho.web.look.chart import bar_chart
from tsuho.web.look.preferences import language_of, offer
from tsuho.web.partners.own import party_of
from tsuho.words.catalogue import say
from tsuho.words.referrals import AnswerKind
from tsuho.words.vocabulary import Source

_YEARS = 4  # that are offered, this one among them


class Which(forms.Form):
    """Which fiscal year (年度)."""

    year = forms.ChoiceField(required=False)

    def __init__(self, request: HttpRequest, this: int) -> None:
        super().__init__(request.GET)
        language = language_of(request)
        years = range(this, this - _YEARS, -1)
        offer(self, "year", [(str(each), say("window_fiscal_year", language, {"year": str(each)})) for each in years])


@require_safe
def provider_figures(request: HttpRequest) -> HttpResponse:
    """The table and its chart."""
    party, language = party_of(request), language_of(request)
    this = year_to(centre().now().astimezone(centre().reading.jurisdiction.timezone).date()).year
    which = Which(request, this)
    asked = year(which.cleaned_data["year"] if which.is_valid() and which.cleaned_data["year"] else str(this))
    months, counts = [each.label for each in months_of(asked)], _counts(party, asked)
    kinds = [kind.value for kind in AnswerKind]
    rows = [
        (month, counts[series.PROVIDER_LETTER, "", month], counts[series.PROVIDER_NOTICE, "", month],
         [counts[series.PROVIDER_ANSWER, kind, month] for kind in kinds])
        for month in months
    ]  # fmt: skip
    chart = bar_chart(
        say("window_figures_chart", language),
        say("window_month", language),
        [str(int(month[-2:])) for month in months],
        [(say("window_rows", language), [row[2] for row in rows])],
    )
    totals = (
        sum(row[1] for row in rows),
        sum(row[2] for row in rows),
        [sum(row[3][at] for row in rows) for at in range(len(kinds))],
    )
    context = {"which": which, "rows": rows, "totals": totals, "kinds": kinds, "chart": chart, "source": _source()}
    return render(request, "partners/provider_figures.html", context)


def _source() -> Source:
    return Source.SIMULATED if centre().settings.centre.simulated else Source.COUNTED


def _counts(party: str, asked: Period) -> Counter[tuple[str, str, str]]:
    """(series, kind of answer, month) → count, of this provider and of what happened here alone."""
    wanted = (series.PROVIDER_LETTER, series.PROVIDER_NOTICE, series.PROVIDER_ANSWER)
    found = centre().ledger.sums(
        asked.since, asked.until, ("series", "kind", "month"), [_source()], {"series": wanted, "party": (party,)}
    )
    return Counter({(name, kind, month): count for (name, kind, month), count in found})
