"""Materials (周知啓発資料): how many pieces there are, what came in, and to what kind of recipient how many went out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tsuho.casework.awareness_ports import StockMove
from tsuho.casework.dispatch_material import dispatch_material, stock_material
from tsuho.casework.errors import CannotDo
from tsuho.statistics import periods, series
from tsuho.web.centre import centre
from tsuho.web.console.fiscal_year import counted, day_here, year_asked
from tsuho.web.console.meetings import day_field
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.web.look.refused import why_not
from tsuho.wiring.office import office_of
from tsuho.words.awareness import Material, MaterialFor
from tsuho.words.catalogue import say

_MOST = 1_000_000


class Stocked(forms.Form):
    """Pieces that came from the printer."""

    material = forms.ChoiceField()
    pieces = forms.IntegerField(min_value=1, max_value=_MOST)
    day = day_field()

    def __init__(self, request: HttpRequest, act: str) -> None:
        bound = request.method == "POST" and request.POST.get("act") == act
        super().__init__(request.POST if bound else None, initial={"day": day_here()}, auto_id=f"id_{act}_%s")
        offer(self, "material", choices(request, "kind", Material))


class Dispatched(Stocked):
    """Pieces that were sent, to what kind of recipient, and into which prefecture: never to whom."""

    to = forms.ChoiceField()
    prefecture = forms.CharField(max_length=4, required=False)

    def __init__(self, request: HttpRequest, act: str) -> None:
        super().__init__(request, act)
        offer(self, "to", choices(request, "material_for", MaterialFor))


@require_http_methods(["GET", "HEAD", "POST"])
def materials(request: HttpRequest) -> HttpResponse:
    """The stock beside the year's dispatches out of the ledger, and a month's moves, read by the index of days."""
    dispatched, stocked = Dispatched(request, "dispatch"), Stocked(request, "stock")
    form = dispatched if dispatched.is_bound else stocked
    if form.is_bound and form.is_valid():
        try:
            left = _enter(request, form)
        except CannotDo as refused:
            form.add_error(None, why_not(request, refused))
        else:
            name = say(f"kind_{form.cleaned_data['material']}", language_of(request))
            messages.success(
                request, say("material_left", language_of(request), {"material": name, "left": f"{left:,}"})
            )
            return redirect("console:materials")
    return render(
        request, "console/materials.html", _context(request, dispatched, stocked), status=422 if form.is_bound else 200
    )


def _context(request: HttpRequest, dispatched: Dispatched, stocked: Stocked) -> Mapping[str, Any]:
    kept, year, month = office_of(centre()), year_asked(request), _month(request)
    there, counts = kept.materials.stock(), counted(series.MATERIAL, year.since, year.until)
    return {
        "dispatched": dispatched,
        "stocked": stocked,
        "year": year,
        "stock": [(each.value, there.get(each, 0), counts.get(each, 0)) for each in Material],
        "total": sum(counts.values()),
        "month": month.since,
        "earlier": f"{_before(month.since):%Y-%m}",
        "later": f"{month.until:%Y-%m}" if month.until <= day_here() else "",
        "moves": [(each, abs(each.pieces)) for each in reversed(kept.materials.moves(month.since, month.until))],
        "source": kept.office.source.value,
    }


def _enter(request: HttpRequest, form: Stocked) -> int:
    kept, said, at, by = office_of(centre()), form.cleaned_data, centre().now(), request.user.get_username()
    material = Material(said["material"])
    if isinstance(form, Dispatched):
        move = StockMove(material, said["day"], said["pieces"], by, MaterialFor(said["to"]), said["prefecture"].strip())
        return dispatch_material(kept.office, kept.materials, move, at=at)
    return stock_material(kept.office, kept.materials, material, said["pieces"], day=said["day"], by=by, at=at)


def _month(request: HttpRequest) -> periods.Period:
    try:
        return periods.month(request.GET.get("month", ""))
    except ValueError:
        return periods.month(f"{day_here():%Y-%m}")


def _before(first: date) -> date:
    return date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)
