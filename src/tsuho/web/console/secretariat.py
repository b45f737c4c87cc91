"""The close of a month (月次締め): what stands in its way, the close itself, reconciliation, and corrections with their reason."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tsuho.casework.check_ledger import wrong_in_ledger
from tsuho.casework.close_month import close_month, next_to_close
from tsuho.casework.correct_month import correct_month
from tsuho.casework.errors import CannotDo
from tsuho.casework.read_today import before_closing
from tsuho.statistics import periods, series
from tsuho.web.centre import whole
from tsuho.web.console.fiscal_year import day_here
from tsuho.web.look.dates import month_text
from tsuho.web.look.preferences import calendar_of, language_of
from tsuho.web.look.refused import why_not
from tsuho.wiring.keeping import keeping_of
from tsuho.wiring.open import Centre
from tsuho.words.catalogue import say
from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import Source

_LAST = 24


class Close(forms.Form):
    """The month, and that it is meant: nothing opens it again."""

    month = forms.RegexField(r"^\d{4}-\d{2}$", max_length=7)
    sure = forms.BooleanField()


class Correction(forms.Form):
    """How many more or fewer, in which closed month and series, and why."""

    corrected = forms.ChoiceField()
    series = forms.ChoiceField(choices=[(each, each) for each in series.BOOKED])
    count = forms.IntegerField(min_value=-1_000_000, max_value=1_000_000)
    kind = forms.CharField(required=False, max_length=50)
    reason = forms.CharField(max_length=1_000)


@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: HttpRequest) -> HttpResponse:
    """The page; by POST a close, a reconciliation or a correction."""
    centre = whole()
    closed = centre.ledger.closed_months()
    act = request.POST.get("act", "")
    close = Close(request.POST if act == "close" else None, initial={"month": _next(centre)})
    correction = Correction(request.POST if act == "correct" else None)
    months = [(each.month, each.month) for each in reversed(closed)]
    correction.fields["corrected"] = forms.ChoiceField(choices=months)
    wrong = _wrong(request, centre) if act == "reconcile" else None
    try:
        if done := _close(request, centre, close) or _correct(request, centre, correction):
            messages.success(request, done)
            return redirect("console:closing")
    except CannotDo as refused:
        messages.error(request, why_not(request, refused))
        return redirect("console:closing")
    month = next_to_close(centre.ledger) or day_here().replace(day=1)
    context = {
        "before": before_closing(centre.today, centre.spool, month, centre.reading.jurisdiction.timezone),
        "month": month_text(month, calendar_of(request), language_of(request)), "closed": list(reversed(closed))[:_LAST], "close": close, "correction": correction if closed else None,
        "wrong": wrong, "checked": act == "reconcile",
    }  # fmt: skip
    return render(request, "console/closing.html", context, status=422 if act in {"close", "correct"} else 200)


def _wrong(request: HttpRequest, centre: Centre) -> list[str]:
    return [each.said_in(language_of(request)) for each in wrong_in_ledger(keeping_of(centre))]


def _next(centre: Centre) -> str:
    following = next_to_close(centre.ledger)
    return f"{following:%Y-%m}" if following else ""


def _close(request: HttpRequest, centre: Centre, form: Close) -> str:
    if not (form.is_bound and form.is_valid()):
        return ""
    done = close_month(keeping_of(centre), form.cleaned_data["month"], by=request.user.get_username(), at=centre.now())
    return say("closed_month", language_of(request), {"month": done.month, "entries": f"{done.entries:,}"})


def _correct(request: HttpRequest, centre: Centre, form: Correction) -> str:
    if not (form.is_bound and form.is_valid()):
        return ""
    said = form.cleaned_data
    day = periods.month(said["corrected"]).until - timedelta(days=1)
    source = Source.SIMULATED if centre.settings.centre.simulated else Source.COUNTED
    row = LedgerRow("", said["series"], day, source, said["count"], kind=said["kind"])
    by = request.user.get_username()
    correct_month(keeping_of(centre), row, by=by, reason=said["reason"], at=centre.now())
    counts = {"month": said["corrected"], "count": f"{said['count']:+,}"}
    return say("corrected_month", language_of(request), counts)
