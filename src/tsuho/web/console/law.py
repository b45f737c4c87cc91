"""The law as this centre holds it (法令・規則の版): the dated table, each rule with article, day, version and hash, the program."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tsuho.web.centre import centre
from tsuho.wiring.program import law_of


@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """The page; everything comes out of the installed program, nothing out of a table."""
    here = centre().reading.jurisdiction
    today = centre().now().astimezone(here.timezone).date()
    table = law_of(here)
    now = [each for each in table.periods if each.since <= today and (each.until is None or today <= each.until)]
    articles = sorted({name for each in table.periods for name in each.articles})
    rows = [(name, [each.articles.get(name, "–") for each in table.periods]) for name in articles]
    return render(request, "console/law.html", {"law": table, "now": now, "articles": rows, "today": today})
