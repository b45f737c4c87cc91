"""One meeting: who took part, what was on the agenda and laid before it, and its minutes, every version of them."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tsuho.casework.errors import CannotDo
from tsuho.casework.hold_meeting import correct_minutes
from tsuho.web.centre import centre
from tsuho.web.console.meetings import text_field
from tsuho.web.look.preferences import language_of
from tsuho.web.look.refused import why_not
from tsuho.wiring.office import office_of
from tsuho.words.catalogue import say


class Minutes(forms.Form):
    """A version of the minutes; the former ones stay."""

    minutes = text_field(12)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, number: int) -> HttpResponse:
    """The page; by POST a further version of the minutes."""
    kept = office_of(centre())
    found = kept.meetings.meeting(number)
    if found is None:
        raise Http404
    form = Minutes(request.POST if request.method == "POST" else None, initial={"minutes": found.minutes})
    if form.is_bound and form.is_valid():
        try:
            correct_minutes(
                kept.office, kept.meetings, number, form.cleaned_data["minutes"],
                by=request.user.get_username(), at=centre().now(),
            )  # fmt: skip
        except CannotDo as refused:
            form.add_error(None, why_not(request, refused))
        else:
            messages.success(request, say("minutes_kept", language_of(request)))
            return redirect("console:meeting", number)
    context = {"meeting": found, "versions": list(reversed(kept.meetings.versions(number))), "form": form}
    return render(request, "console/meeting.html", context, status=422 if form.is_bound else 200)
