"""The ministry desk (総務省との窓口): warnings by where they stand, from the draft to the check after the period of grace."""

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tsuho.casework.end_grace import WITH_GRACE, last_day_of_grace
from tsuho.store.records.referral_models import Referral, ReferralMove
from tsuho.web.centre import centre
from tsuho.web.look.paging import SIZE, page_of
from tsuho.words.referrals import ReferralState as S
from tsuho.words.vocabulary import ReferralKind

GROUPS: Mapping[str, tuple[S, ...]] = {
    "to_check": (S.DRAFT,),
    "at_ministry": (S.CHECKED,),
    "approved": (S.APPROVED, S.QUEUED),
    "returned": (S.RETURNED,),
    "out": (S.SENT, S.ANSWERED, S.BOUNCED),
    "re_check": (S.IN_RE_CHECK,),
    "ended": (S.COMPLIED, S.RELAPSED, S.REJECTED, S.WITHDRAWN),
}
MOST = 10_000  # beyond that a number is only said to be more


@require_safe
def warnings(request: HttpRequest) -> HttpResponse:
    """One group, the newest first: rows by their number (index referral_of_kind), counts by state (referral_by_state)."""
    group = request.GET.get("group", "")
    group = group if group in GROUPS else "to_check"
    after = request.GET.get("after", "")
    rows = _in(group).order_by("-id").prefetch_related("moves")
    if after.isdecimal() and len(after) < 19:
        rows = rows.filter(id__lt=int(after))
    page = page_of([(row, _last(row), _grace(row)) for row in rows[: SIZE + 1]], lambda each: each[0].pk, after)
    counts = [(name, _in(name).order_by()[: MOST + 1].count()) for name in GROUPS]
    context = {"page": page, "group": group, "counts": counts, "most": MOST}
    return render(request, "console/ministry_warnings.html", context)


def _in(group: str) -> "QuerySet[Referral]":
    return Referral.objects.filter(kind=ReferralKind.WARNING.value, state__in=[each.value for each in GROUPS[group]])


def _last(row: Referral) -> ReferralMove | None:
    """The newest move: who did it and, where a person decided, why."""
    moves = list(row.moves.all())
    return moves[-1] if moves else None


def _grace(row: Referral) -> date | None:
    """The last day of grace of a warning that was sent; None where none runs."""
    left = [move.at for move in row.moves.all() if move.verb == "deliver"]
    if not left or row.state not in WITH_GRACE:
        return None
    law = centre().reading.jurisdiction
    return last_day_of_grace(left[-1].astimezone(law.timezone).date(), law.periods)
