"""What the ministry asks of the centre (調査の求め): the list with what was answered, and the answer, written once and sent at once."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tsuho.casework.answer_ministry_request import answer_ministry_request
from tsuho.casework.ask_centre import MOST
from tsuho.casework.errors import CannotDo
from tsuho.casework.window_ports import RequestAnswer
from tsuho.web.centre import centre
from tsuho.web.look.paging import SIZE, page_of
from tsuho.web.look.preferences import language_of
from tsuho.web.look.refused import why_not
from tsuho.words.catalogue import say


class Answering(forms.Form):
    """What is answered, and that it may be read by the ministry from then on."""

    text = forms.CharField(max_length=MOST, widget=forms.Textarea({"rows": 8}))
    sure = forms.BooleanField()


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """The list, newest first by number; the answers of one page are read at once."""
    after = request.GET.get("after", "")
    earlier = int(after) if after.isdecimal() and len(after) < 19 else None
    page = page_of(centre().ministry_requests.newest(earlier, SIZE + 1), lambda each: each.number, after)
    answers = centre().ministry_requests.answers([each.number for each in page.rows])
    rows = [(each, [answer for answer in answers if answer.request == each.number]) for each in page.rows]
    return render(request, "console/ministry_requests.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def ministry_request(request: HttpRequest, number: int) -> HttpResponse:
    """One request and its answers; by POST an answer, through the same verb as the command line's."""
    found = centre().ministry_requests.request(number)
    if found is None:
        raise Http404
    form = Answering(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = RequestAnswer(number, form.cleaned_data["text"], request.user.get_username(), centre().now())
        monitors = [sheet.address for sheet in centre().records.monitors()]
        try:
            answer_ministry_request(centre().ministry_requests, centre().audit, said, monitors)
        except CannotDo as refused:
            form.add_error(
                "text", say("ministry_answer_refused", language_of(request), {"why": why_not(request, refused)})
            )
        else:
            messages.success(request, say("ministry_answered", language_of(request)))
            return redirect("console:ministry_request", number)
    answers = centre().ministry_requests.answers([number])
    context = {"asked": found, "answers": answers, "form": form}
    return render(request, "console/ministry_request.html", context, status=422 if form.errors else 200)
