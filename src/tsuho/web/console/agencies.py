"""Agencies abroad: on what the exchange rests, what is in a package before it is opened, and where each package stands."""

from collections import Counter
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tsuho.casework.errors import CannotDo
from tsuho.casework.queue_letter import Referred
from tsuho.casework.refer_by_approval import refer_by_approval
from tsuho.casework.ways_of_referring import WAYS
from tsuho.store.records.referral_models import Referral
from tsuho.web.centre import whole
from tsuho.web.console.acting import drafts_of
from tsuho.web.console.providers import today
from tsuho.web.look.paging import SIZE, page_of
from tsuho.web.look.preferences import language_of
from tsuho.web.look.refused import why_not
from tsuho.wiring.referring import period_of, referring_of
from tsuho.words.catalogue import say
from tsuho.words.partners import Agency
from tsuho.words.vocabulary import ReferralKind

_LISTS = 20  # the newest that an agency sent; an older one stands in the audit log


class Month(forms.Form):
    """The month that is looked at or opened."""

    month = forms.RegexField(r"^\d{4}-\d{2}$", max_length=7, required=False, widget=forms.TextInput({"type": "month"}))


class Opening(forms.Form):
    """Why the drafts are opened now: they stand in people's inboxes from then on."""

    reason = forms.CharField(max_length=1_000)


@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """All agencies, by code, each with why nothing goes there."""
    language, day = language_of(request), today()
    rows = [(each, _why_not(each, day.isoformat(), language)) for each in whole().register.agencies()]
    return render(request, "console/agencies.html", {"rows": rows})


@require_safe
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """One agency: its basis and dates, the limits of use as its language says them, and its packages and lists, the newest first."""
    centre = whole()
    found = next((each for each in centre.register.agencies() if each.code == code), None)
    if found is None:
        raise Http404
    rows = Referral.objects.filter(kind=ReferralKind.AGENCY_BUNDLE, party=code).order_by("-id")
    after = request.GET.get("after", "")
    if after.isdigit():
        rows = rows.filter(id__lt=int(after))
    words = referring_of(centre).texts("agency_bundle", found.language)
    context = {
        "agency": found, "why": _why_not(found, today().isoformat(), language_of(request)),
        "limits": (words["limits_heading"], words["limits"]),
        "page": page_of(list(rows[: SIZE + 1]), lambda row: row.id, after),
        "lists": [
            (each, Counter(row.provider for row in each.rows).most_common())
            for each in centre.inbound.of_agency(code, None, _LISTS)
        ],
    }  # fmt: skip
    return render(request, "console/agency.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def due(request: HttpRequest, kind: str) -> HttpResponse:
    """What of a kind is due in a month, built and changed in nothing; by POST the drafts are opened, for those who check them.

    A full month is built for as long as its documents are long: the page stands at once, what is due comes after.
    """
    if kind not in WAYS:
        raise Http404
    if kind not in drafts_of(request):
        raise PermissionDenied
    opens = Opening(request.POST if request.method == "POST" else None)
    form = Month(request.POST if request.method == "POST" else request.GET)
    month = form.cleaned_data["month"] if form.is_valid() else ""
    if not opens.is_bound and request.GET.get("built") != "1":
        later = f"?{urlencode({'month': month, 'built': '1'})}"
        return render(request, "console/due.html", {"kind": kind, "form": form, "later": later})
    try:
        done = _refer(ReferralKind(kind), month, dry_run=not opens.is_valid())
    except CannotDo as refused:
        messages.error(request, why_not(request, refused))
        return (
            redirect("console:due", kind)
            if month
            else render(request, "console/due.html", {"kind": kind, "form": form})
        )
    if opens.is_valid():
        language = language_of(request)
        by, centre, reason = request.user.get_username(), whole(), opens.cleaned_data["reason"]
        centre.audit.write(centre.now(), by, "open_drafts", kind, {"month": month, "reason": reason})
        for why in (*done.blocked, *done.passed_over):
            messages.warning(request, say("notice_passed_over", language, {"why": why.said_in(language)}))
        messages.success(request, say("due_opened", language_of(request)))
        return redirect("console:standing")
    context = {"kind": kind, "form": form, "done": done, "month": month, "opens": opens}
    template = "console/due_built.html" if "HX-Request" in request.headers else "console/due.html"
    return render(request, template, context, status=422 if opens.is_bound else 200)


def _refer(kind: ReferralKind, month: str, *, dry_run: bool) -> Referred:
    centre = whole()
    period = period_of(month, centre)
    return refer_by_approval(referring_of(centre), WAYS[kind], period, now=centre.now(), dry_run=dry_run)


def _why_not(agency: Agency, day: str, language: str) -> str:
    if agency.suspended:
        return agency.suspended
    if agency.started_on is None or agency.started_on.isoformat() > day:
        return say("gate_after_start_date", language)
    return "" if agency.ministry_charge else say("gate_ministry_charge", language)
