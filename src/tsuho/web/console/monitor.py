"""One monitor: how it stands, its sheet in short, its custody log, what its keepers note, and mail that is to be judged anew."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tsuho.casework.errors import CannotDo
from tsuho.casework.note_custody import MAX_CHARS, limit_silence, note_custody
from tsuho.casework.view_monitor import view_monitor
from tsuho.web.centre import centre, whole
from tsuho.web.console.monitors import TIME
from tsuho.web.look.paging import SIZE, page_of
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.wiring.monitors import judge_anew, keeping_of, noting_of, present_of
from tsuho.words.catalogue import say
from tsuho.words.monitors import NOTED_BY_HAND, CustodyAct, MonitorEntry

_AT_ONCE = 200  # mails judged anew in one request: some seconds
_COUNTED = 10_000


class Noted(forms.Form):
    """What happened to it."""

    act = forms.ChoiceField()
    at = forms.DateTimeField(required=False, widget=forms.DateTimeInput(TIME))
    place = forms.CharField(required=False, max_length=200)
    note = forms.CharField(max_length=MAX_CHARS, widget=forms.Textarea({"rows": 2}))

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.POST.get("do") == "note" else None)
        offer(self, "act", choices(request, "custody", NOTED_BY_HAND))
        self.fields["note"].widget.attrs["data-key"] = "n"


class Limit(forms.Form):
    """After how many days without mail it is silent, and why."""

    days = forms.IntegerField(required=False, min_value=1, max_value=366)
    reason = forms.CharField(min_length=4, max_length=300)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.POST.get("do") == "limit" else None)


@require_http_methods(["GET", "HEAD", "POST"])
def monitor(request: HttpRequest, number: int) -> HttpResponse:
    """The page; by POST something is noted, the limit set, or mail judged anew."""
    entry = entry_of(number)
    noted, limit = Noted(request), Limit(request)
    if request.method == "POST" and _done(request, entry, noted, limit):
        return redirect("console:monitor", number)
    register, now = keeping_of(centre()).register, present_of(centre())
    after = request.GET.get("after", "")
    behind = int(after) if after.isascii() and after.isdecimal() and len(after) < 19 else None
    waiting = len(register.still_proving(number, _COUNTED)) if entry.retired_at else 0
    context = {
        "view": view_monitor(register, entry, now), "now": now, "noted": noted, "limit": limit,
        "page": page_of(register.custody(number, behind, SIZE + 1), lambda line: line.number, after),
        "waiting": waiting, "at_once": min(waiting, _AT_ONCE),
        "bases": list(zip(("i", "ii", "iii", "iv"), entry.excludes, strict=True)),
    }  # fmt: skip
    return render(request, "console/monitor.html", context, status=422 if request.method == "POST" else 200)


def entry_of(number: int) -> MonitorEntry:
    """The monitor, or the page that is not there."""
    found = keeping_of(centre()).register.entry(number)
    if found is None:
        raise Http404
    return found


def _done(request: HttpRequest, entry: MonitorEntry, noted: Noted, limit: Limit) -> bool:
    language, by = language_of(request), request.user.get_username()
    try:
        if noted.is_bound and noted.is_valid():
            _note(entry, noted, by)
        elif limit.is_bound and limit.is_valid():
            said, here = limit.cleaned_data, centre()
            limit_silence(keeping_of(here), entry.number, said["days"], said["reason"], noting_of(here, by))
        elif request.POST.get("do") == "judge":
            return _judge(request, entry.number, by)
        else:
            return False
    except CannotDo:
        messages.error(request, say("monitor_note_refused", language))
        return False
    messages.success(request, say("monitor_noted", language))
    return True


def _note(entry: MonitorEntry, form: Noted, by: str) -> None:
    said, here = form.cleaned_data, centre()
    at: datetime | None = said["at"]
    note_custody(
        keeping_of(here),
        entry.number,
        CustodyAct(said["act"]),
        said["note"],
        noting_of(here, by, at),
        place=said["place"],
    )


def _judge(request: HttpRequest, number: int, by: str) -> bool:
    language = language_of(request)
    reason = say("monitor_judge_reason", language, {"label": entry_of(number).label})
    done = judge_anew(whole(), number, reason, by, _AT_ONCE)
    messages.success(request, say("monitor_judged", language, {"done": f"{done.done:,}", "gone": f"{done.gone:,}"}))
    return True
