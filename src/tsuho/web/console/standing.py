"""What stands between draft and sending: every referral, by kind and state; and the inbox of what this person may move now."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tsuho.store.records.referral_models import Referral
from tsuho.web.centre import centre
from tsuho.web.console.acting import drafts_of, moves_of
from tsuho.web.look.paging import SIZE, page_of
from tsuho.web.look.preferences import choices, offer
from tsuho.words.referrals import ReferralState
from tsuho.words.vocabulary import ReferralKind

_KINDS = tuple(each for each in ReferralKind if each is not ReferralKind.VENDOR_FEED)
_OPEN = (
    ReferralState.DRAFT, ReferralState.CHECKED, ReferralState.APPROVED, ReferralState.RETURNED, ReferralState.BOUNCED,
    ReferralState.IN_RE_CHECK,
)  # fmt: skip
_MOST = 500


class Which(forms.Form):
    """Which referrals are listed."""

    kind = forms.ChoiceField(required=False)
    state = forms.ChoiceField(required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET)
        offer(self, "kind", choices(request, "referral_kind", _KINDS, any_first=True))
        offer(self, "state", choices(request, "state", ReferralState, any_first=True))


@require_safe
def standing(request: HttpRequest) -> HttpResponse:
    """The list, the newest first, by number; read by the page alone."""
    which = Which(request)
    rows = Referral.objects.order_by("-id")
    if which.is_valid():
        said = which.cleaned_data
        rows = rows.filter(kind=said["kind"]) if said["kind"] else rows
        rows = rows.filter(state=said["state"]) if said["state"] else rows
    after = request.GET.get("after", "")
    if after.isdigit():
        rows = rows.filter(id__lt=int(after))
    page = page_of(list(rows[: SIZE + 1]), lambda row: row.id, after)
    return render(request, "console/standing.html", {"page": page, "which": which, "kinds": drafts_of(request)})


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What this person may move, the one that waits longest first; of the oldest that are open."""
    found = [(each, list(moves_of(request, each))) for each in centre().referrals.standing(states=_OPEN, limit=_MOST)]
    return render(request, "console/inbox.html", {"rows": [(each, verbs) for each, verbs in found if verbs]})
