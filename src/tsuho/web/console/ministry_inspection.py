"""The inspection export (立入検査・監督): a period's books as one package, with a reason, and only by who means it."""

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tsuho.casework.audit_ports import AuditAsked
from tsuho.casework.errors import CannotDo
from tsuho.casework.export_inspection import export_inspection
from tsuho.web.centre import centre, whole
from tsuho.web.look.preferences import language_of
from tsuho.wiring.inspecting import inspecting_of
from tsuho.words.catalogue import say

_LAST = 20
_DAY = {"type": "date"}


class Wanted(forms.Form):
    """The period, which inspection it is for, and that what is in it is known."""

    since = forms.DateField(widget=forms.DateInput(_DAY, format="%Y-%m-%d"))
    until = forms.DateField(widget=forms.DateInput(_DAY, format="%Y-%m-%d"))
    reason = forms.CharField(max_length=1_000, widget=forms.Textarea({"rows": 2}))
    sure = forms.BooleanField()


@require_http_methods(["GET", "HEAD", "POST"])
def inspection(request: HttpRequest) -> HttpResponse:
    """The form and what was handed over before; by POST the package."""
    form = Wanted(request.POST if request.method == "POST" else None, initial=_last_month())
    if form.is_bound and form.is_valid():
        said, by = form.cleaned_data, request.user.get_username()
        try:
            handed = export_inspection(
                inspecting_of(whole()), said["since"], said["until"], by=by, reason=said["reason"], at=centre().now()
            )
        except CannotDo as refused:
            form.add_error(None, say("inspection_refused", language_of(request), {"why": str(refused)}))
        else:
            disposition = f'attachment; filename="{handed.name}.zip"'
            return HttpResponse(
                handed.package, content_type="application/zip", headers={"Content-Disposition": disposition}
            )
    acts = ("inspection_exported", "inspection_blocked")
    made = [each for act in acts for each in centre().audit.search(AuditAsked(act=act), None, _LAST)]
    made.sort(key=lambda each: -each.number)
    context = {"form": form, "made": made[:_LAST]}
    return render(request, "console/ministry_inspection.html", context, status=422 if form.errors else 200)


def _last_month() -> dict[str, object]:
    last = centre().now().astimezone(centre().reading.jurisdiction.timezone).date().replace(day=1) - timedelta(days=1)
    return {"since": last.replace(day=1), "until": last}
