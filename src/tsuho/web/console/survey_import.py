"""Import a table of services, or a round's answers to the questionnaire: the difference first, then its entry, if a person says so."""

from base64 import b64decode, b64encode
from binascii import Error

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tsuho.casework.errors import CannotDo
from tsuho.casework.import_services import ServiceImport, apply_services, prepare_services
from tsuho.casework.take_survey_answers import AnswersTaken, apply_answers, prepare_answers
from tsuho.statistics.adoption.rounds import round_on
from tsuho.web.centre import whole
from tsuho.web.console.fiscal_year import day_here
from tsuho.web.look.preferences import language_of
from tsuho.web.look.refused import why_not
from tsuho.wiring.surveying import round_named, surveys_of
from tsuho.words.catalogue import say

_FORMS = {"csv": "csv", "yaml": "yaml", "yml": "yaml"}
_MOST_BYTES = 1_000_000
_WHAT = ("services", "answers")


class Table(forms.Form):
    """A table, and what it is of: the name of its list, or the label of its round."""

    of = forms.CharField(max_length=50)
    table = forms.FileField()


@require_http_methods(["GET", "HEAD", "POST"])
def survey_import(request: HttpRequest, what: str) -> HttpResponse:
    """By POST with a file the difference; by POST with what was shown, its entry."""
    if what not in _WHAT:
        raise Http404
    first = {"of": "list" if what == "services" else round_on(day_here()).label}
    form = Table(request.POST or None, request.FILES or None, initial=first)
    try:
        if "kept" in request.POST:
            return _apply(request, what)
        if form.is_bound and form.is_valid():
            return _preview(request, what, form)
    except (CannotDo, Error) as refused:
        messages.error(request, why_not(request, refused))
        return redirect("console:survey_import", what)
    context = {"form": form, "what": what}
    return render(request, "console/survey_import.html", context, status=422 if form.is_bound else 200)


def _preview(request: HttpRequest, what: str, form: Table) -> HttpResponse:
    file, of = form.cleaned_data["table"], form.cleaned_data["of"]
    kind = _FORMS.get(str(file.name).rpartition(".")[2].lower(), "")
    if not kind or file.size > _MOST_BYTES:
        messages.error(request, say("import_no_table", language_of(request), {"bytes": f"{_MOST_BYTES:,}"}))
        return redirect("console:survey_import", what)
    raw = file.read()
    context = {
        "form": form, "what": what, "of": of, "kind": kind, "kept": b64encode(raw).decode(),
        "prepared": _prepared(what, raw, kind, of),
    }  # fmt: skip
    return render(request, "console/survey_import.html", context)


def _prepared(what: str, raw: bytes, kind: str, of: str) -> ServiceImport | AnswersTaken:
    surveys = surveys_of(whole())
    if what == "services":
        return prepare_services(surveys, raw, kind, of)
    return prepare_answers(surveys, raw, kind, round_named(of).label)


def _apply(request: HttpRequest, what: str) -> HttpResponse:
    # compared anew: the register may have changed since the difference was shown, and what is entered is what was sent
    said, centre, by = request.POST, whole(), request.user.get_username()
    if said.get("kind") not in _FORMS:
        raise Http404
    prepared = _prepared(what, b64decode(said["kept"], validate=True), said["kind"], said.get("of", ""))
    surveys, at = surveys_of(centre), centre.now()
    if isinstance(prepared, ServiceImport):
        apply_services(surveys, centre.audit, prepared, by=by, at=at)
        count = len(prepared.services)
    else:
        apply_answers(surveys, centre.audit, prepared, by=by, at=at, simulated=centre.settings.centre.simulated)
        count = len(prepared.new)
    counts = {"count": f"{count:,}", "bad": f"{len(prepared.bad):,}"}
    messages.success(request, say("partners_applied", language_of(request), counts))
    return redirect("console:surveys")
