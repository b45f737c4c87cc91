"""The gate before every window: it lets in whom the table names, and who has proved who he is twice."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tsuho.web.accounts.may import CLOSED, MAY, May
from tsuho.web.accounts.models import User


class Gate:
    """The middleware: asked before each view, once Django knows which one it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: tuple[Any, ...], _words: dict[str, Any]
    ) -> HttpResponse | None:
        """None where the person may go on; else the way to sign in, or a refusal."""
        may = rule_of(request)
        if may.anyone:
            return None
        user = request.user
        if may is CLOSED or not may.roles:
            raise PermissionDenied
        if not isinstance(user, User):
            return _to(request, f"{reverse('account_login')}?next={_next(request)}")
        if not may.lets_in(user):
            raise PermissionDenied
        if not may.unconfirmed and second_factor_is_missing(user):
            return _to(request, reverse("mfa_index"))
        return None


def rule_of(request: HttpRequest) -> May:
    """The line of the table for the window that is asked for; no line: closed."""
    match = request.resolver_match
    return MAY.get(match.view_name, CLOSED) if match else CLOSED


def may_enter(user: object, name: str) -> bool:
    """Whether a person may come in by a URL name, for the links that a page shows."""
    return MAY.get(name, CLOSED).lets_in(user)


def second_factor_is_missing(user: User) -> bool:
    """Whether this person has to set up a second factor before anything else."""
    return bool(settings.TSUHO_SECOND_FACTOR) and not is_mfa_enabled(user)


def _next(request: HttpRequest) -> str:
    return quote(request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("account_home"))


def _to(request: HttpRequest, where: str) -> HttpResponse:
    """Send the browser there; a fragment that a page asked for would show a whole page in its middle, so the page goes."""
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": where})
    return redirect(where)
