"""A new consent text (同意文): shown once more with its hash and its day before it is entered, since nothing changes it afterwards."""

from hashlib import sha256

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tsuho.casework.enter_consent_text import enter_consent_text
from tsuho.casework.errors import CannotDo
from tsuho.web.centre import centre
from tsuho.web.console.meetings import day_field, text_field
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.web.look.refused import why_not
from tsuho.words.catalogue import LANGUAGES, say


class Text(forms.Form):
    """The text as reporters will see it, in one language, and from which day."""

    version = forms.RegexField(r"^[\w.-]{1,20}$", max_length=20)
    wording = forms.ChoiceField()
    since = day_field()
    text = text_field(8)
    sure = forms.BooleanField(required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        offer(self, "wording", choices(request, "wording", LANGUAGES))


@require_http_methods(["GET", "HEAD", "POST"])
def consent_new(request: HttpRequest) -> HttpResponse:
    """The form; by POST what would be entered, and with the confirmation its entry."""
    form = Text(request)
    if not (form.is_bound and form.is_valid()):
        return render(request, "console/consent_new.html", {"form": form}, status=422 if form.is_bound else 200)
    said, here = form.cleaned_data, centre()
    content = as_shown(said["text"])
    if not said["sure"]:
        context = {
            "form": form,
            "asked": said,
            "sha256": sha256(content).hexdigest(),
            "characters": len(content.decode()),
        }
        return render(request, "console/consent_new.html", context)
    try:
        entered = enter_consent_text(
            here.register, here.audit, said["version"], said["wording"], content,
            since=said["since"], until=None, by=request.user.get_username(), at=here.now(),
        )  # fmt: skip
    except CannotDo as refused:
        form.add_error(None, why_not(request, refused))
        return render(request, "console/consent_new.html", {"form": form}, status=422)
    messages.success(request, say("consent_entered", language_of(request), {"version": entered.version}))
    return redirect("console:consents")


def as_shown(text: str) -> bytes:
    """The bytes that are hashed: as the site shows the text, its lines ended as files end them and not as forms send them."""
    return text.replace("\r\n", "\n").strip().encode()
