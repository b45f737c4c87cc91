"""Petitions (申出): what was entered and where each stands; whom it names is covered."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tsuho.store.records.referral_models import Referral
from tsuho.web.look.paging import SIZE, page_of
from tsuho.words.vocabulary import ReferralKind


@require_safe
def petitions(request: HttpRequest) -> HttpResponse:
    """The list, the newest first; rows of the kind by their number (index referral_of_kind), 50 at a time."""
    after = request.GET.get("after", "")
    rows = Referral.objects.filter(kind=ReferralKind.PETITION_FILE.value).order_by("-id")
    if after.isdecimal() and len(after) < 19:
        rows = rows.filter(id__lt=int(after))
    page = page_of(list(rows[: SIZE + 1]), lambda row: row.pk, after)
    # of what a petition says only its day goes to the page: what a template does not get, it cannot show
    shown = [(row, date.fromisoformat(row.about["received_on"])) for row in page.rows]
    return render(request, "console/petitions.html", {"page": page, "rows": shown})
