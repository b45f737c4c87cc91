"""How often a key may ask: so many requests a minute, counted in each process of the web."""

from django.http import HttpRequest
from ninja.throttling import SimpleRateThrottle

from tsuho.web.api.models import ApiKey

RATE = "600/m"


class ByKey(SimpleRateThrottle):
    """Counts by key. Who shows none was refused before, and costs nothing but the refusal."""

    scope = "key"

    def __init__(self, rate: str = RATE) -> None:
        super().__init__(rate)

    def get_cache_key(self, request: HttpRequest) -> str | None:
        """The counter of the key that was shown."""
        key = getattr(request, "auth", None)
        return self.cache_format % {"scope": self.scope, "ident": key.pk} if isinstance(key, ApiKey) else None
