"""The vendor feed over TAXII 2.1: discovery, one API root, one collection that is read with a vendor's key.

TAXII 2.1 sections 4.1, 4.2, 5.1 to 5.4 and 5.6. Keys come as Bearer token or as the password of HTTP Basic. Writing, and
asking for one object by its id, is not offered: an object is named by what it consists of, and nothing here looks that up.
"""

import base64
import binascii
import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from tsuho.casework.feed_item import Feeding
from tsuho.casework.feed_objects import Objects, Place, Told, pull_objects
from tsuho.casework.vendor_feed import NotServed
from tsuho.web.api.feed import problem_of, served
from tsuho.web.api.holding import key_with
from tsuho.web.api.keys import Scope
from tsuho.web.api.problems import Problem
from tsuho.web.centre import centre
from tsuho.words.catalogue import say
from tsuho.words.partners import Vendor

MEDIA_TYPE = "application/taxii+json;version=2.1"
_STIX = "application/stix+json;version=2.1"
_SPACE = uuid.UUID("2f8d6f1e-7d5b-5f0a-9a53-0a1d3c0c6e55")
_MOST, _USUAL = 1_000, 100  # objects in one answer
_VERSIONS_OF_ONE = frozenset({"all", "first", "last"})  # an object has one version here: the newest

Window = Callable[..., HttpResponse]


def _window(view: Callable[..., HttpResponse]) -> Window:
    """Check who asks and in which media type, and answer every refusal as TAXII's error message (section 3.6.1)."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, **named: str) -> HttpResponse:
        try:
            return view(request, *_who_asks(request), **named)
        except NotServed as refused:
            return _error(request, problem_of(refused))
        except Problem as problem:
            return _error(request, problem)

    return answer


def _who_asks(request: HttpRequest) -> tuple[Feeding, Vendor]:
    if not _accepts(request.headers.get("Accept", "*/*")):
        raise Problem(406, "taxii_media_type")
    key = key_with(Scope.FEED, _token(request.headers.get("Authorization", "")))
    if key is None:
        raise Problem(401, "api_key_missing")
    request.auth = key  # type: ignore[attr-defined]  # where the other windows have it
    return served(request)


@_window
def discovery(request: HttpRequest, feeding: Feeding, _vendor: Vendor) -> HttpResponse:
    """Who serves, and where the API root is."""
    root = request.build_absolute_uri("/taxii2/api/")
    who = feeding.reporter
    return _answer({"title": who.name_en, "contact": who.contact, "default": root, "api_roots": [root]})


@_window
def api_root(_request: HttpRequest, feeding: Feeding, _vendor: Vendor) -> HttpResponse:
    """What the API root speaks."""
    return _answer({"title": feeding.reporter.name_en, "versions": [MEDIA_TYPE], "max_content_length": 1_000_000})


@_window
def collections(_request: HttpRequest, feeding: Feeding, vendor: Vendor) -> HttpResponse:
    """The one collection."""
    return _answer({"collections": [_collection(feeding, vendor)]})


@_window
def collection(_request: HttpRequest, feeding: Feeding, vendor: Vendor, number: str) -> HttpResponse:
    """The collection, by its id."""
    _must_be_ours(feeding, number)
    return _answer(_collection(feeding, vendor))


@_window
def manifest(request: HttpRequest, feeding: Feeding, vendor: Vendor, number: str) -> HttpResponse:
    """What is in the collection, object by object, without the objects."""
    _must_be_ours(feeding, number)
    found = _pulled(request, feeding, vendor, only_list=True)
    objects = [
        {
            "id": each.object["id"],
            "date_added": _time(each.added_at),
            "version": _version(each),
            "media_type": _STIX,
        }
        for each in _matching(request, found)
    ]
    return _page(found, objects)


@_window
def objects(request: HttpRequest, feeding: Feeding, vendor: Vendor, number: str) -> HttpResponse:
    """The objects, in the order in which they were added."""
    _must_be_ours(feeding, number)
    found = _pulled(request, feeding, vendor, only_list=False)
    return _page(found, [dict(each.object) for each in _matching(request, found)])


def collection_id(domain: str) -> str:
    """The collection's id: the same for ever."""
    return str(uuid.uuid5(_SPACE, domain))


