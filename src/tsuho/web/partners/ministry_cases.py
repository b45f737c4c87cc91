"""Case files for the ministry: campaigns whose evidence has grade E3 or E4, with what was found, confirmed and sent."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tsuho.casework.queue_ports import ItemKind
from tsuho.engine.law.strength import Strength
from tsuho.store.records.models import QueueRow, Referral
from tsuho.web.centre import centre
from tsuho.web.look.paging import SIZE, page_of
from tsuho.web.partners.own import before

_STRONG = (Strength.E3, Strength.E4)


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The list, the newest campaign first: the newest of each grade, since the index queue_of_grade orders one grade at a time."""
    after = request.GET.get("after", "")
    newest = [row for grade in _STRONG for row in before(_rows(grade).order_by("-id"), after, SIZE + 1)]
    page = page_of(sorted(newest, key=lambda row: -row.pk)[: SIZE + 1], lambda row: row.pk, after)
    return render(request, "partners/cases.html", {"page": page})


@require_safe
def case(request: HttpRequest, number: int) -> HttpResponse:
    """One case file; a campaign with weaker evidence is none."""
    row, seen = _rows(*_STRONG).filter(number=number).first(), centre().records.campaign(number)
    if row is None or seen is None:
        raise Http404
    confirmed = centre().records.confirmed_rules(number)
    articles = {rule.id: rule.provision for rule in centre().reading.jurisdiction.rules}
    context = {
        "row": row,
        "seen": seen,
        "rules": [
            (rule, articles.get(rule, ""), count, rule in confirmed) for rule, count in sorted(seen.rules.items())
        ],
        "referrals": Referral.objects.filter(campaign=number).order_by("-id")[:SIZE],
    }
    return render(request, "partners/case.html", context)


def _rows(*grades: Strength) -> "QuerySet[QueueRow]":
    return QueueRow.objects.filter(kind=ItemKind.CAMPAIGN.value, grade__in=[each.value for each in grades])
