"""Import a table of providers: its difference is shown first, field by field, and entered only when a person says so."""

from base64 import b64decode, b64encode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tsuho.casework.errors import CannotDo
from tsuho.casework.import_partners import apply_import, prepare_import
from tsuho.casework.partner_ports import Provider
from tsuho.web.centre import centre
from tsuho.web.console.providers import registers, written
from tsuho.web.look.preferences import language_of
from tsuho.web.look.refused import why_not
from tsuho.words.catalogue import say

_FORMS = {"csv": "csv", "yaml": "yaml", "yml": "yaml"}
_MOST_BYTES = 1_000_000
_MOST_SHOWN = 200  # new entries by their fields; the number of all stands above them


class Table(forms.Form):
    """A table, and whose it is; the next import of the same source replaces it."""

    source = forms.SlugField(max_length=50, initial="list")
    table = forms.FileField()


@require_http_methods(["GET", "HEAD", "POST"])
def providers_import(request: HttpRequest) -> HttpResponse:
    """By POST with a file the difference; by POST with what was shown, its entry."""
    form = Table(request.POST or None, request.FILES or None)
    try:
        if "kept" in request.POST:
            return _apply(request)
        if form.is_bound and form.is_valid():
            return _preview(request, form)
    except (CannotDo, ValueError) as refused:
        messages.error(request, why_not(request, refused))
        return redirect("console:providers_import")
    return render(request, "console/providers_import.html", {"form": form}, status=422 if form.is_bound else 200)


def _preview(request: HttpRequest, form: Table) -> HttpResponse:
    file, source = form.cleaned_data["table"], form.cleaned_data["source"]
    kind = _FORMS.get(str(file.name).rpartition(".")[2].lower(), "")
    if not kind or file.size > _MOST_BYTES:
        raise CannotDo(say("import_no_table", language_of(request), {"bytes": f"{_MOST_BYTES:,}"}))
    raw = file.read()
    prepared = prepare_import(registers(), raw, kind, "providers", source)
    changes = [(each, written(each.before), written(each.after)) for each in prepared.diff.changed]
    against = [(each, written(each.before), written(each.after)) for each in prepared.diff.contradicted]
    new = [each for each in prepared.entries if isinstance(each, Provider) and each.code in prepared.diff.added]
    added = [(each, written(each.networks), written(each.as_numbers)) for each in new[:_MOST_SHOWN]]
    context = {
        "form": form, "prepared": prepared, "added": added, "changes": changes, "against": against, "source": source, "kind": kind,
        "kept": b64encode(raw).decode(),
    }  # fmt: skip
    return render(request, "console/providers_import.html", context)


def _apply(request: HttpRequest) -> HttpResponse:
    # compared anew: the register may have changed since the difference was shown, and what is entered is what was sent
    raw = b64decode(request.POST["kept"], validate=True)
    said = request.POST
    prepared = prepare_import(registers(), raw, said.get("kind", ""), "providers", said.get("source", ""))
    apply_import(registers(), prepared, by=request.user.get_username(), at=centre().now())
    counts = {"count": f"{len(prepared.entries):,}", "bad": f"{len(prepared.bad):,}"}
    messages.success(request, say("partners_applied", language_of(request), counts))
    return redirect("console:providers")
