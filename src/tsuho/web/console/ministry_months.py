"""The ministry's months (月次報告の状況): each month's close, its monthly report and its dossier, and how far either has come."""

from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tsuho.store.records.referral_models import Referral
from tsuho.web.centre import centre
from tsuho.web.console.ministry_papers import paper_of
from tsuho.web.look.paging import page_of
from tsuho.words.vocabulary import ReferralKind

_SIZE = 36


@require_safe
def months(request: HttpRequest) -> HttpResponse:
    """One row a month, the newest first; two referrals a month stand behind it (index referral_of_kind)."""
    papers: dict[str, dict[str, Referral]] = defaultdict(dict)
    for row in Referral.objects.filter(kind=ReferralKind.MINISTRY_REPORT.value).order_by("id"):
        if row.first_day is not None:
            papers[f"{row.first_day:%Y-%m}"][paper_of(row)] = row
    closed = {each.month: each for each in centre().ledger.closed_months()}
    after = request.GET.get("after", "")
    named = sorted({*papers, *closed}, reverse=True)
    rows = [
        (month, closed.get(month), papers[month].get("monthly_report"), papers[month].get("dossier"))
        for month in named
        if not after or month < after
    ]
    page = page_of(rows[: _SIZE + 1], lambda row: row[0], after, _SIZE)
    return render(request, "console/ministry_months.html", {"page": page})
