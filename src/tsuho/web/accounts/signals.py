"""Every login, failed login, logout and change of a second factor is written into the audit log, by whatever way it came."""

from typing import Any

from allauth.mfa import signals as second_factor
from django.contrib.auth import signals
from django.http import HttpRequest

from tsuho.web.accounts.models import User
from tsuho.web.accounts.written import written


def listen() -> None:
    """Connect; called once, when Django is set up."""
    signals.user_logged_in.connect(_logged_in, dispatch_uid="tsuho.logged_in")
    signals.user_logged_out.connect(_logged_out, dispatch_uid="tsuho.logged_out")
    signals.user_login_failed.connect(_login_failed, dispatch_uid="tsuho.login_failed")
    second_factor.authentication_failed.connect(_code_failed, dispatch_uid="tsuho.code_failed")
    for name in ("added", "removed", "reset"):
        signal = getattr(second_factor, f"authenticator_{name}")
        signal.connect(_changed[name], dispatch_uid=f"tsuho.second_factor_{name}")


def _logged_in(sender: object, request: HttpRequest, user: User, **_: Any) -> None:  # noqa: ARG001
    written(request, "login", user.get_username(), role=user.role)


def _logged_out(sender: object, request: HttpRequest, user: User | None, **_: Any) -> None:  # noqa: ARG001
    if user is not None:
        written(request, "logout", user.get_username())


def _login_failed(sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:  # noqa: ARG001
    written(request, "login_failed", str(credentials.get("username", "")), by="unknown")


def _code_failed(sender: object, request: HttpRequest, user: User, **_: Any) -> None:  # noqa: ARG001
    written(request, "second_factor_failed", user.get_username(), by="unknown")


def _added(sender: object, request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:  # noqa: ARG001
    written(request, "second_factor_added", user.get_username(), kind=str(authenticator.type))


def _removed(sender: object, request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:  # noqa: ARG001
    written(request, "second_factor_removed", user.get_username(), kind=str(authenticator.type))


def _reset(sender: object, request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:  # noqa: ARG001
    written(request, "second_factor_reset", user.get_username(), kind=str(authenticator.type))


_changed = {"added": _added, "removed": _removed, "reset": _reset}
