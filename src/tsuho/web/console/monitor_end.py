"""The end of a monitor: retired, or contaminated since a time. What stands on it is shown before anybody confirms."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tsuho.casework.errors import CannotDo
from tsuho.casework.stop_monitor import retire_monitor, what_stands_on
from tsuho.web.accounts.gate import may_enter
from tsuho.web.centre import centre, whole
from tsuho.web.console.monitor import entry_of
from tsuho.web.console.monitors import TIME
from tsuho.web.look.preferences import language_of
from tsuho.wiring.monitors import contaminate, keeping_of, noting_of, present_of
from tsuho.words.catalogue import say


class Since(forms.Form):
    """Since when."""

    since = forms.DateTimeField(widget=forms.DateTimeInput(TIME, format="%Y-%m-%dT%H:%M"))

    def clean_since(self) -> datetime:
        """A time that has come."""
        since: datetime = self.cleaned_data["since"]
        if since > present_of(centre()):
            raise forms.ValidationError(say("monitor_since_to_come", self.language))
        return since

    def __init__(self, request: HttpRequest) -> None:
        self.language = language_of(request)
        said = request.POST if request.method == "POST" else request.GET
        super().__init__(said if "since" in said else None)


class Confirmed(forms.Form):
    """Why; and that the person has read what follows."""

    reason = forms.CharField(min_length=4, max_length=1_000)
    understood = forms.BooleanField()


@require_http_methods(["GET", "HEAD", "POST"])
def monitor_retire(request: HttpRequest, number: int) -> HttpResponse:
    """End it now: what came before stays a proof."""
    entry, here = entry_of(number), centre()
    form = Confirmed(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        noting = noting_of(here, request.user.get_username())
        try:
            retire_monitor(keeping_of(here), number, form.cleaned_data["reason"], noting)
        except CannotDo:
            form.add_error(None, say("monitor_end_refused", language_of(request)))
        else:
            messages.success(request, say("monitor_retired_done", language_of(request), {"label": entry.label}))
            return redirect("console:monitor", number)
    context = {"entry": entry, "form": form}
    return render(request, "console/monitor_retire.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def monitor_contaminate(request: HttpRequest, number: int) -> HttpResponse:
    """First the time; then what stands on its mail since; then the reason, and it is done and taken back."""
    entry, here = entry_of(number), whole()
    since, form = Since(request), Confirmed(request.POST if request.method == "POST" else None)
    known = since.is_bound and since.is_valid()
    if known and form.is_bound and form.is_valid():
        by, language = request.user.get_username(), language_of(request)
        try:
            opened = contaminate(here, number, since.cleaned_data["since"], form.cleaned_data["reason"], by)
        except CannotDo:
            form.add_error(None, say("monitor_end_refused", language))
        else:
            said = {"label": entry.label, "count": f"{len(opened):,}"}
            messages.success(request, say("monitor_contaminated_done", language, said))
            return redirect("console:monitor", number)
    stands = what_stands_on(keeping_of(here), here.referrals, number, since.cleaned_data["since"]) if known else None
    context = {
        "entry": entry, "since": since, "at": since.cleaned_data["since"] if known else None, "form": form, "stands": stands,
        "may_open": may_enter(request.user, "console:referral"),
    }  # fmt: skip
    refused = request.method == "POST" or (since.is_bound and not known)
    return render(request, "console/monitor_contaminate.html", context, status=422 if refused else 200)
