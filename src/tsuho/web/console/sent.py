"""The log of provider notices: each with its state and last answer, those overdue apart, and the counters 件・社 of month and year."""

from datetime import date, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tsuho.casework.effects import OVERDUE_DAYS
from tsuho.casework.read_today import overdue_notices
from tsuho.statistics import periods
from tsuho.statistics.figures import figures
from tsuho.store.records.referral_models import Referral
from tsuho.web.centre import centre
from tsuho.web.look.paging import SIZE, page_of
from tsuho.web.look.preferences import choices, offer
from tsuho.words.referrals import ReferralState
from tsuho.words.vocabulary import NOTICES

_LATEST = 200
_STATES = (
    ReferralState.DRAFT, ReferralState.QUEUED, ReferralState.SENT, ReferralState.ANSWERED, ReferralState.BOUNCED,
    ReferralState.REJECTED, ReferralState.WITHDRAWN,
)  # fmt: skip


class Which(forms.Form):
    """Which notices are listed."""

    party = forms.CharField(required=False, max_length=100)
    state = forms.ChoiceField(required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET)
        offer(self, "state", choices(request, "state", _STATES, any_first=True))


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """The log, the newest first; no row is read but those of the page, by their number."""
    which = Which(request)
    rows = Referral.objects.filter(kind__in=NOTICES).order_by("-id").prefetch_related("answers")
    if which.is_valid():
        said = which.cleaned_data
        rows = rows.filter(party=said["party"]) if said["party"] else rows
        rows = rows.filter(state=said["state"]) if said["state"] else rows
    after = request.GET.get("after", "")
    if after.isdigit():
        rows = rows.filter(id__lt=int(after))
    page = page_of(list(rows[: SIZE + 1]), lambda row: row.id, after)
    return render(request, "console/sent.html", {"page": page, "which": which, "counters": _counters()})


@require_safe
def late(request: HttpRequest) -> HttpResponse:
    """The notices whose answer is overdue, the one that waits longest first."""
    here = centre()
    zone = here.reading.jurisdiction.timezone
    today = here.now().astimezone(zone).date()
    waiting = [
        (each, (today - each.sent_at.astimezone(zone).date()).days)
        for each in overdue_notices(here.today, here.now(), zone, _LATEST)
    ]
    numbers = dict(Referral.objects.filter(number__in=[each.ticket for each, _ in waiting]).values_list("number", "id"))
    rows = [(each, days, numbers.get(each.ticket)) for each, days in waiting]
    return render(request, "console/late.html", {"rows": rows, "limit": OVERDUE_DAYS})


def _counters() -> list[tuple[str, date, dict[str, object]]]:
    """(words, first day, figures of the providers) of the month and of the fiscal year to its day."""
    here = centre()
    today = here.now().astimezone(here.reading.jurisdiction.timezone).date()
    begun: date = periods.year_to(today)
    spans = (("sent_month", today.replace(day=1)), ("sent_year", begun))
    return [
        (words, since, figures(here.ledger, since, today + timedelta(days=1), words)["providers"])
        for words, since in spans
    ]
