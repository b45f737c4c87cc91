"""Campaigns (同一送信者群) that wait, most pressing first, and those that hold the words one looks for."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tsuho.casework.find_campaigns import find_campaigns
from tsuho.casework.queue_ports import ItemKind, QueueFilter
from tsuho.web.centre import centre
from tsuho.web.console.in_hand import analysing, known_of, open_list
from tsuho.web.console.queue import place_of, place_text
from tsuho.web.look.paging import SIZE, Page
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.words.vocabulary import Outcome

_FOUND = 50


class Which(forms.Form):
    """Which campaigns are listed; words look through all of them, the rest only through those that wait."""

    words = forms.CharField(required=False, max_length=200)
    outcome = forms.ChoiceField(required=False)
    category = forms.ChoiceField(required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET)
        offer(self, "outcome", choices(request, "outcome", Outcome, any_first=True))
        offer(self, "category", open_list(language_of(request), "category", known_of("category")))


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """The list."""
    which, ports = Which(request), analysing()
    said = which.cleaned_data if which.is_valid() else {}
    if said.get("words"):
        found = find_campaigns(ports.indexes, ports.queue, said["words"], limit=_FOUND)
        rows = [
            (each.entry, each.matches)
            for each in found
            if said["outcome"] in {"", each.entry.outcome} and said["category"] in {"", each.entry.category}
        ]
        page = Page(tuple(rows), "", first=True)
    else:
        wanted = QueueFilter(
            ItemKind.CAMPAIGN, outcome=said.get("outcome", ""), category=said.get("category", "")
        )  # fmt: skip
        after = request.GET.get("after", "")
        listed = ports.queue.page(wanted, place_of(after), SIZE, centre().now())
        page = Page(tuple((each, ()) for each in listed.entries), place_text(listed.after), not after)
    return render(request, "console/campaigns.html", {"which": which, "page": page})
