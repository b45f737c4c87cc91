"""The vendor feed's windows: items as JSON lines or as a zip of mails, and the files of a MISP feed.

Each vendor sees what its agreement allows, with its own key; what it pulled stands in its log alone. `after` is where the
last answer said to go on (`X-Feed-Next`); it is opaque and only grows.
"""

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from tsuho.casework.feed_item import Feeding
from tsuho.casework.vendor_feed import MOST, Asked, NotServed, build, lay_out, pull, pull_day, vendor_may, vendor_of
from tsuho.referral.formats.eml_zip import eml_zip
from tsuho.referral.formats.features import feature_lines
from tsuho.referral.formats.misp import event_uuid, misp_event, misp_hashes, misp_manifest
from tsuho.web.api.holding import Holding, HoldingAsPassword
from tsuho.web.api.keys import Scope
from tsuho.web.api.problems import Problem
from tsuho.web.centre import centre
from tsuho.wiring.feeding import feeding_of
from tsuho.words.partners import Vendor

router = Router(auth=[Holding(Scope.FEED), HoldingAsPassword(Scope.FEED)])
_TYPES = {"features": "application/x-ndjson", "eml": "application/zip"}
_NO_PLACE = 1 << 62  # the feed will not grow to that, and no database takes much more
_MOST_HASHED = 500  # items whose values stand in hashes.csv: it is built anew at each request


class ItemsAsked(Schema):
    """What is asked for: from behind which place, how many, in which format, or only what was withdrawn."""

    after: int = Field(default=0, ge=0, lt=_NO_PLACE)
    limit: int = Field(default=100, ge=1, le=MOST)
    form: str = Field(default="features", alias="format")
    withdrawn: bool = False


@router.get("items", openapi_extra={"responses": {200: {"content": {each: {} for each in _TYPES.values()}}}})
def read_items(request: HttpRequest, asked: Query[ItemsAsked]) -> HttpResponse:
    """Items from behind a place, oldest first, tombstones among them; `withdrawn=true`: tombstones only, at no cost."""
    if asked.form not in _TYPES:
        raise Problem(422, "feed_format_wrong", formats=", ".join(_TYPES))
    feeding, vendor = served(request)
    try:
        page = pull(feeding, vendor, Asked(asked.form, asked.after, asked.limit, asked.withdrawn), centre().now())
    except NotServed as refused:
        raise problem_of(refused) from None
    simulated = feeding.reporter.simulated
    body = (
        feature_lines(page.items, simulated=simulated)
        if asked.form == "features"
        else eml_zip(page.items, simulated=simulated)
    )
    response = HttpResponse(body, content_type=_TYPES[asked.form])
    response["X-Feed-Next"], response["X-Feed-More"] = str(page.upto), "true" if page.more else "false"
    return response


@router.get("log")
def read_log(request: HttpRequest) -> list[dict[str, object]]:
    """What this vendor pulled, newest first."""
    feeding, vendor = served(request)
    return [
        {"at": each.at.isoformat(), "format": each.form, "after": each.after, "upto": each.upto, "items": each.items, "tombstones": each.tombstones}
        for each in feeding.feed.pulls(vendor.code)
    ]  # fmt: skip


@router.get("misp/manifest.json")
def read_manifest(request: HttpRequest) -> HttpResponse:
    """The manifest of the MISP feed: one event for each day of receipt."""
    feeding, _ = _for_misp(request)
    lay_out(feeding, centre().now())
    return _json(misp_manifest(feeding.feed.days(), feeding.reporter))


@router.get("misp/hashes.csv")
def read_hashes(request: HttpRequest) -> HttpResponse:
    """The hashes of the values of the newest items, for looking one up; nothing can be read out of them, so they are free."""
    feeding, vendor = _for_misp(request)
    now = centre().now()
    items, entries, _ = build(feeding, feeding.feed.newest(_MOST_HASHED), now, vendor=vendor)
    days = [each.of.received_at.astimezone(feeding.timezone).date() for each in entries]
    return HttpResponse(misp_hashes(zip(days, items, strict=True), feeding.reporter), content_type="text/csv")


@router.get("misp/{name}.json")
def read_event(request: HttpRequest, name: str) -> HttpResponse:
    """The event of one day, by its UUID in the manifest."""
    feeding, vendor = _for_misp(request)
    days = feeding.feed.days()
    day = next((day for day in days if event_uuid(day, feeding.reporter) == name), None)
    if day is None:
        raise Problem(404, "feed_no_such_event")
    return _json(_event(feeding, vendor, day))


def served(request: HttpRequest) -> tuple[Feeding, Vendor]:
    """The feed and the vendor whose key was shown. Raises Problem for a key of nobody."""
    feeding = feeding_of(centre())
    try:
        return feeding, vendor_of(feeding, request.auth.party)  # type: ignore[attr-defined]  # set by ninja, or by taxii
    except NotServed as refused:
        raise problem_of(refused) from None


def problem_of(refused: NotServed) -> Problem:
    """The answer to a vendor that is not served: too much today, or not at all."""
    problem = Problem(429 if refused.later else 403, refused.key, **refused.details)
    if refused.later:
        problem.retry_after = max(1, int((refused.later - centre().now()).total_seconds()))
    return problem


def _for_misp(request: HttpRequest) -> tuple[Feeding, Vendor]:
    feeding, vendor = served(request)
    try:
        vendor_may(feeding, vendor, "misp", centre().now())
    except NotServed as refused:
        raise problem_of(refused) from None
    return feeding, vendor


def _event(feeding: Feeding, vendor: Vendor, day: date) -> bytes:
    try:
        page = pull_day(feeding, vendor, day, centre().now())
    except NotServed as refused:
        raise problem_of(refused) from None
    changed_at = feeding.feed.days().get(day, centre().now())
    return misp_event(page.items, day, changed_at, feeding.reporter)


def _json(body: bytes) -> HttpResponse:
    return HttpResponse(body, content_type="application/json")
