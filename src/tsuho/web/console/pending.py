"""What is due to providers: by provider, why some wait, the letter as it would leave with every mask marked, and its leaving."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tsuho.casework.errors import CannotDo
from tsuho.casework.preview_notice import preview_notice
from tsuho.casework.queue_letter import Asked
from tsuho.casework.refer_provider_notices import due_notices, refer_provider_notices
from tsuho.referral.leak_check import Leaks
from tsuho.web.centre import whole
from tsuho.web.console.acting import roles_of
from tsuho.web.look.preferences import language_of
from tsuho.web.look.refused import why_not
from tsuho.wiring.referring import referring_of
from tsuho.words.catalogue import say
from tsuho.words.referrals import Role


class Reason(forms.Form):
    """Why it leaves."""

    reason = forms.CharField(max_length=1_000, widget=forms.Textarea({"rows": 2}))


@require_safe
def pending(request: HttpRequest) -> HttpResponse:
    """One row a provider, the most hits first."""
    centre = whole()
    due, unregistered = due_notices(referring_of(centre), centre.now())
    rows = [
        (each, min(hit.received_at for hit in each.hits), len({hit.campaign for hit in each.hits}))
        for each in sorted(due, key=lambda each: -len(each.hits))
    ]
    return render(request, "console/pending.html", {"rows": rows, "unregistered": unregistered})


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """The first letter to one provider; by POST all that is due to it leaves.

    To build a letter and to search it for what must not leave takes seconds: the page stands at once, the letter comes after.
    """
    centre = whole()
    found = centre.partners.provider(code)
    if found is None:
        raise Http404
    may_send = Role.ISP_LIAISON in roles_of(request)
    form = Reason(request.POST or None)
    if may_send and form.is_bound and form.is_valid():
        return _send(request, code, form.cleaned_data["reason"])
    context = {"provider": found, "built": form.is_bound or request.GET.get("letter") == "1"}
    if not context["built"]:
        due = next(
            (each for each in due_notices(referring_of(centre), centre.now())[0] if each.provider.code == code), None
        )
        return render(request, "console/preview.html", context | {"due": due})
    shown, why = None, ""
    try:
        shown = preview_notice(referring_of(centre), code, centre.now())
    except (CannotDo, Leaks, ValueError) as refused:
        why = why_not(request, refused)
    context |= {"preview": shown, "why": why, "form": form if may_send and shown else None}
    template = "console/preview_letter.html" if "HX-Request" in request.headers else "console/preview.html"
    return render(request, template, context, status=422 if form.is_bound else 200)


def _send(request: HttpRequest, code: str, reason: str) -> HttpResponse:
    centre, language = whole(), language_of(request)
    asked = Asked(request.user.get_username(), Role.ISP_LIAISON, reason)
    done = refer_provider_notices(referring_of(centre), now=centre.now(), dry_run=False, only=code, asked=asked)
    for why in (*done.blocked, *done.passed_over):
        messages.error(request, say("notice_passed_over", language, {"why": why.said_in(language)}))
    if done.letters:
        count = f"{len(done.letters):,}"
        messages.success(request, say("pending_queued", language, {"count": count, "code": code}))
    return redirect("console:sent")
