"""How the login library behaves at a centre: nobody opens an account for himself, and an identity provider finds existing ones."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from tsuho.web.accounts.models import User
from tsuho.web.accounts.written import written
from tsuho.web.centre import centre


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator; the library's own notes on the screen are not shown."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Never."""
        return False

    def add_message(self, *_: Any, **__: Any) -> None:
        """Nothing: our pages say themselves what happened."""

    def get_login_redirect_url(self, _request: HttpRequest) -> str:
        """To the first window of the person's role."""
        return reverse("account_home")


class SecondFactorAdapter(DefaultMFAAdapter):
    """The name under which an authenticator app keeps our account."""

    def _get_site_name(self) -> str:
        return centre().settings.centre.name


class IdentityProviderAdapter(DefaultSocialAccountAdapter):
    """Who comes from the identity provider is let in under the account of the same name, which the administrator made."""

    def is_open_for_signup(self, _request: HttpRequest, _login: Any) -> bool:
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie the identity to the account of its name, the first time; without one the person is turned away."""
        if sociallogin.is_existing:
            return
        said = sociallogin.account.extra_data
        claims = {**said.get("id_token", {}), **said.get("userinfo", {})}
        name = str(claims.get(settings.TSUHO_OIDC_CLAIM, ""))
        if len({part["sub"] for part in said.values() if "sub" in part}) > 1:
            name = ""  # the two halves are of different people (OpenID Connect Core 5.3.2), and neither is believed
        user = User.objects.filter(username=name, is_active=True).first() if name else None
        if user is None:
            written(request, "login_failed", name, by="unknown", way="oidc")
            raise ImmediateHttpResponse(redirect(f"{reverse('account_login')}?unknown=1"))
        sociallogin.connect(request, user)
