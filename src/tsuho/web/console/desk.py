"""The phone desk: a call is noted while one talks, by the keyboard alone, with the script beside it and a search over campaigns."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tsuho.casework.cover_caller import cover_caller
from tsuho.casework.desk_ports import Call
from tsuho.casework.errors import CannotDo
from tsuho.casework.find_campaigns import Found, find_campaigns
from tsuho.casework.note_call import MAX_SUMMARY, note_call
from tsuho.web.centre import centre
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.web.look.refused import why_not
from tsuho.wiring.desk import PhoneDesk, phone_desk_of
from tsuho.words.catalogue import say
from tsuho.words.consultations import AgeBand, CallCategory, CallMedium, HandedTo

_SIMILAR = 3


class Note(forms.Form):
    """A call. There is no field for who called."""

    begun = forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    category = forms.ChoiceField()
    medium = forms.ChoiceField(required=False)
    summary = forms.CharField(max_length=MAX_SUMMARY, widget=forms.Textarea(attrs={"rows": 3}))
    followed = forms.BooleanField(required=False)
    handed_to = forms.ChoiceField(required=False)
    follow_up_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    about = forms.RegexField(r"^\d+(/\d+)?$", required=False, max_length=40)
    age_band = forms.ChoiceField(required=False)
    prefecture = forms.ChoiceField(required=False)
    campaign = forms.IntegerField(required=False, min_value=1)

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data, initial={"begun": _local_now().time(), "followed": True})
        self.language = language_of(request)
        none = [("", say("desk_not_asked", language_of(request)))]
        offer(self, "category", choices(request, "call_category", CallCategory))
        self.offered_media = [*none, *choices(request, "call_medium", _told(CallMedium))]
        offer(self, "medium", self.offered_media)
        offer(self, "age_band", [*none, *choices(request, "age_band", _told(AgeBand))])
        nobody = [("", say("desk_nobody", language_of(request)))]
        offer(self, "handed_to", [*nobody, *choices(request, "handed_to", _told(HandedTo))])
        offer(self, "prefecture", [*none, *[(name, name) for name in centre().reading.jurisdiction.regions.values()]])

    def clean_begun(self) -> time:
        """A time of today that has come: a call is noted when it is over."""
        begun: time = self.cleaned_data["begun"]
        if begun > _local_now().time():
            raise forms.ValidationError(say("desk_begun_late", self.language))
        return begun

    def call(self, by: str, desk: PhoneDesk, at: datetime) -> Call:
        """The call that was entered, over now."""
        said = self.cleaned_data
        zone = centre().reading.jurisdiction.timezone
        today = at.astimezone(zone).date()
        category = CallCategory(said["category"])
        return Call(
            category=category,
            started_at=datetime.combine(today, said["begun"], zone),
            ended_at=at,
            consultant=by,
            summary=said["summary"],
            medium=CallMedium(said["medium"]),
            age_band=AgeBand(said["age_band"]),
            prefecture=said["prefecture"],
            advice=desk.scripts(today)[category].name if said["followed"] else "",
            handed_to=HandedTo(said["handed_to"]),
            about=said["about"],
            follow_up_on=said["follow_up_on"],
            campaign=said["campaign"],
        )


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """The page with an empty note; a note that is posted is kept, or comes back with what has to be changed in it."""
    if request.method != "POST":
        return _page(request, Note(request))
    form, covered = _covered(request)
    if covered or not form.is_valid():
        return _page(request, form, covered=covered, status=422)
    here, opened = centre(), phone_desk_of(centre())
    at = here.now()
    try:
        number = note_call(
            opened.kept.office, opened.kept.calls, form.call(request.user.get_username(), opened, at), at=at
        )
    except CannotDo as refused:
        form.add_error(None, say("desk_refused", form.language, {"why": why_not(request, refused)}))
        return _page(request, form, status=422)
    messages.success(request, say("desk_noted", language_of(request), {"number": str(number)}))
    return redirect("console:desk")


@require_safe
def desk_script(request: HttpRequest) -> HttpResponse:
    """What to ask and to advise for a category, and the calls that were like it."""
    chosen = request.GET.get("category", "")
    script = _script(request, chosen) if chosen in set(CallCategory) else {}
    return render(request, "console/desk_script.html", script)


@require_POST
def desk_search(request: HttpRequest) -> HttpResponse:
    """The campaigns that hold what the caller reads out; by POST, so that no log of addresses keeps what was said."""
    said = request.POST.get("said", "")[:200]
    if "HX-Request" in request.headers:
        return render(request, "console/desk_found.html", _search(request, said))
    return _page(request, Note(request, request.POST), said=said)


@require_POST
def desk_covered(request: HttpRequest) -> HttpResponse:
    """Whom the note names so far, as a warning while one writes."""
    return render(
        request, "console/desk_covered.html", {"covered": cover_caller(request.POST.get("summary", "")).found}
    )


def _covered(request: HttpRequest) -> tuple[Note, tuple[str, ...]]:
    """The note as posted, with everybody covered who stands in it, and what was covered."""
    result = cover_caller(request.POST.get("summary", ""))
    posted = request.POST.copy()
    posted["summary"] = result.text
    return Note(request, posted), result.found


def _page(
    request: HttpRequest, form: Note, *, covered: tuple[str, ...] = (), said: str = "", status: int = 200
) -> HttpResponse:
    category = form["category"].value() or ""
    context = {
        "form": form,
        "tree": _tree(request, category),
        "media": [(value, words, number) for number, (value, words) in enumerate(form.offered_media)],
        "medium": form["medium"].value() or "",
        "covered": covered,
        "desks": desks_of(request),
        **(_search(request, said) if said or form["campaign"].value() else {}),
        **(_script(request, category) if category in set(CallCategory) else {}),
    }
    return render(request, "console/desk.html", context, status=status)


def _tree(request: HttpRequest, chosen: str) -> list[dict[str, Any]]:
    """The categories under their letters, each with the keys that choose it: 2 1 is B1, 3 0 is C99."""
    language = language_of(request)
    branches = []
    for first, letter in enumerate("ABC", 1):
        leaves = [
            {
                "value": each.value,
                "says": say(f"call_category_{each}", language),
                "keys": f"{first}{each.value[1:] if each is not CallCategory.OTHER else 0}",
                "chosen": each.value == chosen,
            }
            for each in CallCategory
            if each.value[0] == letter
        ]
        branches.append({"key": first, "says": say(f"desk_heading_{letter}", language), "leaves": leaves})
    return branches


def _script(request: HttpRequest, category: str) -> dict[str, Any]:
    language, opened, now = language_of(request), phone_desk_of(centre()), _local_now()
    which = CallCategory(category)
    script = opened.scripts(now.date())[which]
    return {
        "script": script,
        "script_ask": script.ask[language],
        "script_advise": script.advise[language],
        "script_desks": [each for each in desks_of(request) if each["to"] in script.hand_to],
        "similar": opened.kept.calls.like(which, None, _SIMILAR),
    }


def desks_of(request: HttpRequest) -> list[dict[str, Any]]:
    """Where callers are sent on, with hours, and whether somebody answers there now."""
    language, opened, now = language_of(request), phone_desk_of(centre()), _local_now()
    return [
        {
            "to": to,
            "name": each.name[language],
            "contact": each.contact,
            "hours": f"{each.opens:%H:%M}–{_closes(each.closes)}",
            "days": each.days,
            "helps_with": each.helps_with[language],
            "state": "open" if opened.is_open(each, now) else "closed",
        }
        for to, each in opened.hand_overs(now.date()).items()
    ]


def _closes(at: time) -> str:
    return "24:00" if at == time.min else f"{at:%H:%M}"


def _search(request: HttpRequest, said: str) -> dict[str, Any]:
    opened = phone_desk_of(centre())
    found: list[Found] = find_campaigns(opened.indexes, opened.queue, said) if said.strip() else []
    chosen = request.POST.get("campaign", "")
    number = int(chosen) if chosen.isascii() and chosen.isdigit() else None
    about = opened.kept.calls.like(CallCategory.OTHER, number, _SIMILAR) if number else ()
    shown = {each.entry.item.number for each in found}
    return {"said": said, "found": found, "campaign": number, "kept": number not in shown, "about_campaign": about}


def _told(kind: Any) -> list[Any]:
    return [each for each in kind if each.value]


def _local_now() -> datetime:
    return centre().now().astimezone(centre().reading.jurisdiction.timezone)


def local_today() -> date:
    """The day in the country's own time."""
    return _local_now().date()
