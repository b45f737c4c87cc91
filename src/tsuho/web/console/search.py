"""Search over all mail: a hash, a network, an AS, a domain, an address, a number, a sum, or any words of a text."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tsuho.casework.errors import CannotDo
from tsuho.casework.search import search as search_all
from tsuho.web.console.in_hand import analysing

_SHOWN = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found, a section each way of understanding the words; one section alone goes on from a place."""
    query = request.GET.get("q", "").strip()
    section, after = request.GET.get("section", ""), request.GET.get("after", "")
    place = int(after) if after.isascii() and after.isdecimal() and len(after) < 19 else None
    context = {"query": query, "sections": [], "refused": False, "section": section}
    if query:
        try:
            context["sections"] = search_all(
                analysing().indexes, query, section=section, after=place if section else None, limit=_SHOWN
            )
        except CannotDo:
            context["refused"] = True
    return render(request, "console/search.html", context)
