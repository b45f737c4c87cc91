"""Where the windows are. Each has a name, because who may come in is said by name (``accounts/may.py``)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path

from tsuho.web import taxii
from tsuho.web.api.windows import api
from tsuho.web.health import healthz, metrics, readyz
from tsuho.web.partners.answer_form import answer_form


def _front(_request: HttpRequest) -> HttpResponse:
    """To the person's first window, or to sign in; the public site will stand here."""
    return redirect("account_home")


urlpatterns = [
    path("", _front, name="front"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("api/v1/", api.urls),
    path("taxii2/", include(taxii.urls)),
    path("partners/answer/<str:token>", answer_form, name="answer_form"),
    path("partners/", include("tsuho.web.partners.urls")),
    path("accounts/", include("tsuho.web.accounts.urls")),
    path("console/", include("tsuho.web.console.urls")),
]

handler400 = "tsuho.web.look.errors.bad_request"
handler403 = "tsuho.web.look.errors.forbidden"
handler404 = "tsuho.web.look.errors.not_found"
handler500 = "tsuho.web.look.errors.went_wrong"
