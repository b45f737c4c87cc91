"""What machines may ask under /api/v1/: hand in a report, read the figures."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from ninja import NinjaAPI, Schema

from tsuho.casework.receive import receive
from tsuho.statistics.figures import figures
from tsuho.statistics.periods import period
from tsuho.web.api import answers, feed
from tsuho.web.api.holding import Holding
from tsuho.web.api.keys import Scope
from tsuho.web.api.problems import Problem, answer_problems
from tsuho.web.centre import centre
from tsuho.words.arrival import Letter, Peer
from tsuho.words.vocabulary import Door, Source

api = NinjaAPI(title="Tsuho", version="1", docs_url=None, openapi_url="openapi.json")
answer_problems(api)
api.add_router("", answers.router)
api.add_router("feed", feed.router)


class Taken(Schema):
    """The number under which the centre knows what was handed in."""

    arrival: int


_MAIL = {
    "requestBody": {"required": True, "content": {"message/rfc822": {"schema": {"type": "string", "format": "binary"}}}}
}


@api.post("reports", auth=Holding(Scope.REPORT), response={202: Taken}, openapi_extra=_MAIL)
def take_report(request: HttpRequest) -> Taken:
    """Hand in one mail as it is, as the body. 202 means that its bytes are durably the centre's."""
    if request.content_type != "message/rfc822":
        raise Problem(415, "api_mail_wanted")
    try:
        raw = request.body
    except RequestDataTooBig:
        raise Problem(413, "api_mail_too_large", bytes=f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE:,}") from None
    if not raw:
        raise Problem(400, "api_mail_empty")
    letter = Letter(
        door=Door.API,
        received_at=centre().now(),
        raw=raw,
        peer=Peer(request.META["REMOTE_ADDR"]),
        simulated=centre().settings.centre.simulated,
    )
    return Taken(arrival=receive(centre().spool, [letter])[0])


@api.get("figures", auth=Holding(Scope.FIGURES), response=dict[str, Any])
def read_figures(
    request: HttpRequest,  # noqa: ARG001  # the interface hands it over under this name
    day: str = "",
    month: str = "",
    year: str = "",
    source: str = "",
) -> dict[str, Any]:
    """The figures of exactly one of a day, a month or a fiscal year, of one family of sources."""
    try:
        asked = period(day_text=day, month_text=month, year_text=year)
    except ValueError:
        raise Problem(422, "api_period_wrong") from None
    if source and source not in set(Source):
        raise Problem(422, "api_source_wrong")
    return figures(centre().ledger, asked.since, asked.until, asked.label, Source(source) if source else None)
