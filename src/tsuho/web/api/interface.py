"""The interface itself: its description (OpenAPI) names, for every request, the key that it needs and how it is refused."""

from typing import Any

from django.urls import URLPattern, URLResolver
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from tsuho.web.api.limits import ByKey
from tsuho.web.api.problems import answer_problems

PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string", "description": "What happened and what to do, in the language asked for."},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
    },
}


class Interface(NinjaAPI):
    """Describes itself with the one form of all refusals (RFC 9457)."""

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        """The library's own two windows answer any method; they are read and nothing else."""
        found = super()._get_urls()
        for each in found:
            if isinstance(each, URLPattern) and each.name in {"openapi-json", "api-root"}:
                each.callback = require_safe(each.callback)
        return found

    def get_openapi_schema(self, *args: Any, **named: Any) -> OpenAPISchema:
        """The description; whatever is not a success is a problem."""
        described = super().get_openapi_schema(*args, **named)
        described["components"].setdefault("schemas", {})["Problem"] = PROBLEM
        refused = {
            "description": "Refused (RFC 9457)",
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for operations in described["paths"].values():
            for operation in operations.values():
                operation["responses"]["default"] = refused
        return described


api = Interface(title="Tsuho", version="1", docs_url=None, openapi_url="openapi.json", throttle=ByKey())
answer_problems(api)
