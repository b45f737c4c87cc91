"""Meetings of the council, its working groups and the association, and exhibitions: those of a fiscal year, and noting one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tsuho.casework.errors import CannotDo
from tsuho.casework.hold_meeting import hold_meeting
from tsuho.casework.meeting_ports import Meeting
from tsuho.statistics import series
from tsuho.web.centre import centre
from tsuho.web.console.fiscal_year import counted, day_here, year_asked
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.web.look.refused import why_not
from tsuho.wiring.office import office_of
from tsuho.words.catalogue import say
from tsuho.words.meetings import MeetingKind


def lines(text: str) -> tuple[str, ...]:
    """The lines of a field that takes one thing a line."""
    return tuple(each.strip() for each in text.splitlines() if each.strip())


def text_field(rows: int, *, required: bool = True) -> forms.CharField:
    """A field of several lines."""
    return forms.CharField(max_length=50_000, required=required, widget=forms.Textarea({"rows": rows}))


def day_field() -> forms.DateField:
    """A field for a day."""
    return forms.DateField(widget=forms.DateInput({"type": "date"}))


class Held(forms.Form):
    """A meeting as it is noted. Bodies took part, not persons: no field takes a person's name."""

    kind = forms.ChoiceField()
    title = forms.CharField(max_length=300)
    day = day_field()
    members = text_field(4)
    agenda = text_field(4)
    documents = text_field(2, required=False)
    minutes = text_field(6, required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None, initial={"day": day_here()})
        offer(self, "kind", choices(request, "kind", MeetingKind))


@require_http_methods(["GET", "HEAD", "POST"])
def meetings(request: HttpRequest) -> HttpResponse:
    """The list by day, a few dozen a year, read by the index of days; by POST a meeting is noted."""
    form = Held(request)
    if form.is_bound and form.is_valid():
        try:
            number = _note(request, form.cleaned_data)
        except CannotDo as refused:
            form.add_error(None, why_not(request, refused))
        else:
            messages.success(request, say("meeting_noted", language_of(request), {"number": str(number)}))
            return redirect("console:meetings")
    year = year_asked(request)
    counts = counted(series.MEETING, year.since, year.until)
    context = {
        "form": form,
        "year": year,
        "rows": list(reversed(office_of(centre()).meetings.between(year.since, year.until))),
        "counts": [(kind.value, counts.get(kind, 0)) for kind in MeetingKind],
        "total": sum(counts.values()),
        "source": office_of(centre()).office.source.value,
    }
    return render(request, "console/meetings.html", context, status=422 if form.is_bound else 200)


def _note(request: HttpRequest, said: Mapping[str, Any]) -> int:
    kept, by = office_of(centre()), request.user.get_username()
    held = Meeting(
        MeetingKind(said["kind"]), said["title"], said["day"], lines(said["members"]),
        lines(said["agenda"]), said["minutes"], by, lines(said["documents"]),
    )  # fmt: skip
    return hold_meeting(kept.office, kept.meetings, held, at=centre().now())
