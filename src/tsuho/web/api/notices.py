"""GET /api/v1/notices: the notices that reached a provider, for its own system; each with the list that it carried."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from tsuho.web.api.holding import Holding
from tsuho.web.api.keys import Scope
from tsuho.web.api.models import ApiKey
from tsuho.web.api.problems import Problem
from tsuho.web.partners.own import download, files_of, reached
from tsuho.words.referrals import AnswerKind, ReferralState
from tsuho.words.vocabulary import NOTICES

router = Router(auth=Holding(Scope.NOTICES))
_MOST = 100
_NO_PLACE = 1 << 62


class NoticesAsked(Schema):
    """From below which place, how many."""

    before: int = Field(default=_NO_PLACE, ge=0, le=_NO_PLACE)
    limit: int = Field(default=50, ge=1, le=_MOST)


class AnswerGiven(Schema):
    """What was answered, and on which day."""

    kind: AnswerKind
    on: date


class Notice(Schema):
    """One notice. ``place`` is where to go on from: the next page has those below the smallest one."""

    place: int
    ticket: str
    state: ReferralState
    first_day: date | None
    last_day: date | None
    mails: int
    answers: list[AnswerGiven]


@router.get("notices", response=list[Notice])
def read_notices(request: HttpRequest, asked: Query[NoticesAsked]) -> list[Notice]:
    """The notices of the provider whose key it is, newest first."""
    rows = reached(_party(request), *NOTICES).filter(id__lt=asked.before)
    return [
        Notice(
            place=row.pk,
            ticket=row.number,
            state=ReferralState(row.state),
            first_day=row.first_day,
            last_day=row.last_day,
            mails=row.messages,
            answers=[AnswerGiven(kind=AnswerKind(each.kind), on=each.on) for each in row.answers.all()],
        )
        for row in rows.prefetch_related("answers")[: asked.limit]
    ]


@router.get("notices/{ticket}/list.csv", openapi_extra={"responses": {200: {"content": {"text/csv": {}}}}})
def read_notice_list(request: HttpRequest, ticket: str) -> HttpResponse:
    """The rows that one notice carried, byte for byte."""
    found = reached(_party(request), *NOTICES).filter(number=ticket).first()
    content = files_of(found).get("list.csv") if found else None
    if content is None:
        raise Problem(404, "api_answer_no_ticket")
    return download(f"{ticket}.csv", content)


def _party(request: HttpRequest) -> str:
    key: ApiKey = request.auth  # type: ignore[attr-defined]  # what authenticate returned
    if not key.party:
        raise Problem(403, "api_key_of_nobody")
    return key.party
