"""Consent texts (同意文): the versions in force, how much mail came in under each, and what was taken back."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tsuho.casework.errors import CannotDo
from tsuho.casework.queue_ports import COUNTED_UP_TO
from tsuho.casework.withdraw_consent import withdraw_report, withdraw_reporter
from tsuho.web.centre import centre
from tsuho.web.console.fiscal_year import day_here
from tsuho.web.look.paging import SIZE, page_of
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.web.look.refused import why_not
from tsuho.wiring.feeding import feeding_of
from tsuho.words.catalogue import say

_WHOLE = ("report", "reporter")


class Withdrawal(forms.Form):
    """Whose consent is taken back: for one mail, or for all of whoever sent it; and why."""

    report = forms.IntegerField(min_value=1)
    scope = forms.ChoiceField()
    reason = forms.CharField(max_length=1_000)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        offer(self, "scope", choices(request, "withdrawal_of", _WHOLE))


@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: HttpRequest) -> HttpResponse:
    """The page, read out of the indexes feed_by_consent and feed_withdrawn; by POST consent is taken back."""
    form = Withdrawal(request)
    if form.is_bound and form.is_valid():
        try:
            counts = _withdraw(request, form)
        except CannotDo as refused:
            form.add_error(None, why_not(request, refused))
        else:
            messages.success(request, say("feed_withdrawn", language_of(request), counts))
            return redirect("console:consents")
    here, after = centre(), request.GET.get("after", "")
    day = day_here()
    gone = here.feed.withdrawn(int(after) if after.isascii() and after.isdigit() else 0, SIZE + 1)
    context = {
        "form": form,
        "rows": [
            (each, each.in_force(day), here.feed.consented(each.version, COUNTED_UP_TO))
            for each in reversed(here.register.consent_texts())
        ],
        "most": COUNTED_UP_TO,
        "page": page_of(gone, lambda each: each.of.report, after),
    }
    return render(request, "console/consents.html", context, status=422 if form.is_bound else 200)


def _withdraw(request: HttpRequest, form: Withdrawal) -> dict[str, str]:
    said, here = form.cleaned_data, centre()
    verb = withdraw_report if said["scope"] == "report" else withdraw_reporter
    gone = verb(
        feeding_of(here), said["report"], by=request.user.get_username(), reason=said["reason"], at=here.now()
    )  # fmt: skip
    tombstones = sum(each.position is not None for each in gone)
    return {"count": f"{len(gone):,}", "tombstones": f"{tombstones:,}"}
