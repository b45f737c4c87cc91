"""Enter a petition (申出): the applicant, what is asked for, and the mails that it is about."""

import re

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from tsuho.casework.enter_petition import (
    MOST_OF_ADDRESS,
    MOST_OF_NAME,
    MOST_OF_WISH,
    Entry,
    enter_petition,
)
from tsuho.casework.errors import CannotDo
from tsuho.referral.documents.petition_file import Applicant
from tsuho.web.centre import whole
from tsuho.web.console.meetings import day_field
from tsuho.web.look.preferences import language_of
from tsuho.web.look.refused import why_not
from tsuho.wiring.referring import referring_of
from tsuho.words.catalogue import say

_NUMBERS = re.compile(r"[0-9]{1,18}(?:[\s,、]+[0-9]{1,18})*")
# a browser that offers the last applicant to the next person at the same desk would show him unasked
_NOT_KEPT = {"autocomplete": "off"}


class Petition(forms.Form):
    """What the written request states, and on what its entry rests."""

    name = forms.CharField(max_length=MOST_OF_NAME, widget=forms.TextInput(_NOT_KEPT))
    address = forms.CharField(max_length=MOST_OF_ADDRESS, widget=forms.TextInput(_NOT_KEPT))
    received = day_field()
    wish = forms.CharField(max_length=MOST_OF_WISH, widget=forms.Textarea({"rows": 6} | _NOT_KEPT))
    reports = forms.CharField(max_length=2_000, widget=forms.TextInput(_NOT_KEPT))
    reason = forms.CharField(min_length=4, max_length=300, widget=forms.TextInput(_NOT_KEPT))

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self._language = language_of(request)

    def clean_reports(self) -> tuple[int, ...]:
        """The numbers as they were written."""
        written = str(self.cleaned_data["reports"]).strip()
        if not _NUMBERS.fullmatch(written):
            raise forms.ValidationError(say("petition_reports_wrong", self._language))
        return tuple(map(int, re.findall(r"[0-9]+", written)))


@sensitive_post_parameters("name", "address", "wish")
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def petition_new(request: HttpRequest) -> HttpResponse:
    """The form; by POST the petition is entered as a draft, through the same verb as the command line's."""
    form, here = Petition(request), whole()
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        applicant = Applicant(said["name"], said["address"], said["received"], said["wish"])
        entry = Entry(request.user.get_username(), said["reason"], here.now())
        try:
            opened = enter_petition(referring_of(here), applicant, said["reports"], entry)
        except CannotDo as refused:
            form.add_error(None, why_not(request, refused))
        else:
            messages.success(request, say("petition_entered", language_of(request), {"ticket": opened.number}))
            return redirect("console:petition", opened.id)
    return render(request, "console/petition_new.html", {"form": form}, status=422 if form.is_bound else 200)
