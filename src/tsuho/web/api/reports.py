"""POST /api/v1/reports: a mail is handed in, whole as it is or as the fields of a form. 202: its bytes are durably the centre's.

The receipt says nothing of what was handed in, nor how much else was: numbers that count up would tell both.
"""

from datetime import datetime
from typing import Annotated

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from ninja import Field, Router, Schema
from pydantic import AfterValidator, AwareDatetime

from tsuho.casework.receive import receive
from tsuho.casework.write_form_mail import FilledIn, write_form_mail
from tsuho.web.api.holding import Holding
from tsuho.web.api.keys import Scope
from tsuho.web.api.problems import Problem
from tsuho.web.centre import centre
from tsuho.words.arrival import Letter, Peer
from tsuho.words.vocabulary import Door

router = Router(auth=Holding(Scope.REPORT))
_RECEIPT = 16  # hexadecimal digits
_MAIL = {
    "requestBody": {"required": True, "content": {"message/rfc822": {"schema": {"type": "string", "format": "binary"}}}}
}


def _whole(text: str) -> str:
    """Half of a surrogate pair is no character, and no file takes it."""
    text.encode("utf-8")
    return text


Text = Annotated[str, AfterValidator(_whole)]


class Taken(Schema):
    """A receipt: it proves to us which arrival is meant, and tells nobody anything."""

    receipt: str


class FormReport(Schema, extra="forbid"):
    """What a person filled in about one mail. ``consent`` is the version of the text that he agreed to, empty: none."""

    sender: Text = Field(min_length=1, max_length=320)
    subject: Text = Field(default="", max_length=1_000)
    received_at: AwareDatetime | None = None
    headers: Text = Field(default="", max_length=100_000)
    text: Text = Field(min_length=1, max_length=100_000)
    consent: Text = Field(default="", max_length=50)


@router.post("reports", response={202: Taken}, openapi_extra=_MAIL)
def take_report(request: HttpRequest) -> Taken:
    """Hand in one mail as it is, as the body."""
    if request.content_type != "message/rfc822":
        raise Problem(415, "api_mail_wanted")
    try:
        raw = request.body
    except RequestDataTooBig:
        raise Problem(413, "api_mail_too_large", bytes=f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE:,}") from None
    if not raw:
        raise Problem(400, "api_mail_empty")
    return _take(request, raw, centre().now())


@router.post("reports/form", response={202: Taken})
def take_form(request: HttpRequest, filled_in: FormReport) -> Taken:
    """Hand in what a form was filled in with. A consent must name a version of the text that is in force today."""
    now = centre().now()
    if filled_in.consent:
        day = now.astimezone(centre().reading.jurisdiction.timezone).date()
        versions = {each.version for each in centre().register.consent_texts() if each.in_force(day)}
        if filled_in.consent not in versions:
            raise Problem(422, "api_consent_wrong")
    said = FilledIn(
        filled_in.sender, filled_in.subject, filled_in.received_at, filled_in.headers, filled_in.text, filled_in.consent
    )
    return _take(request, write_form_mail(said, centre().settings.centre.domain, now), now)


def _take(request: HttpRequest, raw: bytes, now: datetime) -> Taken:
    letter = Letter(
        door=Door.API,
        received_at=now,
        raw=raw,
        peer=Peer(request.META["REMOTE_ADDR"]),
        simulated=centre().settings.centre.simulated,
    )
    number = receive(centre().spool, [letter])[0]
    receipt = salted_hmac("tsuho.receipt", str(number), algorithm="sha256").hexdigest()[:_RECEIPT]
    return Taken(receipt=receipt)
