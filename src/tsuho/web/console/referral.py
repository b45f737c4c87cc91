"""One referral: what it is about, where it stands and how it came there, its letter, its answers, and what may be done next."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tsuho.casework.errors import CannotDo
from tsuho.casework.notice_course import NoticeCourse, notice_course
from tsuho.casework.preview_notice import text_of
from tsuho.casework.referral_ports import Referral
from tsuho.casework.take_answer import take_answer
from tsuho.web.accounts.gate import may_enter
from tsuho.web.centre import whole
from tsuho.web.console.acting import moves_of
from tsuho.web.console.letter_of import letter_of, takes_long
from tsuho.web.look.chart import Chart, bar_chart
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.web.look.refused import why_not
from tsuho.wiring.deciding import decide_referral
from tsuho.wiring.moving import moving_of
from tsuho.wiring.referring import referring_of
from tsuho.words.catalogue import say
from tsuho.words.referrals import AnswerKind, ReferralState
from tsuho.words.vocabulary import NOTICES, ReferralKind

_ANSWERED = frozenset({ReferralState.SENT, ReferralState.ANSWERED})
# What names its applicant is seen on his petition's page alone, with a reason; here not even who moves it on sees him unasked.
NAMING = frozenset({ReferralKind.PETITION_FILE})


class Move(forms.Form):
    """What is done, and why."""

    verb = forms.ChoiceField()
    reason = forms.CharField(max_length=1_000, widget=forms.Textarea({"rows": 2}))


class AnswerTaken(forms.Form):
    """An answer that came by telephone, or in a mail that only a person understands."""

    kind = forms.ChoiceField()
    acted_on = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))


@require_http_methods(["GET", "HEAD", "POST"])
def referral(request: HttpRequest, number: int) -> HttpResponse:
    """The page; by POST one move of the table, or one answer. A letter that is to be built comes after its page."""
    found = _one(number)
    if request.GET.get("letter") == "1" and "HX-Request" in request.headers:
        return render(request, "console/referral_letter.html", _letter(request, found))
    verbs = moves_of(request, found)
    moving = Move(request.POST if "verb" in request.POST else None)
    offer(moving, "verb", choices(request, "verb", verbs))
    answering = AnswerTaken(request.POST if "kind" in request.POST else None)
    # nothing is chosen beforehand: who only presses the button must not say that a line was suspended
    offer(answering, "kind", [("", "–"), *choices(request, "answer", AnswerKind)])
    can_answer = found.kind in NOTICES and found.state in _ANSWERED and may_enter(request.user, "console:sent")
    done = ""
    try:
        if moving.is_bound and moving.is_valid():
            done = _moved(request, found, moving.cleaned_data)
        elif answering.is_bound and can_answer and answering.is_valid():
            done = _answered(request, found, answering.cleaned_data["kind"], answering.cleaned_data["acted_on"])
    except CannotDo as refused:
        messages.error(request, why_not(request, refused))
        return redirect("console:referral", number)
    if done:
        messages.success(request, done)
        return redirect("console:referral", number)
    status = 422 if request.method == "POST" else 200
    context = _shown(request, found) | {
        "moving": moving if verbs else None, "answering": answering if can_answer else None,
    }  # fmt: skip
    return render(request, "console/referral.html", context, status=status)


@require_safe
def referral_file(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """One file of a letter, as it left or would leave; a download, never shown in the page."""
    found = _one(number)
    letter, _ = letter_of(request, found)
    if letter is None or found.kind in NAMING or place >= len(letter.files):
        raise Http404
    name, content = letter.files[place]
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )


def _one(number: int) -> Referral:
    found = whole().referrals.referral(number)
    if found is None:
        raise Http404
    return found


def _moved(request: HttpRequest, found: Referral, said: dict[str, str]) -> str:
    role = moves_of(request, found)[said["verb"]]
    by = request.user.get_username()
    after = decide_referral(whole(), found, said["verb"], role=role, by=by, reason=said["reason"])
    language = language_of(request)
    return say("referral_moved", language, {"ticket": found.number, "state": say(f"state_{after}", language)})


def _answered(request: HttpRequest, found: Referral, kind: str, acted_on: date | None) -> str:
    centre, language = whole(), language_of(request)
    by = request.user.get_username()
    new = take_answer(moving_of(centre), found.number, AnswerKind(kind), acted_on, by=by, at=centre.now())
    said = {"ticket": found.number, "kind": say(f"answer_{kind}", language)}
    return say("answer_entered" if new else "answer_known", language, said)


def _shown(request: HttpRequest, found: Referral) -> dict[str, object]:
    centre = whole()
    course = None
    if found.kind in NOTICES and found.state in _ANSWERED:
        course = notice_course(referring_of(centre), found, centre.now())
    later = found.kind not in NAMING and request.GET.get("letter") != "1" and takes_long(found)
    return ({"referral": found, "later": True} if later else _letter(request, found)) | {
        "reports": found.messages,
        "history": centre.referrals.history(found.id),
        "answers": centre.referrals.answers(found.id),
        "queued": centre.outbox.letter(found.key),
        "course": course,
        "chart": _chart(course, language_of(request)) if course else None,
    }


def _letter(request: HttpRequest, found: Referral) -> dict[str, object]:
    letter, why = (None, "") if found.kind in NAMING else letter_of(request, found)
    return {
        "referral": found,
        "letter": letter,
        "files": [(at, name, len(content)) for at, (name, content) in enumerate(letter.files)] if letter else [],
        "text": text_of(letter) if letter else "",
        "why": why,
        "covered": found.kind in NAMING,
        "may_petition": may_enter(request.user, "console:petition"),
    }


def _chart(course: NoticeCourse, language: str) -> Chart:
    labels = [f"{day:%m-%d}" for day, _ in course.days]
    numbers = [count for _, count in course.days]
    return bar_chart(
        say("course_caption", language),
        say("course_day", language),
        labels,
        [(say("course_hits", language), numbers)],
        every=7,
    )
