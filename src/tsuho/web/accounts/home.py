"""Where a person goes after signing in, and how pages are shown to him: language and calendar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from tsuho.web.accounts.gate import may_enter, second_factor_is_missing
from tsuho.web.accounts.models import User
from tsuho.web.centre import centre
from tsuho.web.look.navigation import entries_for
from tsuho.web.look.preferences import CALENDAR, CALENDARS, LANGUAGE
from tsuho.words.catalogue import LANGUAGES


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the first window of the person's role; to set up the second factor where that is missing."""
    if isinstance(request.user, User) and second_factor_is_missing(request.user):
        return redirect("mfa_index")
    if may_enter(request.user, "console:first_steps") and centre().today.newest() is None:
        return redirect("console:first_steps")  # a centre that no mail has come to is still being set up
    for entry in entries_for(request.user):
        return redirect(entry.name)
    return render(request, "account/no_window.html")


@require_POST
def prefer(request: HttpRequest) -> HttpResponse:
    """Keep a choice of language or calendar for this session and go back to the page."""
    if (language := request.POST.get("language", "")) in LANGUAGES:
        request.session[LANGUAGE] = language
    if (calendar := request.POST.get("calendar", "")) in CALENDARS:
        request.session[CALENDAR] = calendar
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe else "account_home")
