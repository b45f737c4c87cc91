"""Seeing a covered address: who looks says why, it is written down before it is shown, and it is shown once."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tsuho.web.centre import centre
from tsuho.web.look.unmasking import FINDERS


class Reason(forms.Form):
    """Why somebody has to see it; it must stand years later."""

    reason = forms.CharField(min_length=4, max_length=300)


@require_http_methods(["GET", "POST"])
def unmask(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Ask for the reason; with one, write it into the audit log and show the address."""
    finder = FINDERS.get(kind)
    address = finder(number) if finder else None
    if address is None:
        raise Http404
    form = Reason(request.POST if request.method == "POST" else None)
    shown = ""
    if form.is_valid():
        said = {"reason": form.cleaned_data["reason"], "from": request.META.get("REMOTE_ADDR", "")}
        centre().audit.write(centre().now(), request.user.get_username(), "unmask", f"{kind} {number}", said)
        shown = address
    fragment = "HX-Request" in request.headers
    page = "look/unmask_fragment.html" if fragment else "look/unmask.html"
    context = {"kind": kind, "number": number, "form": form, "shown": shown}
    return render(request, page, context, status=422 if form.errors and not fragment else 200)
