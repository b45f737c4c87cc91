"""The audit room: who did what when, searched, taken out as a file, and verified. Looking is written down too."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from tsuho.casework.audit_ports import AuditAsked, Written
from tsuho.casework.verify_audit import verify_audit
from tsuho.web.centre import centre
from tsuho.web.look.paging import SIZE, page_of
from tsuho.web.look.preferences import language_of, offer
from tsuho.words.catalogue import messages, say
from tsuho.words.cells import harmless_cell

_AT_ONCE = 1_000
_COLUMNS = ("number", "time_utc", "by", "act", "subject", "details")


def words_of_act(act: str, language: str) -> str:
    """An act in words; every room of the centre brings its own, and one without words stands as it was written."""
    key = f"audit_act_{act}"
    return say(key, language) if key in messages() else act


class Asked(forms.Form):
    """Who, what, of what, and when."""

    by = forms.CharField(required=False, max_length=200)
    act = forms.ChoiceField(required=False)
    subject = forms.CharField(required=False, max_length=300)
    since = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET)
        language = language_of(request)
        named = [(act, words_of_act(act, language)) for act in centre().audit.acts()]
        offer(self, "act", [("", say("filter_any", language)), *sorted(named, key=lambda each: each[1])])

    def asked(self) -> AuditAsked:
        """The question; a day of the form is a day of the centre, and the last one is looked at whole."""
        said = self.cleaned_data if self.is_valid() else {}
        until: date | None = said.get("until")
        return AuditAsked(
            said.get("by", ""),
            said.get("act", ""),
            said.get("subject", ""),
            _begins(said.get("since")),
            _begins(until + timedelta(days=1)) if until else None,
        )


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """The newest entries that are wanted."""
    form = Asked(request)
    after = request.GET.get("after", "")
    before = int(after) if after.isdecimal() else None
    found = centre().audit.search(form.asked(), before, SIZE + 1)
    page = page_of(found, lambda entry: entry.number, after)
    query = request.GET.copy()
    query.pop("after", None)
    return render(request, "console/audit.html", {"form": form, "page": page, "query": query.urlencode()})


@require_safe
def audit_csv(request: HttpRequest) -> HttpResponseBase:
    """All entries that are wanted, as CSV; that they were taken out is an entry itself."""
    asked = Asked(request).asked()
    said = {key: str(value) for key, value in vars_of(asked).items() if value}
    centre().audit.write(centre().now(), request.user.get_username(), "audit_exported", "audit log", said)
    answer = StreamingHttpResponse(_lines(asked), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return answer


@require_POST
def audit_verify(request: HttpRequest) -> HttpResponse:
    """Walk the whole chain and hold it against the sealed heads."""
    verified = verify_audit(centre().audit, centre().audit_heads, centre().ledger.closed_months())
    result = "whole" if not verified.faults else "not whole"
    said = {"entries": str(verified.entries), "heads": str(verified.heads), "result": result}
    centre().audit.write(centre().now(), request.user.get_username(), "audit_verified", "audit log", said)
    language = language_of(request)
    faults = [say(fault.key, language, fault.details) for fault in verified.faults]
    return render(request, "console/audit_verified.html", {"verified": verified, "faults": faults})


def vars_of(asked: AuditAsked) -> dict[str, object]:
    """What was asked, by name."""
    return {"by": asked.by, "act": asked.act, "subject": asked.subject, "since": asked.since, "until": asked.until}


def _begins(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, centre().reading.jurisdiction.timezone) if day else None


def _lines(asked: AuditAsked) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf" + _line(_COLUMNS)
    before: int | None = None
    while found := centre().audit.search(asked, before, _AT_ONCE):
        yield b"".join(_line(_cells(entry)) for entry in found)
        before = found[-1].number


def _cells(entry: Written) -> tuple[str, ...]:
    details = json.dumps(dict(entry.details), ensure_ascii=False, sort_keys=True) if entry.details else ""
    at = f"{entry.at:%Y-%m-%dT%H:%M:%SZ}"
    return (str(entry.number), at, *(harmless_cell(text) for text in (entry.by, entry.act, entry.subject, details)))


def _line(cells: tuple[str, ...]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode()
