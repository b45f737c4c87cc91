"""A provider's window (ISP事業者の窓口): its own notices, the list that each carried, and the answer, without a subscriber."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tsuho.casework.errors import CannotDo
from tsuho.casework.take_answer import take_answer
from tsuho.store.records.models import Referral
from tsuho.web.centre import centre
from tsuho.web.look.paging import SIZE, page_of
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.web.partners.own import before, download, files_of, one, party_of, reached, who
from tsuho.wiring.moving import moving_of
from tsuho.words.catalogue import say
from tsuho.words.referrals import AnswerKind, ReferralState
from tsuho.words.vocabulary import NOTICES

_LIST = "list.csv"
_OPEN = (ReferralState.SENT, ReferralState.ANSWERED)


class Which(forms.Form):
    """Which notices are listed."""

    state = forms.ChoiceField(required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET)
        offer(self, "state", choices(request, "state", _OPEN, any_first=True))


class AnswerForm(forms.Form):
    """What was done and on which day. There is no field in which a subscriber could be named."""

    kind = forms.ChoiceField()
    acted_on = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self.language = language_of(request)
        # nothing is chosen beforehand: who only presses the button must not say that a line was suspended
        offer(self, "kind", [("", "–"), *choices(request, "answer", AnswerKind)])

    def clean_acted_on(self) -> date | None:
        """A day that has come."""
        day: date | None = self.cleaned_data["acted_on"]
        if day and day > centre().now().astimezone(centre().reading.jurisdiction.timezone).date():
            raise forms.ValidationError(say("answer_form_wrong_day", self.language))
        return day


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The notices that reached this provider, newest first."""
    which = Which(request)
    rows = reached(party_of(request), *NOTICES).prefetch_related("answers", "moves")
    if which.is_valid() and which.cleaned_data["state"]:
        rows = rows.filter(state=which.cleaned_data["state"])
    after = request.GET.get("after", "")
    page = page_of(before(rows, after, SIZE + 1), lambda row: row.pk, after)
    return render(request, "partners/notices.html", {"page": page, "which": which})


@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, ticket: str) -> HttpResponse:
    """One notice and what was answered; by POST another answer."""
    referral = one(party_of(request), ticket, *NOTICES)
    form = AnswerForm(request)
    if request.method == "POST" and form.is_valid():
        return _enter(request, referral, form)
    context = {
        "referral": referral,
        "sent": referral.moves.filter(verb="deliver").first(),
        "answers": [
            (each, date.fromisoformat(each.acted_on) if each.acted_on else None) for each in referral.answers.all()
        ],
        "form": form,
        "may_answer": referral.state in _OPEN,
        "has_list": _LIST in files_of(referral),
    }
    return render(request, "partners/notice.html", context, status=422 if form.errors else 200)


@require_safe
def notice_csv(request: HttpRequest, ticket: str) -> HttpResponse:
    """The rows that this notice carried, byte for byte; that they were fetched is written down."""
    referral = one(party_of(request), ticket, *NOTICES)
    content = files_of(referral).get(_LIST)
    if content is None:
        raise Http404
    centre().audit.write(centre().now(), who(request), "notice_downloaded", ticket, {})
    return download(f"{ticket}.csv", content)


def _enter(request: HttpRequest, referral: Referral, form: AnswerForm) -> HttpResponse:
    language, kind = language_of(request), AnswerKind(form.cleaned_data["kind"])
    said = {"ticket": referral.number, "kind": say(f"answer_{kind}", language)}
    try:
        take_answer(
            moving_of(centre()), referral.number, kind, form.cleaned_data["acted_on"],
            by=who(request), at=centre().now(), party=referral.party,
        )  # fmt: skip
    except CannotDo:
        messages.error(request, say("answer_form_not_open", language, said))
    else:
        messages.success(request, say("answer_form_entered", language, said))
    return redirect("partners:notice", referral.number)
