"""Where accounts are: our two windows and those of the login library."""

from django.urls import include, path

from tsuho.web.accounts.home import home, prefer

urlpatterns = [
    path("home/", home, name="account_home"),
    path("prefer/", prefer, name="account_prefer"),
    path("", include("allauth.account.urls")),
    path("second-factor/", include("allauth.mfa.urls")),
    path("identity/", include("allauth.socialaccount.urls")),
    path("oidc/", include("allauth.socialaccount.providers.openid_connect.urls")),
]
