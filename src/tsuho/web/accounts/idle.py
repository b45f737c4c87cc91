"""Who leaves his desk is signed out: a session ends when nothing was done in it for the minutes that are set."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from tsuho.web.accounts.written import written
from tsuho.web.centre import centre

_LAST = "last_done_at"
_GRAIN = 30  # seconds: a session is not written at every click


class Idle:
    """The middleware. A panel that renews itself is not somebody who works, so its asking does not count."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key and request.user.is_authenticated:
            now = centre().now().timestamp()
            last = float(request.session.get(_LAST, now))
            if now - last > settings.TSUHO_IDLE_MINUTES * 60:
                written(request, "logout_idle", request.user.get_username(), since=_iso(last))
                logout(request)
            elif _LAST not in request.session or (not is_poll(request) and now - last > _GRAIN):
                request.session[_LAST] = now
        return self._get_response(request)


def is_poll(request: HttpRequest) -> bool:
    """Whether a panel asks by itself (``?poll=1``), and nobody at the keyboard."""
    return "HX-Request" in request.headers and request.GET.get("poll") == "1"


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, centre().reading.jurisdiction.timezone).isoformat(timespec="minutes")
