"""Three-part sets (三点セットの照合): to a recipient's refusal, one sender's mails before and after it, compared and noted.

The address is asked by POST and stands in no address line, log or record; of it only the pseudonym is kept.
"""

from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tsuho.casework.errors import CannotDo
from tsuho.casework.match_refusal import Matched, match_refusal
from tsuho.casework.note_refusal import Noting, Part, Stated, note_refusal
from tsuho.engine.law.campaign_case import RefusalWay
from tsuho.web.centre import centre
from tsuho.web.console.in_hand import analysing, reason_of, tried
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.words.catalogue import say


class Refusal(forms.Form):
    """Who refused, when, and where the refusal was sent."""

    recipient = forms.EmailField(max_length=320)
    refused_at = forms.DateTimeField(
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    way = forms.ChoiceField()
    campaign = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        offer(self, "way", choices(request, "refusal_way", RefusalWay))

    def clean_refused_at(self) -> datetime:
        """The time in the centre's own zone, whatever zone the process thinks it is in."""
        said: datetime = self.cleaned_data["refused_at"]
        return said.replace(tzinfo=centre().reading.jurisdiction.timezone)


@require_http_methods(["GET", "HEAD", "POST"])
def optout(request: HttpRequest) -> HttpResponse:
    """Find what belongs together; by a second POST note the set."""
    refusal = Refusal(request)
    matched: list[Matched] | None = None
    if refusal.is_valid():
        if request.POST.get("act") == "note" and _note(request, refusal):
            return redirect("console:campaign", request.POST.get("of", "0"))
        matched = _matched(refusal)
    context = {"refusal": refusal, "matched": matched}
    return render(request, "console/optout.html", context, status=422 if refusal.errors else 200)


def _matched(refusal: Refusal) -> list[Matched]:
    here, said = centre(), refusal.cleaned_data
    return match_refusal(
        analysing().reports_of_one,
        here.pseudonyms,
        recipient=said["recipient"],
        refused_at=said["refused_at"],
        campaign=said["campaign"],
        until=here.now(),
    )


def _note(request: HttpRequest, refusal: Refusal) -> bool:
    here, said = centre(), refusal.cleaned_data
    language = language_of(request)

    def noted() -> None:
        first, later = _parts(request.POST.getlist("first")), _parts(request.POST.getlist("later"))
        if not request.POST.get("compared"):
            raise CannotDo(say("optout_compared", language))
        stated = Stated(
            first[0] if first else None, said["refused_at"], RefusalWay(said["way"]), said["recipient"], tuple(later),
            same_recipient=True, checked=True,
        )  # fmt: skip
        noting = Noting(here.cases, here.lake, here.audit, here.pseudonyms)
        by, reason = request.user.get_username(), reason_of(request)
        note_refusal(noting, stated, by=by, reason=reason, at=here.now())

    return tried(request, "note_refusal", noted)


def _parts(named: list[str]) -> list[Part]:
    """Mails as the form names them: arrival/number."""
    found = []
    for each in named:
        arrival, _, number = each.partition("/")
        if not all(part.isascii() and part.isdecimal() and len(part) < 19 for part in (arrival, number)):
            raise CannotDo(f"{each!r} names no mail")
        found.append(Part(int(arrival), int(number)))
    return found
