"""The rule tester (規則の試験): a pasted source or a report's bytes, under the law of any day; nothing of it is stored."""

from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tsuho.casework.enter_decision import kept_message
from tsuho.casework.errors import CannotDo
from tsuho.casework.try_rules import MAX_BYTES, pasted, try_rules
from tsuho.casework.view_message import covered, secrets_of
from tsuho.web.centre import centre
from tsuho.web.console.in_hand import analysing
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.wiring.rule_cases import RuleCase, cases_of
from tsuho.words.catalogue import say
from tsuho.words.judged import JudgedReport
from tsuho.words.vocabulary import Door

_CASES = 8  # beside one rule
_DOORS = (Door.BULK, Door.FORWARD, Door.PLUGIN)


class Trial(forms.Form):
    """What is tried: a source that is pasted, or a report by its number; and the day whose law is asked."""

    source = forms.CharField(required=False, max_length=MAX_BYTES, strip=False, widget=forms.Textarea({"rows": 12}))
    number = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    door = forms.ChoiceField(required=False)
    day = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self.language = language_of(request)
        offer(self, "door", choices(request, "door", _DOORS))

    def clean(self) -> dict[str, object]:
        """One of the two, and not both."""
        said = super().clean() or {}
        if bool(str(said.get("source") or "").strip()) == bool(said.get("number")):
            raise forms.ValidationError(say("rules_one_of_two", self.language))
        return said


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """The form, and what the rules say."""
    trial = Trial(request)
    reports: list[JudgedReport] | None = None
    if trial.is_valid():
        said = trial.cleaned_data
        day: date | None = said["day"]
        try:
            reports = _of_report(said["number"], day) if said["number"] else _of_source(trial, day)
        except CannotDo:
            trial.add_error("number", say("rules_no_report", language_of(request)))
    context = {"trial": trial, "reports": reports, "cases": _cases(reports or []), "day": trial.data.get("day", "")}
    return render(request, "console/rules.html", context, status=422 if trial.errors else 200)


def _of_source(trial: Trial, day: date | None) -> list[JudgedReport]:
    source = str(trial.cleaned_data["source"]).encode("utf-8", "surrogatepass")
    arrival = pasted(source, Door(trial.cleaned_data["door"] or Door.BULK))
    return list(try_rules(arrival, centre().reading, day=day).reports)


def _of_report(number: int, day: date | None) -> list[JudgedReport]:
    """A report's own judgement, covered as on its page."""
    _, kept = kept_message(centre().records, analysing().messages, number)
    judged = try_rules(kept.arrival, centre().reading, day=day, facts=kept.facts)
    own = judged.reports[kept.number_in_arrival : kept.number_in_arrival + 1]
    return [covered(each, secrets_of(kept)) for each in own]


def _cases(reports: list[JudgedReport]) -> list[tuple[str, tuple[RuleCase, ...]]]:
    """The jurists' cases of the rules that said something, so that one sees how near they lie."""
    known = cases_of(centre().reading.jurisdiction.code)
    named = dict.fromkeys(each.rule for report in reports for each in report.findings)
    return [(rule, known[rule][:_CASES]) for rule in named if rule in known]
