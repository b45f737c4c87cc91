"""A campaign's page: its course, where it came from, who saw it, how its texts differ, why it is one; split, merged, confirmed.

Who reads it may be the ministry too, which confirms; only analysts change it.
"""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tsuho.casework.decide import confirm
from tsuho.casework.errors import CannotDo
from tsuho.casework.merge_campaign import merge_campaign
from tsuho.casework.queue_ports import Item, ItemKind
from tsuho.casework.search_ports import What
from tsuho.casework.split_campaign import split_campaign
from tsuho.casework.view_campaign import CampaignView, Compared, view_campaign
from tsuho.web.accounts.gate import may_enter
from tsuho.web.centre import centre
from tsuho.web.console.in_hand import act_on, analysing, in_hand, reason_of, tried
from tsuho.web.look.chart import Chart, bar_chart
from tsuho.web.look.paging import SIZE, page_of
from tsuho.web.look.preferences import language_of
from tsuho.words.catalogue import say

_IN_WORDS = {What.OUTCOME, What.CATEGORY, What.LANGUAGE, What.FORM, What.REASON, What.COUNTRY}
_DRAWN = 120  # days with their gaps; a longer course is drawn by its own days alone


@require_safe
def campaign(request: HttpRequest, number: int) -> HttpResponse:
    """The page, by any number that the campaign ever had."""
    view = _view(number)
    if view.head.id != number:
        return redirect("console:campaign", view.head.id)
    after = request.GET.get("after", "")
    behind = int(after) if after.isascii() and after.isdecimal() and len(after) < 19 else None
    members = page_of(analysing().pages.members(number, behind, SIZE + 1), lambda each: each.report, after)
    user = request.user
    context = {
        "view": view,
        "chart": _course(view, language_of(request)) if view.days else None,
        "facts": [
            (what, what in _IN_WORDS, facts, max(0, view.distinct.get(what, 0) - len(facts)))
            for what, facts in view.facts.items()
            if facts
        ],
        "texts": [(each, _spans(each, language_of(request))) for each in view.texts],
        "confirmable": _confirmable(view),
        "members": members,
        "may_list": may_enter(user, "console:campaigns"),
        "may_read": may_enter(user, "console:mail"),
        "may_change": may_enter(user, "console:campaign_change"),
        "may_confirm": may_enter(user, "console:campaign_confirm"),
        "hand": in_hand(Item(ItemKind.CAMPAIGN, number), user.get_username(), centre().now()),
        "act_at": reverse("console:campaign_change", args=[number]),
    }
    return render(request, "console/campaign.html", context)


@require_POST
def campaign_change(request: HttpRequest, number: int) -> HttpResponse:
    """Claim it, note beside it, finish it; split it, or merge it with another."""
    view, act = _view(number), request.POST.get("act", "")
    by, reason, at = request.user.get_username(), reason_of(request), centre().now()
    records, audit, here = centre().records, centre().audit, view.head.id
    if act == "split":
        keys, reports = request.POST.getlist("keys"), _numbers(request.POST.get("reports", ""))
        tried(request, act, lambda: split_campaign(
            records, audit, campaign=here, keys=keys, reports=reports, by=by, reason=reason, at=at
        ))  # fmt: skip
    elif act == "merge":
        other = _numbers(request.POST.get("other", "")) or [0]
        tried(request, act, lambda: merge_campaign(
            records, audit, campaign=here, other=other[0], by=by, reason=reason, at=at
        ))  # fmt: skip
    else:
        act_on(request, Item(ItemKind.CAMPAIGN, here), act)
    return redirect("console:campaign", here)


@require_POST
def campaign_confirm(request: HttpRequest, number: int) -> HttpResponse:
    """The ministry's person confirms that a provision is broken."""
    here, rule = _view(number).head.id, request.POST.get("rule", "")
    by, reason, at = request.user.get_username(), reason_of(request), centre().now()
    try:
        confirm(centre().records, centre().audit, campaign=here, provision=rule, by=by, reason=reason, at=at)
    except CannotDo:
        messages.error(request, say("refused_confirm", language_of(request)))
    else:
        messages.success(request, say("done_confirm", language_of(request)))
    return redirect("console:campaign", here)


def _view(number: int) -> CampaignView:
    ports = analysing()
    try:
        return view_campaign(ports.pages, ports.facts, ports.queue, number)
    except CannotDo:
        raise Http404 from None


def _confirmable(view: CampaignView) -> list[str]:
    """The rules that a member breaks and nobody has confirmed yet."""
    done = {rule for rule, _, _, _ in view.confirmed}
    return [each.value for each in view.facts[What.RULE] if each.value not in done]


def _course(view: CampaignView, language: str) -> Chart:
    """Its days as bars: all messages, and those days on which a monitor proved a breach."""
    every = {each.value: each.count for each in view.days}
    hits = {each.value: each.count for each in view.hit_days}
    days = sorted({*every, *hits})
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    if (last - first).days < _DRAWN:
        days = [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]
    return bar_chart(
        say("campaign_course", language),
        say("what_day", language),
        days,
        [
            (say("campaign_messages", language), [every.get(day, 0) for day in days]),
            (say("campaign_hits", language), [hits.get(day, 0) for day in days]),
        ],
        every=max(1, len(days) // 7),
    )


def _spans(compared: Compared, language: str) -> list[tuple[int, int, str]]:
    """Where a variant differs, each with what the first text has instead."""
    nothing = say("campaign_instead_nothing", language)
    return [(each.start, each.end, each.instead.strip()[:60] or nothing) for each in compared.differences]


def _numbers(text: str) -> list[int]:
    return [
        int(each) for each in text.replace(",", " ").split() if each.isascii() and each.isdecimal() and len(each) < 19
    ]
