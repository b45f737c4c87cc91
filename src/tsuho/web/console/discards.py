"""The discard log (廃棄の記録): the proof of each chain mail whose bytes went after counting, what was past
its limit, and what a person discarded.
"""

from datetime import date, datetime, time

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tsuho.casework.audit_ports import AuditAsked
from tsuho.statistics import periods, series
from tsuho.store.records.models import DiscardProof, PurgeProof
from tsuho.web.centre import centre
from tsuho.web.look.paging import SIZE, page_of
from tsuho.web.look.preferences import choices, offer
from tsuho.words.vocabulary import ChainClass

_LAST = 20
_PURGED = 60  # proofs; a purge leaves one for each kind of thing


class Which(forms.Form):
    """Which proofs are listed."""

    month = forms.RegexField(r"^\d{4}-\d{2}$", required=False, max_length=7, widget=forms.TextInput({"type": "month"}))
    chain_class = forms.ChoiceField(required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET)
        offer(self, "chain_class", choices(request, "series_chain_mail_by_class", ChainClass, any_first=True))


@require_safe
def discards(request: HttpRequest) -> HttpResponse:
    """The list, the newest first by number; a month by the index on its time."""
    which, after = Which(request), request.GET.get("after", "")
    said = which.cleaned_data if which.is_valid() else {}
    rows = DiscardProof.objects.order_by("-id")
    if said.get("chain_class"):
        rows = rows.filter(chain_class=said["chain_class"])
    if span := _span(said.get("month", "")):
        rows = rows.filter(at__gte=_begins(span.since), at__lt=_begins(span.until))
    if after.isdecimal() and len(after) < 19:
        rows = rows.filter(id__lt=int(after))
    page = page_of(list(rows[: SIZE + 1]), lambda row: row.pk, after)
    by_hand = centre().audit.search(AuditAsked(act="discard_poison"), None, _LAST)
    context = {
        "page": page,
        "which": which,
        "compared": (_counted(), DiscardProof.objects.count()),
        "purged": PurgeProof.objects.order_by("-id")[:_PURGED],
        "by_hand": by_hand,
    }
    return render(request, "console/discards.html", context)


def _span(month: str) -> periods.Period | None:
    try:
        return periods.month(month) if month else None
    except ValueError:
        return None


def _counted() -> int:
    """Chain mail that the ledger ever counted here; the seed's own figures have no bytes to discard.

    All of it, since a mail that came in at a month's end is discarded in the next.
    """
    if (span := centre().ledger.days()) is None:
        return 0
    sums = centre().ledger.sums(*span, ("source",), None, {"series": (series.CHAIN_MAIL,)})
    return sum(count for (source,), count in sums if source in {"counted", "simulated"})


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), centre().reading.jurisdiction.timezone)
