"""Replies that wait for a person: what came to the centre's mailbox and could not be taken as an answer, masked as it stands."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tsuho.casework.errors import CannotDo
from tsuho.casework.look_at_poison import discard_poison, show_poison
from tsuho.casework.ports import Poison
from tsuho.casework.read_reply import A_PERSON_READS
from tsuho.casework.take_answer import take_answer
from tsuho.web.centre import whole
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.web.look.refused import why_not
from tsuho.wiring.moving import moving_of
from tsuho.words.catalogue import say
from tsuho.words.referrals import AnswerKind


class Understood(forms.Form):
    """What a person understood: the ticket, what was done, and since when; or nothing, and why it is laid aside."""

    ticket = forms.CharField(required=False, max_length=40)
    kind = forms.ChoiceField(required=False)
    acted_on = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))
    reason = forms.CharField(max_length=1_000)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        offer(self, "kind", [("", "–"), *choices(request, "answer", AnswerKind)])

    def clean(self) -> dict[str, object]:
        """A ticket and what was done, or neither."""
        said = super().clean() or {}
        if bool(said.get("ticket")) != bool(said.get("kind")):
            raise forms.ValidationError("ticket + kind")
        return said


def _why(waiting: Poison, language: str) -> str:
    """Why a person must read it: in words, and what made us doubt, as it was found."""
    doubted = waiting.reason.removeprefix(A_PERSON_READS).removeprefix(": ")
    words = say("replies_person_reads", language)
    return f"{words} ({doubted})" if doubted else words


def _waiting() -> list[Poison]:
    return [each for each in whole().spool.poisoned() if each.reason.startswith(A_PERSON_READS)]


@require_safe
def replies(request: HttpRequest) -> HttpResponse:
    """The list, the one that waits longest first."""
    waiting = _waiting()
    rows = [(each, _why(each, language_of(request))) for each in waiting[:200]]
    return render(request, "console/replies.html", {"waiting": rows, "count": len(waiting)})


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, number: int) -> HttpResponse:
    """One reply; by POST what a person made of it. Its text is kept nowhere after that, since it may name a subscriber."""
    centre = whole()
    if number not in {each.number for each in _waiting()}:
        raise Http404
    form = Understood(request)
    if form.is_bound and form.is_valid():
        said, by, language = form.cleaned_data, request.user.get_username(), language_of(request)
        try:
            if said["ticket"]:
                kind = AnswerKind(said["kind"])
                take_answer(moving_of(centre), said["ticket"], kind, said["acted_on"], by=by, at=centre.now())
            discard_poison(centre.spool, centre.audit, number, by=by, reason=said["reason"], at=centre.now())
        except CannotDo as refused:
            messages.error(request, why_not(request, refused))
            return redirect("console:reply", number)
        messages.success(request, say("reply_done", language, {"ticket": said["ticket"] or "–"}))
        return redirect("console:replies")
    monitors = [sheet.address for sheet in centre.records.monitors()]
    shown = show_poison(centre.spool, number, monitors, centre.settings.secret("redaction.key"))
    context = {"shown": shown, "why": _why(shown.of, language_of(request)), "form": form}
    return render(request, "console/reply.html", context, status=422 if form.is_bound else 200)
