"""The lists that an agency abroad sent us: where the rows of each stand, why some wait, and the drafts that are made of the others."""

from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tsuho.casework.inbound_returns import inbound_returns
from tsuho.casework.inbound_rows import RowState, agency_of, laid_rows
from tsuho.casework.refer_inbound_notices import open_inbound_drafts
from tsuho.casework.referral_ports import Referral
from tsuho.web.accounts.gate import may_enter
from tsuho.web.centre import whole
from tsuho.web.look.paging import page_of
from tsuho.web.look.preferences import language_of
from tsuho.wiring.referring import referring_of
from tsuho.words.catalogue import say
from tsuho.words.partners import Agency
from tsuho.words.vocabulary import ReferralKind

_LISTS = 5  # of up to 10,000 rows each, and every row is looked at


@require_safe
def inbound_lists(request: HttpRequest, code: str) -> HttpResponse:
    """The lists, newest first: rows by where they stand, the reasons with their counts, and the notices that rows are in."""
    agency, after, centre = _agency(code), request.GET.get("after", ""), whole()
    earlier = int(after) if after.isdecimal() and len(after) < 19 else None
    page = page_of(centre.inbound.of_agency(code, earlier, _LISTS + 1), lambda each: each.number, after, _LISTS)
    laid = list(laid_rows(referring_of(centre), page.rows, centre.now()))
    shown = []
    for each, became in zip(page.rows, inbound_returns(centre.inbound, centre.referrals, page.rows), strict=True):
        own = [row for row in laid if row.list_number == each.number]
        states = Counter(row.state for row in own)
        reasons = Counter((row.provider.code if row.provider else "", row.why) for row in own if not row.referral)
        notices: dict[int, Referral] = {row.referral.id: row.referral for row in own if row.referral}
        counted = [(state, states[state]) for state in RowState if states[state]]
        shown.append(
            (each, counted, [(who, why, n) for (who, why), n in reasons.items() if why], notices.values(), became)
        )
    context = {
        "agency": agency, "page": page, "lists": shown,
        "may_draft": may_enter(request.user, "console:inbound_drafts"),
    }  # fmt: skip
    return render(request, "console/inbound_lists.html", context)


@require_POST
def inbound_drafts(request: HttpRequest, code: str) -> HttpResponse:
    """Open the drafts that are due of one agency's lists; nothing leaves before they are checked and approved."""
    _agency(code)
    centre, language = whole(), language_of(request)
    opened, passed_over = open_inbound_drafts(referring_of(centre), code, centre.now())
    said = {"agency": code, "drafts": str(opened)}
    centre.audit.write(centre.now(), request.user.get_username(), "open_drafts", ReferralKind.INBOUND_NOTICE, said)
    for why in passed_over:
        messages.warning(request, say("notice_passed_over", language, {"why": why.said_in(language)}))
    messages.success(request, say("inbound_opened", language, {"count": f"{opened:,}"}))
    return redirect("console:inbound_lists", code)


def _agency(code: str) -> Agency:
    found = agency_of(referring_of(whole()), code)
    if found is None:
        raise Http404
    return found
