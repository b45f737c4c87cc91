"""The ministry's window (総務省の窓口): the papers that reached it (D2 and dossiers), and what it asks of the centre."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tsuho.casework.ask_centre import MOST, ask_centre
from tsuho.casework.take_answer import take_acknowledgement
from tsuho.store.records.models import Referral
from tsuho.web.centre import centre
from tsuho.web.look.paging import SIZE, page_of
from tsuho.web.partners.own import REACHED, before, download, files_of
from tsuho.wiring.moving import moving_of
from tsuho.words.vocabulary import ReferralKind

_KINDS = (ReferralKind.MINISTRY_REPORT, ReferralKind.PETITION_FILE, ReferralKind.INQUIRY_DRAFT)
_PARTY = "ministry"


class Asking(forms.Form):
    """What is asked."""

    text = forms.CharField(max_length=MOST, widget=forms.Textarea({"rows": 5}))


@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """The archive, newest first."""
    after = request.GET.get("after", "")
    rows = Referral.objects.filter(kind__in=_KINDS, state__in=REACHED).order_by("-id").prefetch_related("moves")
    page = page_of(before(rows, after, SIZE + 1), lambda row: row.pk, after)
    return render(request, "partners/papers.html", {"page": page})


@require_safe
def paper(request: HttpRequest, ticket: str) -> HttpResponse:
    """One paper and its files."""
    referral = _one(ticket)
    context = {
        "referral": referral,
        "files": sorted(files_of(referral)),
        "sent": referral.moves.filter(verb="deliver").first(),
        "received": referral.moves.filter(verb="acknowledge").first(),
    }
    return render(request, "partners/paper.html", context)


@require_safe
def paper_file(request: HttpRequest, ticket: str, name: str) -> HttpResponse:
    """One file as it was sent; that it was fetched is written down."""
    content = files_of(_one(ticket)).get(name)
    if content is None:
        raise Http404
    centre().audit.write(centre().now(), _who(request), "paper_downloaded", ticket, {"file": name})
    return download(name, content)


@require_POST
def paper_received(request: HttpRequest, ticket: str) -> HttpResponse:
    """Say that the paper arrived (受領)."""
    take_acknowledgement(moving_of(centre()), _one(ticket).number, by=_who(request), at=centre().now())
    return redirect("partners:paper", ticket)


@require_http_methods(["GET", "HEAD", "POST"])
def requests(request: HttpRequest) -> HttpResponse:
    """What was asked, newest first; by POST another request."""
    form = Asking(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        ask_centre(centre().ministry_requests, centre().audit, text, by=_who(request), at=centre().now())
        return redirect("partners:requests")
    after = request.GET.get("after", "")
    earlier = int(after) if after.isdecimal() and len(after) < 19 else None
    page = page_of(centre().ministry_requests.newest(earlier, SIZE + 1), lambda each: each.number, after)
    answers = centre().ministry_requests.answers([each.number for each in page.rows])
    rows = [(each, [answer for answer in answers if answer.request == each.number]) for each in page.rows]
    context = {"page": page, "rows": rows, "form": form}
    return render(request, "partners/requests.html", context, status=422 if form.errors else 200)


def _who(request: HttpRequest) -> str:
    return f"{_PARTY} (window: {request.user.get_username()})"


def _one(ticket: str) -> Referral:
    found = Referral.objects.filter(number=ticket, kind__in=_KINDS, state__in=REACHED).order_by("id").first()
    if found is None:
        raise Http404
    return found
