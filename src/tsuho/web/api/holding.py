"""Who shows a key: as a Bearer token, or, for clients that know no other way, as the password of HTTP Basic."""

from django.http import HttpRequest
from ninja.security import HttpBasicAuth, HttpBearer

from tsuho.web.api.keys import Scope, key_of
from tsuho.web.api.models import ApiKey
from tsuho.web.api.problems import Problem
from tsuho.web.centre import centre


class Holding(HttpBearer):
    """Lets in who shows a key that has the scope."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._scope = scope

    def authenticate(self, _request: HttpRequest, token: str) -> ApiKey | None:
        return key_with(self._scope, token)


class HoldingAsPassword(HttpBasicAuth):
    """The same, the key standing as the password; the user name says nothing."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._scope = scope

    def authenticate(self, _request: HttpRequest, username: str, password: str) -> ApiKey | None:  # noqa: ARG002
        return key_with(self._scope, password)


def key_with(scope: Scope, token: str) -> ApiKey | None:
    """The key of a token. Raises Problem where it has not this scope."""
    key = key_of(token, centre().now())
    if key and scope not in key.scopes:
        raise Problem(403, "api_scope_missing", scope=scope)
    return key
