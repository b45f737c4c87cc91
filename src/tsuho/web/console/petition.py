"""One petition (申出): where it stands and its mails; the applicant and the files are seen with a reason, written down first."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from tsuho.casework.enter_petition import applicant_of
from tsuho.casework.errors import CannotDo
from tsuho.casework.ports import OutboxLetter
from tsuho.casework.referral_ports import Referral
from tsuho.casework.unmask_petition import unmask_petition
from tsuho.referral.documents.petition_file import Applicant
from tsuho.web.centre import whole
from tsuho.web.console.letter_of import letter_of
from tsuho.web.look.preferences import language_of, offer
from tsuho.web.look.refused import why_not
from tsuho.web.look.unmask import Reason
from tsuho.words.catalogue import say
from tsuho.words.vocabulary import ReferralKind

_APPLICANT = "applicant"


class Look(Reason):
    """What somebody has to see, and why."""

    what = forms.ChoiceField()

    def __init__(self, request: HttpRequest, files: tuple[str, ...]) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        language = language_of(request)
        named = [(name, say("petition_look_at_file", language, {"name": name})) for name in files]
        offer(self, "what", [(_APPLICANT, say("petition_look_at_applicant", language)), *named])


@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def petition(request: HttpRequest, number: int) -> HttpResponse:
    """The page; by POST, with a reason, the applicant shown once or one file taken out."""
    found = whole().referrals.referral(number)
    if found is None or found.kind is not ReferralKind.PETITION_FILE:
        raise Http404
    letter, why = letter_of(request, found)
    files = dict(letter.files) if letter else {}
    form = Look(request, tuple(files))
    shown = _looked(request, found, form)
    if shown is not None and form.cleaned_data["what"] in files:
        return _taken_out(form.cleaned_data["what"], letter)
    context = {
        "petition": found, "received": applicant_of(found).received_on, "rows": whole().records.seen(found.reports),
        "form": form, "shown": shown, "why": why,
    }  # fmt: skip
    return render(request, "console/petition.html", context, status=422 if form.errors else 200)


def _looked(request: HttpRequest, found: Referral, form: Look) -> Applicant | None:
    """The applicant, once a reason is written down; None where nobody asked, or not as one must."""
    if not (form.is_bound and form.is_valid()):
        return None
    said, here, by = form.cleaned_data, whole(), request.user.get_username()
    try:
        return unmask_petition(here.audit, found, said["what"], by=by, reason=said["reason"], at=here.now())
    except CannotDo as refused:
        form.add_error("reason", why_not(request, refused))
        return None


def _taken_out(name: str, letter: OutboxLetter | None) -> HttpResponse:
    content = dict(letter.files)[name] if letter else b""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)
