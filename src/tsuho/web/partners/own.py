"""What is a partner's own: the referrals that went to him, and nothing that only looks like it.

Another partner's ticket and one that is none are the same 404, so that nobody learns by guessing what went to others.
"""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from tsuho.store.records.models import Referral
from tsuho.web.accounts.models import User
from tsuho.web.centre import centre
from tsuho.words.referrals import ReferralState
from tsuho.words.vocabulary import ReferralKind

Row = TypeVar("Row", bound=Model)
# What reached him. A draft is no partner's yet, and what is on its way may still be held back.
REACHED = (ReferralState.SENT, ReferralState.ANSWERED, ReferralState.ACKNOWLEDGED, ReferralState.WITHDRAWN)


def party_of(request: HttpRequest) -> str:
    """The partner's code. The gate let nobody else in; an account without one must not see what is addressed to nobody."""
    user = request.user
    if not isinstance(user, User) or not user.party:
        raise Http404
    return user.party


def who(request: HttpRequest) -> str:
    """Who did it, as the audit log and the referral's history have it: the partner and the account."""
    return f"{party_of(request)} (window: {request.user.get_username()})"


def reached(party: str, *kinds: ReferralKind) -> "QuerySet[Referral]":
    """The referrals of these kinds that reached a partner, newest first (index referral_of_party)."""
    return Referral.objects.filter(party=party, kind__in=kinds, state__in=REACHED).order_by("-id")


def before(rows: "QuerySet[Row]", after: str, size: int) -> list[Row]:
    """One page by keyset: behind the row number that the last page ended with."""
    return list((rows.filter(id__lt=int(after)) if after.isdecimal() and len(after) < 19 else rows)[:size])


def one(party: str, ticket: str, *kinds: ReferralKind) -> Referral:
    """The referral of a ticket; 404 unless it is of one of these kinds and reached this partner."""
    found = reached(party, *kinds).filter(number=ticket).first()
    if found is None:
        raise Http404
    return found


def files_of(referral: Referral) -> dict[str, bytes]:
    """The files that the letter of a referral carried, by name; what was sent, not what would be built today."""
    queued = centre().outbox.letter(referral.key)
    return dict(queued.letter.files) if queued else {}


def download(name: str, content: bytes) -> HttpResponse:
    """A file to be saved; never shown in the page, since its content is not ours."""
    kind = "text/csv; charset=utf-8" if name.endswith(".csv") else "application/octet-stream"
    kind = "application/pdf" if name.endswith(".pdf") else kind
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
