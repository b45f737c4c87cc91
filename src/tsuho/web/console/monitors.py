"""The register of monitors: how each stands, when mail last came, whether its sheet holds; and entering a new one.

Monitors are known by label and number. A register has some dozens of them; one row asks three indexed questions.
"""

from collections.abc import Iterator
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tsuho.casework.enter_monitor import enter_monitor
from tsuho.casework.errors import CannotDo
from tsuho.casework.view_monitor import MonitorView, view_monitor
from tsuho.web.centre import centre
from tsuho.web.look.paging import SIZE, page_of
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.wiring.monitors import keeping_of, noting_of, present_of
from tsuho.words.catalogue import say
from tsuho.words.monitors import MonitorEntry, MonitorState, Provenance, Published
from tsuho.words.vocabulary import Medium

TIME = {"type": "datetime-local"}
DAY = {"type": "date"}


class Which(forms.Form):
    """Which monitors are listed."""

    state = forms.ChoiceField(required=False)
    medium = forms.ChoiceField(required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET)
        offer(self, "state", choices(request, "monitor_state", MonitorState, any_first=True))
        offer(self, "medium", choices(request, "today_medium", Medium, any_first=True))


class SheetForm(forms.Form):
    """A provenance sheet, statement by statement. What is not ticked is not ruled out."""

    made_by = forms.CharField(max_length=200)
    made_on = forms.DateField(widget=forms.DateInput(DAY))
    machine = forms.CharField(max_length=200)
    keeper = forms.CharField(max_length=200)
    never_registered = forms.BooleanField(required=False)
    never_used = forms.BooleanField(required=False)
    never_on_paper = forms.BooleanField(required=False)
    no_dealings = forms.BooleanField(required=False)
    partners = forms.CharField(required=False, max_length=2_000)
    published = forms.ChoiceField()
    published_where = forms.CharField(required=False, max_length=300)
    new_address = forms.BooleanField(required=False)
    quarantine_days = forms.IntegerField(required=False, min_value=0, max_value=10_000)
    remarks = forms.CharField(required=False, max_length=4_000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, request: HttpRequest, last: Provenance | None = None) -> None:
        now = {name: getattr(last, name) for name in self.base_fields if hasattr(last, name)} if last else {}
        if last:
            now["partners"] = " ".join(last.partners)
        super().__init__(request.POST if request.method == "POST" else None, initial=now)
        offer(self, "published", choices(request, "monitor_published", Published))

    def sheet(self) -> Provenance:
        """What was stated."""
        said = dict(self.cleaned_data)
        return Provenance(
            made_by=said["made_by"], made_on=said["made_on"], machine=said["machine"], keeper=said["keeper"],
            never_registered=said["never_registered"], never_used=said["never_used"],
            never_on_paper=said["never_on_paper"], no_dealings=said["no_dealings"],
            published=Published(said["published"]), published_where=said["published_where"],
            new_address=said["new_address"], quarantine_days=said["quarantine_days"] or 0,
            partners=tuple(said["partners"].lower().replace(",", " ").split()), remarks=said["remarks"],
        )  # fmt: skip


class NewMonitor(SheetForm):
    """What the register holds of a monitor, beside its sheet."""

    label = forms.CharField(max_length=60)
    address = forms.CharField(max_length=320, widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}))
    medium = forms.ChoiceField()
    carrier = forms.CharField(max_length=100)
    place = forms.CharField(max_length=200)
    since = forms.DateTimeField(widget=forms.DateTimeInput(TIME))

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        offer(self, "medium", choices(request, "today_medium", Medium))

    def entry(self) -> MonitorEntry:
        """The register's part."""
        said, sheet = self.cleaned_data, self.sheet()
        return MonitorEntry(
            said["label"], Medium(said["medium"]), said["carrier"], said["place"], said["since"],
            excludes=sheet.excludes, partners=sheet.partners,
        )  # fmt: skip


@require_safe
def monitors(request: HttpRequest) -> HttpResponse:
    """The list, by number."""
    which, after = Which(request), request.GET.get("after", "")
    said = which.cleaned_data if which.is_valid() else {"state": "", "medium": ""}
    behind = int(after) if after.isascii() and after.isdecimal() and len(after) < 19 else 0
    now, found = present_of(centre()), []
    for view in _views(behind, now):
        if said["state"] in {"", view.state} and said["medium"] in {"", view.entry.medium}:
            found.append(view)
        if len(found) > SIZE:
            break
    page = page_of(found, lambda view: view.entry.number, after)
    return render(request, "console/monitors.html", {"page": page, "which": which, "now": now})


@require_http_methods(["GET", "HEAD", "POST"])
def monitor_new(request: HttpRequest) -> HttpResponse:
    """Enter one, with its sheet. An address that was refused is not shown again."""
    form, here = NewMonitor(request), centre()
    if form.is_bound and form.is_valid():
        by = request.user.get_username()
        try:
            number = enter_monitor(
                keeping_of(here), form.entry(), form.cleaned_data["address"], form.sheet(), noting_of(here, by)
            )
        except CannotDo:
            form.add_error(None, say("monitor_enter_refused", language_of(request)))
        else:
            messages.success(request, say("monitor_entered", language_of(request)))
            return redirect("console:monitor", number)
    if form.is_bound:
        form.data = {**request.POST.dict(), "address": ""}
    return render(request, "console/monitor_new.html", {"form": form}, status=422 if form.is_bound else 200)


def _views(behind: int, now: datetime) -> Iterator[MonitorView]:
    """Every monitor behind a number as it stands, read page by page."""
    register = keeping_of(centre()).register
    while entries := register.entries(behind, SIZE):
        yield from (view_monitor(register, each, now) for each in entries)
        behind = entries[-1].number
