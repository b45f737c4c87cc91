"""Public pages (公開ページ): what was published or revised on the public site, who approved it, and noting a publication."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tsuho.casework.errors import CannotDo
from tsuho.casework.publish_page import PageText, publish_page
from tsuho.statistics import series
from tsuho.web.centre import centre
from tsuho.web.console.fiscal_year import counted, day_here, year_asked
from tsuho.web.console.meetings import day_field, text_field
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.web.look.refused import why_not
from tsuho.wiring.office import office_of
from tsuho.words.awareness import PageKind
from tsuho.words.catalogue import say


class Publishing(forms.Form):
    """A page as it stands on the site now, and who approved it."""

    path = forms.CharField(max_length=300, initial="/")
    kind = forms.ChoiceField()
    title = forms.CharField(max_length=300)
    text = text_field(8)
    day = day_field()
    approved_by = forms.CharField(max_length=200)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None, initial={"day": day_here()})
        offer(self, "kind", choices(request, "kind", PageKind))


@require_http_methods(["GET", "HEAD", "POST"])
def published(request: HttpRequest) -> HttpResponse:
    """The list of a fiscal year, some dozens, read by the index of days; by POST a publication is noted."""
    form = Publishing(request)
    if form.is_bound and form.is_valid():
        try:
            change = _publish(request, form.cleaned_data)
        except CannotDo as refused:
            form.add_error(None, why_not(request, refused))
        else:
            language = language_of(request)
            said = {"path": form.cleaned_data["path"], "change": say(f"page_change_{change}", language)}
            messages.success(request, say("page_noted", language, said))
            return redirect("console:published")
    year = year_asked(request)
    counts = counted(series.PAGE, year.since, year.until)
    context = {
        "form": form,
        "year": year,
        "rows": list(reversed(office_of(centre()).pages.between(year.since, year.until))),
        "counts": [(kind.value, counts.get(kind, 0)) for kind in PageKind],
        "total": sum(counts.values()),
        "source": office_of(centre()).office.source.value,
    }
    return render(request, "console/published.html", context, status=422 if form.is_bound else 200)


def _publish(request: HttpRequest, said: Mapping[str, Any]) -> str:
    kept, by = office_of(centre()), request.user.get_username()
    page = PageText(said["path"], PageKind(said["kind"]), said["title"], said["text"].encode())
    return publish_page(
        kept.office, kept.pages, page, day=said["day"], by=by, approved_by=said["approved_by"], at=centre().now()
    ).value
