"""Incomplete reports (不完全情報) by reason; each is opened to be read again in another charset or as another form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tsuho.casework.queue_ports import COUNTED_UP_TO
from tsuho.web.console.in_hand import analysing
from tsuho.web.look.paging import SIZE, page_of
from tsuho.words.vocabulary import Reason


@require_safe
def incomplete(request: HttpRequest) -> HttpResponse:
    """How many there are by reason, and those of one reason (or of all), newest first."""
    ports = analysing().incomplete
    reason = request.GET.get("reason", "")
    reason = reason if reason in set(Reason) else ""
    after = request.GET.get("after", "")
    behind = int(after) if after.isascii() and after.isdecimal() and len(after) < 19 else None
    page = page_of(ports.page(reason, behind, SIZE + 1), lambda each: each.report, after)
    counts = [
        (code, min(count, COUNTED_UP_TO), count > COUNTED_UP_TO) for code, count in ports.counts(COUNTED_UP_TO + 1)
    ]
    return render(request, "console/incomplete.html", {"page": page, "counts": counts, "reason": reason})
