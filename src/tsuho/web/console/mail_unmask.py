"""Seeing one covered field of a mail: who looks says why, it is written down before it is shown, and it is shown once."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tsuho.casework.errors import CannotDo
from tsuho.casework.unmask import unmask
from tsuho.casework.view_message import view_message
from tsuho.web.centre import centre
from tsuho.web.console.in_hand import analysing
from tsuho.web.look.unmask import Reason


@require_http_methods(["GET", "HEAD", "POST"])
def mail_unmask(request: HttpRequest, number: int, field: str) -> HttpResponse:
    """Ask for the reason; with one, show the field."""
    looking = analysing().looking
    try:
        view = view_message(looking, number)
    except CannotDo:
        raise Http404 from None
    if field not in view.unmaskable:
        raise Http404
    form = Reason(request.POST if request.method == "POST" else None)
    shown = ""
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        by, at = request.user.get_username(), centre().now()
        shown = unmask(looking, centre().audit, number, field, by=by, reason=reason, at=at)
    context = {"number": number, "field": field, "form": form, "shown": shown}
    return render(request, "console/mail_unmask.html", context, status=422 if form.errors else 200)
