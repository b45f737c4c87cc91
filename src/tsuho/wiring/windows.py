"""What a centre's settings mean for its windows, in the names of the Django project: TLS, cookies, sign-in, identity provider."""

from typing import Any
from urllib.parse import urlsplit

from tsuho.casework.errors import CannotDo
from tsuho.wiring.settings import Settings

_YEAR = 31_536_000


def window_settings(settings: Settings) -> dict[str, Any]:
    """The settings of the windows; CannotDo for a combination that would leave the centre open."""
    accounts, web = settings.accounts, settings.web
    if not accounts.second_factor and not settings.centre.simulated:
        raise CannotDo("[accounts] second_factor = false is for a sample centre only; set it to true")
    if accounts.idle_minutes < 1:
        raise CannotDo(f"[accounts] idle_minutes must be at least 1, not {accounts.idle_minutes}")
    wanted: dict[str, Any] = {
        "TSUHO_SECOND_FACTOR": accounts.second_factor,
        "TSUHO_IDLE_MINUTES": accounts.idle_minutes,
        "ALLAUTH_TRUSTED_PROXY_COUNT": web.proxies,
    }
    if web.public_url.startswith("https://"):
        wanted |= {
            "SESSION_COOKIE_SECURE": True,
            "CSRF_COOKIE_SECURE": True,
            "SECURE_HSTS_SECONDS": _YEAR,
            "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https",
        }
        if web.proxies:
            wanted["SECURE_PROXY_SSL_HEADER"] = ("HTTP_X_FORWARDED_PROTO", "https")
    return wanted | (_identity_provider(settings) if accounts.oidc_server else {})


def _identity_provider(settings: Settings) -> dict[str, Any]:
    accounts = settings.accounts
    server = urlsplit(accounts.oidc_server)
    if server.scheme != "https" or not accounts.oidc_client:
        raise CannotDo("[accounts] oidc_server must be an https:// address, and oidc_client must name us there")
    app = {
        "provider_id": "centre",
        "name": accounts.oidc_name or server.netloc,
        "client_id": accounts.oidc_client,
        "secret": settings.secret("oidc.secret").decode().strip(),
        "settings": {"server_url": accounts.oidc_server, "oauth_pkce_enabled": True},
    }
    return {
        "TSUHO_OIDC_NAME": app["name"],
        "TSUHO_OIDC_CLAIM": accounts.oidc_claim,
        # a browser follows a form to the provider only where the page's policy names it
        "TSUHO_FORM_TARGETS": (f"{server.scheme}://{server.netloc}",),
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"APPS": [app]}},
    }
