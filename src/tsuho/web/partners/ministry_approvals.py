"""The ministry's approvals (警告メールの承認): each warning as it would leave, approved, returned or rejected with a reason."""

from email import message_from_bytes, policy

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tsuho.casework.errors import CannotDo
from tsuho.casework.referral_ports import Referral
from tsuho.casework.ways_of_referring import WAYS
from tsuho.web.centre import centre, whole
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.web.look.refused import why_not
from tsuho.wiring.deciding import decide_referral
from tsuho.wiring.referring import referring_of
from tsuho.words.catalogue import say
from tsuho.words.referrals import ReferralState, Role
from tsuho.words.vocabulary import ReferralKind

_MOST = 200
_VERBS = ("approve", "return", "reject")


class Decided(forms.Form):
    """What is decided, and why."""

    verb = forms.ChoiceField(widget=forms.RadioSelect)
    reason = forms.CharField(max_length=1_000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        offer(self, "verb", choices(request, "approval", _VERBS))


@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    """The warnings that wait, the one that waits longest first."""
    waiting = centre().referrals.standing(ReferralKind.WARNING, [ReferralState.CHECKED], _MOST)
    return render(request, "partners/approvals.html", {"waiting": waiting})


@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: HttpRequest, ticket: str) -> HttpResponse:
    """One warning; by POST the decision, through the same verb as the command line's."""
    referral = _one(ticket)
    if referral.state is not ReferralState.CHECKED:
        # a second click, or somebody was faster: said in words, and nothing is done twice
        language = language_of(request)
        said = {"ticket": ticket, "state": say(f"state_{referral.state}", language)}
        messages.warning(request, say("ministry_moved_already", language, said))
        return redirect("partners:approvals")
    form = Decided(request)
    if request.method == "POST" and form.is_valid():
        language, verb = language_of(request), form.cleaned_data["verb"]
        by = f"ministry (window: {request.user.get_username()})"
        try:
            decide_referral(whole(), referral, verb, role=Role.MINISTRY, by=by, reason=form.cleaned_data["reason"])
        except CannotDo as refused:
            messages.error(request, say("approval_refused", language, {"why": why_not(request, refused)}))
            return redirect("partners:approval", ticket)
        said = {"ticket": ticket, "verb": say(f"approval_{verb}", language)}
        messages.success(request, say("approval_done", language, said))
        return redirect("partners:approvals")
    subject, text, why = _as_it_would_leave(request, referral)
    context = {"referral": referral, "subject": subject, "text": text, "why": why, "form": form}
    return render(request, "partners/approval.html", context, status=422 if form.errors else 200)


def _one(ticket: str) -> Referral:
    """A warning that is, or was, before the ministry; a draft that never left the centre is none of its."""
    found = centre().referrals.by_ticket(ticket)
    if found is None or found.kind is not ReferralKind.WARNING:
        raise Http404
    if found.state is not ReferralState.CHECKED and not any(
        each.after is ReferralState.CHECKED for each in centre().referrals.history(found.id)
    ):
        raise Http404
    return found


def _as_it_would_leave(request: HttpRequest, referral: Referral) -> tuple[str, str, str]:
    """(subject, text, why it cannot be built)."""
    try:
        built = WAYS[ReferralKind.WARNING].build(referring_of(whole()), referral, centre().now())
    except (CannotDo, ValueError) as why:
        return "", "", why_not(request, why)
    # our own bytes, built a moment ago, so the library may read them
    mail = message_from_bytes(built.letter.mail, policy=policy.default)
    body = mail.get_body(("plain",))
    return built.letter.subject, str(body.get_content()) if body else "", ""
