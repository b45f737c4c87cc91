"""A monitor's provenance sheet (来歴票): on one page for paper, with all its checks; and a new version of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tsuho.casework.errors import CannotDo
from tsuho.casework.keep_provenance import keep_provenance
from tsuho.web.centre import centre
from tsuho.web.console.monitor import entry_of
from tsuho.web.console.monitors import SheetForm
from tsuho.web.look.preferences import language_of
from tsuho.wiring.monitors import keeping_of, noting_of
from tsuho.words.catalogue import say

_LINES = 500  # of the custody log; a check a month fills forty years


@require_safe
def monitor_sheet(request: HttpRequest, number: int) -> HttpResponse:
    """The sheet, the newest or the version that is asked for, with the custody log beside it."""
    entry, register = entry_of(number), keeping_of(centre()).register
    sheets = register.sheets(number)
    asked = request.GET.get("version", "")
    sheet = next((each for each in sheets if not asked or str(each.number) == asked), None)
    if sheet is None:
        raise Http404
    context = {
        "entry": entry, "sheet": sheet, "versions": sheets, "newest": sheet is sheets[0], "printed_at": centre().now(),
        "bases": list(zip(("i", "ii", "iii", "iv"), sheet.excludes, strict=True)),
        "custody": list(reversed(register.custody(number, None, _LINES))),
    }  # fmt: skip
    return render(request, "console/monitor_sheet.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def monitor_sheet_new(request: HttpRequest, number: int) -> HttpResponse:
    """A new version; it begins as the last one."""
    entry, here = entry_of(number), centre()
    last = next(iter(keeping_of(here).register.sheets(number)), None)
    form = SheetForm(request, last)
    if form.is_bound and form.is_valid():
        try:
            keep_provenance(keeping_of(here), number, form.sheet(), noting_of(here, request.user.get_username()))
        except CannotDo:
            form.add_error(None, say("monitor_sheet_refused", language_of(request)))
        else:
            messages.success(request, say("monitor_sheet_kept", language_of(request)))
            return redirect("console:monitor", number)
    context = {"entry": entry, "form": form, "last": last}
    return render(request, "console/monitor_sheet_new.html", context, status=422 if form.is_bound else 200)
