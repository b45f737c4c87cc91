"""POST /api/v1/answers: a provider's own system says what was done about a notice; there is no field for a subscriber."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from tsuho.casework.errors import CannotDo
from tsuho.casework.take_answer import take_answer
from tsuho.web.api.holding import Holding
from tsuho.web.api.keys import Scope
from tsuho.web.api.models import ApiKey
from tsuho.web.api.problems import Problem
from tsuho.web.centre import centre
from tsuho.wiring.moving import moving_of
from tsuho.words.referrals import AnswerKind

router = Router()


class Answer(Schema, extra="forbid"):
    """The ticket of our notice, what was done, and the day of it, where there is one. Nothing else is taken."""

    ticket: str
    kind: AnswerKind
    acted_on: date | None = None


class Entered(Schema):
    """Whether the answer is new; the very same one on the same day was known."""

    entered: bool


@router.post("answers", auth=Holding(Scope.ANSWERS), response=Entered)
def take(request: HttpRequest, answer: Answer) -> Entered:
    """Answer one notice. The key is bound to a provider, and opens that provider's tickets alone."""
    key: ApiKey = request.auth  # type: ignore[attr-defined]  # what authenticate returned
    referral = centre().referrals.by_ticket(answer.ticket)
    if referral is None or not key.party or referral.party != key.party:
        raise Problem(404, "api_answer_no_ticket")
    try:
        new = take_answer(
            moving_of(centre()), answer.ticket, answer.kind, answer.acted_on,
            by=f"{key.party} (api)", at=centre().now(), party=key.party,
        )  # fmt: skip
    except CannotDo:
        raise Problem(409, "api_answer_not_open") from None
    return Entered(entered=new)
