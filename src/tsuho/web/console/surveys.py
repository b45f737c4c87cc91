"""Surveys (調査): the half-yearly rounds with their goes and what is unknown, the register of services, and questionnaires that are over."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tsuho.casework.close_questionnaire import close_questionnaire
from tsuho.casework.errors import CannotDo
from tsuho.casework.meeting_ports import QuestionnaireRound
from tsuho.statistics.adoption.panel import build_panel
from tsuho.statistics.adoption.rounds import round_of
from tsuho.web.accounts.gate import may_enter
from tsuho.web.centre import whole
from tsuho.web.console.fiscal_year import day_here
from tsuho.web.console.meetings import day_field
from tsuho.web.look.preferences import language_of
from tsuho.web.look.refused import why_not
from tsuho.wiring.office import office_of
from tsuho.wiring.surveying import surveys_of
from tsuho.words.catalogue import say
from tsuho.words.surveys import Mark, SurveyRun, Technology

_ROUNDS = 4  # two years: a round is read whole to say what is unknown in it


class Closed(forms.Form):
    """A questionnaire that is over."""

    title = forms.CharField(max_length=300)
    since = day_field()
    until = day_field()
    asked = forms.IntegerField(min_value=1, max_value=1_000_000)
    answered = forms.IntegerField(min_value=0, max_value=1_000_000)


@dataclass(frozen=True, slots=True)
class RoundSeen:
    """A round in one line: its last go at the DNS (None: never), how many marks are unknown of how many, and who answered."""

    label: str
    asked: SurveyRun | None
    unknown: int
    marks: int
    answered: int
    services: int
    simulated: bool


@require_http_methods(["GET", "HEAD", "POST"])
def surveys(request: HttpRequest) -> HttpResponse:
    """The page; by POST a questionnaire is closed and its answers counted."""
    centre, may_enter_here = whole(), may_enter(request.user, "console:survey_import")
    form = Closed(request.POST if request.method == "POST" and may_enter_here else None, initial={"until": day_here()})
    if form.is_bound and form.is_valid():
        said, kept = form.cleaned_data, office_of(centre)
        closed = QuestionnaireRound(**said, by=request.user.get_username())
        try:
            close_questionnaire(kept.office, kept.questionnaires, closed, at=centre.now())
        except CannotDo as refused:
            form.add_error(None, why_not(request, refused))
        else:
            counts = {"title": said["title"], "answered": f"{said['answered']:,}"}
            messages.success(request, say("questionnaire_closed", language_of(request), counts))
            return redirect("console:surveys")
    register = surveys_of(centre)
    labels = sorted(register.rounds(), reverse=True)
    context = {
        "form": form if may_enter_here else None,
        "rounds": [_seen(label) for label in labels[:_ROUNDS]],
        "older": labels[_ROUNDS:],
        "services": register.services(),
        "sources": register.sources(),
        "questionnaires": list(reversed(office_of(centre).questionnaires.rounds())),
    }
    return render(request, "console/surveys.html", context, status=422 if form.is_bound else 200)


def _seen(label: str) -> RoundSeen:
    panel = build_panel(round_of(label), surveys_of(whole()).entries(label))
    marks = [row.mark(technology) for row in panel.auth for technology in Technology]
    asked = [each for each in panel.runs if each.kind == "auth"]
    answered = sum(row.answer is not None for row in panel.blocking)
    return RoundSeen(
        label, asked[-1] if asked else None, marks.count(Mark.UNKNOWN), len(marks), answered, len(panel.blocking),
        panel.simulated,
    )  # fmt: skip
