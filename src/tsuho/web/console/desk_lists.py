"""What the phone desk looks back at: the calls of a day, promises open and kept, its figures, and all scripts on one page."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tsuho.casework.desk_ports import Call
from tsuho.casework.errors import CannotDo
from tsuho.casework.note_call import follow_up
from tsuho.statistics import series
from tsuho.web.centre import centre
from tsuho.web.console.desk import desks_of, local_today
from tsuho.web.look.chart import bar_chart
from tsuho.web.look.preferences import language_of
from tsuho.wiring.desk import desk_is_open_on, phone_desk_of
from tsuho.wiring.office import office_of
from tsuho.words.catalogue import say
from tsuho.words.consultations import CallCategory

_KEPT = 20
_WEEKS = 8
_DAYS = 10  # business days that the table shows one by one


class OfDay(forms.Form):
    """Which day's calls are listed."""

    day = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))


@require_safe
def desk_calls(request: HttpRequest) -> HttpResponse:
    """The calls of a day, today's first of all; a day has some twenty, so the list has no pages."""
    form = OfDay(request.GET)
    day = (form.cleaned_data["day"] if form.is_valid() else None) or local_today()
    zone = centre().reading.jurisdiction.timezone
    since = datetime.combine(day, time.min, zone)
    until = datetime.combine(day + timedelta(days=1), time.min, zone)
    calls = office_of(centre()).calls.between(since, until)
    context = {"calls": _shown(calls), "day": day, "form": form, "before": day - timedelta(days=1)}
    return render(request, "console/desk_calls.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def desk_follow_ups(request: HttpRequest) -> HttpResponse:
    """What the desk promised to look into again; whoever did says so here."""
    kept = office_of(centre())
    if request.method == "POST":
        number = request.POST.get("number", "")
        try:
            follow_up(
                kept.office, kept.calls, int(number) if number.isascii() and number.isdigit() else 0,
                by=request.user.get_username(), at=centre().now(),
            )  # fmt: skip
            messages.success(request, say("desk_followed_up", language_of(request), {"number": number}))
        except CannotDo:  # somebody else did, while this page was open
            messages.error(request, say("desk_nothing_to_follow", language_of(request)))
        return redirect("console:desk_follow_ups")
    context = {
        "waiting": _shown(kept.calls.open_follow_ups()),
        "kept": _shown(kept.calls.kept_follow_ups(_KEPT)),
        "day": local_today(),
    }
    return render(request, "console/desk_follow_ups.html", context)


@require_safe
def desk_figures(request: HttpRequest) -> HttpResponse:
    """The desk's own figures, each a query on the ledger: by week, and by category and business day."""
    language, today = language_of(request), local_today()
    monday = today - timedelta(days=today.weekday())
    weeks = [monday - timedelta(weeks=back) for back in reversed(range(_WEEKS))]
    counts = _counted(weeks[0], today + timedelta(days=1))
    by_week: Counter[tuple[date, str]] = Counter()
    for (day, category), count in counts.items():
        by_week[day - timedelta(days=day.weekday()), category.heading] += count
    headings = {"law": "desk_heading_A", "fictitious_billing": "desk_heading_B", "other": "desk_heading_C"}
    lines = [(say(key, language), [by_week[week, heading] for week in weeks]) for heading, key in headings.items()]
    chart = bar_chart(
        say("desk_by_week", language), say("desk_week", language), [f"{each:%m-%d}" for each in weeks], lines
    )
    every_day = [today - timedelta(days=back) for back in range(3 * _DAYS)]
    days = sorted([each for each in every_day if desk_is_open_on(each)][:_DAYS])
    open_days = sum(1 for each in _between(weeks[0], today) if desk_is_open_on(each))
    rows = [(category, [counts[day, category] for day in days]) for category in CallCategory]
    context = {
        "chart": chart,
        "days": days,
        "rows": [(category, numbers, sum(numbers)) for category, numbers in rows],
        "sums": [sum(numbers[at] for _, numbers in rows) for at in range(len(days))],
        "total": sum(counts.values()),
        "a_day": f"{sum(counts.values()) / open_days:.1f}" if open_days else None,
        "source": office_of(centre()).office.source.value,
        "since": weeks[0],
    }
    return render(request, "console/desk_figures.html", context)


@require_safe
def desk_scripts(request: HttpRequest) -> HttpResponse:
    """All scripts and the directory, to be read beforehand or printed."""
    language = language_of(request)
    scripts = phone_desk_of(centre()).scripts(local_today())
    shown = [(each, each.ask[language], each.advise[language]) for each in scripts.values()]
    return render(request, "console/desk_scripts.html", {"scripts": shown, "desks": desks_of(request)})


def _counted(since: date, until: date) -> Counter[tuple[date, CallCategory]]:
    office = office_of(centre()).office
    found: Counter[tuple[date, CallCategory]] = Counter()
    for values, count in office.ledger.sums(since, until, ["series", "source", "day", "reason"]):
        name, source, day, category = (str(each) for each in values)
        if name == series.CONSULTATION and source == office.source.value and category:
            found[date.fromisoformat(day), CallCategory(category)] += count
    return found


def _shown(calls: Sequence[Call]) -> list[tuple[Call, str]]:
    """Each call with the minutes that it took."""
    return [(call, f"{(call.ended_at - call.started_at).total_seconds() / 60:.0f}") for call in calls]


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
