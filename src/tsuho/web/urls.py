"""Where the windows are."""

from django.urls import include, path

from tsuho.web import taxii
from tsuho.web.api.windows import api
from tsuho.web.health import healthz, metrics, readyz
from tsuho.web.partners.answer_form import answer_form

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
    path("api/v1/", api.urls),
    path("taxii2/", include(taxii.urls)),
    path("partners/answer/<str:token>", answer_form),
]
