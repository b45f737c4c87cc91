"""Today: how the centre is, on one page that renews itself."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tsuho.casework.read_today import CentreToday, read_today
from tsuho.web.accounts.gate import may_enter
from tsuho.web.centre import Centre, centre
from tsuho.web.look.chart import bar_chart
from tsuho.web.look.preferences import language_of
from tsuho.wiring.monitors import present_of
from tsuho.words.catalogue import say

_FRESH = timedelta(seconds=20)


class _Read:
    """What was read last, and for which centre: ten people who look at the page ask the database once."""

    of: Centre | None = None
    value: CentreToday | None = None


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The page, or, for a poll of its own, the panels alone."""
    now = _now()
    language = language_of(request)
    hours = [f"{hour}" for hour in range(24)]
    chart = bar_chart(
        say("today_inflow", language),
        say("today_hour", language),
        hours,
        [
            (say("today_today", language), now.today),
            (say("today_yesterday", language), now.yesterday),
        ],
        every=3,
    )
    context = {
        "now": now,
        "may_keep": may_enter(request.user, "console:monitor"),
        "chart": chart,
        "total": sum(now.today),
        "so_far": sum(now.yesterday[: _hour(now.at) + 1]),
        "waiting_minutes": int(now.waiting_for.total_seconds() // 60),
    }
    panels = request.GET.get("poll") == "1" and "HX-Request" in request.headers
    return render(request, "console/today_panels.html" if panels else "console/today.html", context)


def _now() -> CentreToday:
    here = centre()
    at = present_of(here)
    read = _Read.value if _Read.of is here else None
    if read is None or not timedelta(0) <= at - read.at < _FRESH:
        read = read_today(here.today, here.spool, at, here.reading.jurisdiction.timezone)
        _Read.of, _Read.value = here, read
    return read


def _hour(at: datetime) -> int:
    return at.astimezone(centre().reading.jurisdiction.timezone).hour
