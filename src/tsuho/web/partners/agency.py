"""An agency's window (海外執行機関の窓口): its own packages, opened once the use limits were read; and the lists that it sends us."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tsuho.casework.errors import CannotDo
from tsuho.casework.inbound_returns import inbound_returns
from tsuho.casework.take_answer import take_acknowledgement
from tsuho.casework.take_inbound_list import MOST_BYTES, WrongList, take_inbound_list
from tsuho.jurisdictions.jp.texts import texts
from tsuho.web.centre import centre
from tsuho.web.look.paging import SIZE, page_of
from tsuho.web.look.preferences import language_of
from tsuho.web.partners.own import before, download, files_of, one, party_of, reached, who
from tsuho.wiring.moving import moving_of
from tsuho.words.catalogue import say
from tsuho.words.vocabulary import ReferralKind

_KIND = ReferralKind.AGENCY_BUNDLE


class Uploaded(forms.Form):
    """A list of addresses in Japan from which mail came."""

    file = forms.FileField()


@require_safe
def bundles(request: HttpRequest) -> HttpResponse:
    """The packages that reached this agency, newest first."""
    after = request.GET.get("after", "")
    rows = reached(party_of(request), _KIND).prefetch_related("moves")
    page = page_of(before(rows, after, SIZE + 1), lambda row: row.pk, after)
    return render(request, "partners/bundles.html", {"page": page})


@require_safe
def bundle(request: HttpRequest, ticket: str) -> HttpResponse:
    """One package: what is in it, and the limits of use that stand before its download."""
    referral = one(party_of(request), ticket, _KIND)
    return render(request, "partners/bundle.html", _context(request, ticket) | {"referral": referral})


@require_POST
def bundle_file(request: HttpRequest, ticket: str) -> HttpResponse:
    """The package itself, to who says that he read the limits; that he said so is written down."""
    referral = one(party_of(request), ticket, _KIND)
    name = request.POST.get("file", "")
    content = files_of(referral).get(name)
    if content is None:
        raise Http404
    if request.POST.get("limits") != "read":
        context = _context(request, ticket) | {"referral": referral, "limits_not_read": True}
        return render(request, "partners/bundle.html", context, status=422)
    centre().audit.write(centre().now(), who(request), "bundle_downloaded", ticket, {"file": name, "limits": "read"})
    return download(name, content)


@require_POST
def bundle_received(request: HttpRequest, ticket: str) -> HttpResponse:
    """Say that the package arrived (受領)."""
    referral = one(party_of(request), ticket, _KIND)
    take_acknowledgement(moving_of(centre()), referral.number, by=who(request), at=centre().now())
    return redirect("partners:bundle", ticket)


def _context(request: HttpRequest, ticket: str) -> dict[str, object]:
    referral = one(party_of(request), ticket, _KIND)
    own = next((each.language for each in centre().register.agencies() if each.code == referral.party), "en")
    languages = dict.fromkeys((language_of(request), own if own in {"ja", "en"} else "en"))
    limits = [(each, texts("agency_bundle", each)) for each in languages]
    return {
        "files": sorted(files_of(referral)),
        "limits": [(each, said["limits_heading"], said["limits"]) for each, said in limits],
        "sent": referral.moves.filter(verb="deliver").first(),
        "received": referral.moves.filter(verb="acknowledge").first(),
    }


@require_safe
def inbound(request: HttpRequest) -> HttpResponse:
    """The lists that this agency sent, newest first, and the form for another."""
    return _inbound(request)


@require_POST
def inbound_new(request: HttpRequest) -> HttpResponse:
    """Take one list; all of its rows or, with the lines that are wrong, none."""
    form, language = Uploaded(request.POST, request.FILES), language_of(request)
    if not form.is_valid():
        return _inbound(request, [say("inbound_no_file", language)])
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        return _inbound(request, [say("inbound_too_large", language, {"bytes": f"{MOST_BYTES:,}"})], 413)
    try:
        take_inbound_list(
            centre().inbound, centre().partners, centre().audit, party_of(request), file.read(),
            by=who(request), at=centre().now(),
        )  # fmt: skip
    except WrongList as wrong:
        return _inbound(request, [say(key, language, details) for key, details in wrong.why])
    except CannotDo:
        return _inbound(request, [say("inbound_known", language)], 409)
    return redirect("partners:inbound")


def _inbound(request: HttpRequest, wrong: list[str] | None = None, status: int = 422) -> HttpResponse:
    after = request.GET.get("after", "")
    earlier = int(after) if after.isdecimal() and len(after) < 19 else None
    found = centre().inbound.of_agency(party_of(request), earlier, SIZE + 1)
    page = page_of(found, lambda each: each.number, after)
    wants = any(each.wants_counts for each in centre().register.agencies() if each.code == party_of(request))
    became = inbound_returns(centre().inbound, centre().referrals, page.rows) if wants else []
    context = {"page": page, "became": became, "wrong": wrong or [], "form": Uploaded(), "most": MOST_BYTES}
    return render(request, "partners/inbound.html", context, status=status if wrong else 200)
