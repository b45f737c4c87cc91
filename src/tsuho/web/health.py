"""Is the process alive (/healthz), can it work (/readyz), and how much waits (/metrics)?"""

from collections.abc import Callable
from ipaddress import ip_address

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.views.decorators.http import require_safe

from tsuho.web.centre import centre


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked, so that a slow disk does not get it restarted."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """Whether each store answers; 503 when one does not. What went wrong stands in the log, not here."""
    checks = {"database": _ask_database, "spool": centre().spool.waiting, "lake": _ask_lake}
    found = {name: _answers(check) for name, check in checks.items()}
    return JsonResponse(found, status=200 if all(found.values()) else 503)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Counts for a monitoring system on this machine; from elsewhere, or through a proxy, there is nothing here."""
    if not ip_address(request.META["REMOTE_ADDR"]).is_loopback or "X-Forwarded-For" in request.headers:
        return HttpResponseNotFound()
    now = centre().now()
    waiting = centre().spool.waiting()
    counts = {
        "tsuho_spool_waiting": waiting.arrivals,
        "tsuho_spool_oldest_seconds": int((now - waiting.oldest).total_seconds()) if waiting.oldest else 0,
        "tsuho_poison": len(centre().spool.poisoned()),
        "tsuho_outbox_due": len(centre().outbox.due(now, limit=10_000)),
    }
    lines = "".join(f"# TYPE {name} gauge\n{name} {count}\n" for name, count in counts.items())
    return HttpResponse(lines, content_type="text/plain; version=0.0.4")


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_lake() -> None:
    centre().lake.raw(0, centre().now())


def _answers(check: Callable[[], object]) -> bool:
    try:
        check()
    except Exception:  # noqa: BLE001  # whatever the store raises, the answer is "not ready"
        return False
    return True
