"""Papers for the ministry (調書・申出・照会案): monthly reports, dossiers, petition files and drafts of inquiries, with their states."""

from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tsuho.casework.refer_ministry_reports import MINISTRY_REPORTS
from tsuho.store.records.referral_models import Referral
from tsuho.web.look.paging import SIZE, page_of
from tsuho.web.look.preferences import choices, offer
from tsuho.words.referrals import ReferralState
from tsuho.words.vocabulary import ReferralKind

KINDS = (ReferralKind.MINISTRY_REPORT, ReferralKind.PETITION_FILE, ReferralKind.INQUIRY_DRAFT)
_STATES = (
    ReferralState.DRAFT, ReferralState.CHECKED, ReferralState.APPROVED, ReferralState.RETURNED, ReferralState.QUEUED,
    ReferralState.SENT, ReferralState.ACKNOWLEDGED, ReferralState.BOUNCED,
)  # fmt: skip


class Which(forms.Form):
    """Which papers are listed."""

    kind = forms.ChoiceField(required=False)
    state = forms.ChoiceField(required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET)
        offer(self, "kind", choices(request, "referral_kind", KINDS, any_first=True))
        offer(self, "state", choices(request, "state", _STATES, any_first=True))


@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """The list, the newest first; the rows of a kind by their number (index referral_of_kind)."""
    which, after = Which(request), request.GET.get("after", "")
    said = which.cleaned_data if which.is_valid() else {}
    kinds = [said["kind"]] if said.get("kind") else [each.value for each in KINDS]
    rows = Referral.objects.filter(kind__in=kinds).order_by("-id").prefetch_related("moves")
    rows = rows.filter(state=said["state"]) if said.get("state") else rows
    if after.isdecimal() and len(after) < 19:
        rows = rows.filter(id__lt=int(after))
    page = page_of([(row, paper_of(row), _at(row)) for row in rows[: SIZE + 1]], lambda each: each[0].pk, after)
    return render(request, "console/ministry_papers.html", {"page": page, "which": which, "kinds": KINDS})


def paper_of(row: Referral) -> str:
    """Which paper a referral is: the monthly report and the dossier go as one kind."""
    if row.kind == ReferralKind.MINISTRY_REPORT:
        return "monthly_report" if row.key.startswith(MINISTRY_REPORTS.key) else "dossier"
    return row.kind


def _at(row: Referral) -> dict[str, datetime | None]:
    """When it left and when the ministry said that it arrived."""
    at: dict[str, datetime | None] = {"deliver": None, "acknowledge": None}
    return at | {move.verb: move.at for move in row.moves.all() if move.verb in at}
