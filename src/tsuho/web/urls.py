"""Where the windows are."""

from django.urls import path

from tsuho.web.api.windows import api
from tsuho.web.health import healthz, metrics, readyz

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
    path("api/v1/", api.urls),
]