urls: list[URLPattern] = [
    path("", discovery, name="taxii_discovery"),
    path("api/", api_root, name="taxii_api_root"),
    path("api/collections/", collections, name="taxii_collections"),
    path("api/collections/<str:number>/", collection, name="taxii_collection"),
    path("api/collections/<str:number>/manifest/", manifest, name="taxii_manifest"),
    path("api/collections/<str:number>/objects/", objects, name="taxii_objects"),
]


def _collection(feeding: Feeding, vendor: Vendor) -> dict[str, Any]:
    may = "stix" in vendor.formats and vendor.in_force(centre().now().astimezone(feeding.timezone).date())
    mark = "[SIMULATED] " if feeding.reporter.simulated else ""
    return {
        "id": collection_id(feeding.reporter.domain),
        "title": f"{mark}Consented spam reports",
        "description": vendor.purpose,
        "can_read": may,
        "can_write": False,
        "media_types": [_STIX],
    }


def _must_be_ours(feeding: Feeding, number: str) -> None:
    if number != collection_id(feeding.reporter.domain):
        raise Problem(404, "taxii_no_collection")


def _pulled(request: HttpRequest, feeding: Feeding, vendor: Vendor, *, only_list: bool) -> Objects:
    asked = request.GET
    try:
        place = Place.read(asked["next"]) if asked.get("next") else Place()
        after = datetime.fromisoformat(asked["added_after"]) if asked.get("added_after") else None
        limit = int(asked.get("limit") or _USUAL)
    except ValueError:
        raise Problem(400, "taxii_filter_wrong") from None
    if after is not None and after.tzinfo is None:
        raise Problem(400, "taxii_filter_wrong")
    limit = min(limit, _MOST) if limit > 0 else _USUAL
    return pull_objects(feeding, vendor, place, limit, centre().now(), changed_after=after, only_list=only_list)


def _matching(request: HttpRequest, found: Objects) -> list[Told]:
    """Those that ``match[…]`` wants (section 3.4)."""
    wanted = {
        name: set(request.GET[f"match[{name}]"].split(","))
        for name in ("type", "id", "spec_version", "version")
        if request.GET.get(f"match[{name}]")
    }
    return [each for each in found.told if all(_matches(each, name, of) for name, of in wanted.items())]


def _matches(each: Told, name: str, of: set[str]) -> bool:
    if name == "version":
        return bool(of & _VERSIONS_OF_ONE) or _version(each) in of
    return each.object.get(name) in of


def _version(each: Told) -> str:
    return str(each.object.get("modified") or _time(each.added_at))


def _page(found: Objects, told: list[dict[str, Any]]) -> HttpResponse:
    said: dict[str, Any] = {"more": found.next is not None}
    if found.next is not None:
        said["next"] = str(found.next)
    if told:
        said["objects"] = told
    response = _answer(said)
    if found.told:
        response["X-TAXII-Date-Added-First"] = _time(found.told[0].added_at)
        response["X-TAXII-Date-Added-Last"] = _time(found.told[-1].added_at)
    return response


def _accepts(header: str) -> bool:
    for each in header.lower().replace(" ", "").split(","):
        kind, *parameters = each.split(";")
        versions = [parameter for parameter in parameters if parameter.startswith("version=")]
        if kind in {"*/*", "application/*", "application/taxii+json"} and versions in ([], ["version=2.1"]):
            return True
    return False


def _token(header: str) -> str:
    """The key in an Authorization header, of either kind; empty where there is none."""
    kind, _, shown = header.partition(" ")
    if kind.lower() == "bearer":
        return shown.strip()
    if kind.lower() != "basic":
        return ""
    try:
        return base64.b64decode(shown, validate=True).decode("utf-8", "replace").partition(":")[2]
    except (binascii.Error, ValueError):
        return ""


def _error(request: HttpRequest, problem: Problem) -> HttpResponse:
    language = "en" if get_language_from_request(request).startswith("en") else "ja"
    said = say(problem.key, language, problem.details)
    response = _answer({"title": said, "error_code": problem.key, "http_status": str(problem.status)}, problem.status)
    if problem.status == 401:
        response["WWW-Authenticate"] = 'Basic realm="taxii", Bearer'
    if problem.retry_after:
        response["Retry-After"] = str(problem.retry_after)
    return response


def _answer(said: dict[str, Any], status: int = 200) -> HttpResponse:
    return HttpResponse(json.dumps(said, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)


def _time(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
