"""The queue (処理待ち): what waits for a person, most pressing first; filtered, claimed, given back, and the next one taken."""

import re
from datetime import datetime, time

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tsuho.casework.queue_ports import COUNTED_UP_TO, Item, ItemKind, Place, QueueFilter
from tsuho.web.centre import centre
from tsuho.web.console.in_hand import act_on, address_of, analysing, claim_next, known_of, languages, open_list
from tsuho.web.look.paging import SIZE, Page
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.words.catalogue import say
from tsuho.words.vocabulary import Outcome, Reason

_PLACE = re.compile(r"(-?\d{1,12})_(\d{1,18})", re.ASCII)


class Which(forms.Form):
    """Which items are listed; the order of the fields is that of the page."""

    kind = forms.ChoiceField(required=False)
    outcome = forms.ChoiceField(required=False)
    reason = forms.ChoiceField(required=False)
    category = forms.ChoiceField(required=False)
    language = forms.ChoiceField(required=False)
    asn = forms.IntegerField(required=False, min_value=0, max_value=2**32 - 1)
    since = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    monitor_hit = forms.BooleanField(required=False)
    mine = forms.BooleanField(required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET)
        language = language_of(request)
        offer(self, "kind", choices(request, "item", ItemKind, any_first=True))
        offer(self, "outcome", choices(request, "outcome", Outcome, any_first=True))
        offer(self, "reason", choices(request, "reason", Reason, any_first=True))
        offer(self, "category", open_list(language, "category", known_of("category")))
        offer(self, "language", open_list(language, "language", languages()))

    def wanted(self, by: str) -> QueueFilter:
        """The question to the queue; a day begins in the centre's own time."""
        said = self.cleaned_data if self.is_valid() else {}
        since = said.get("since")
        zone = centre().reading.jurisdiction.timezone
        return QueueFilter(
            kind=ItemKind(said["kind"]) if said.get("kind") else None,
            outcome=said.get("outcome", ""),
            reason=said.get("reason", ""),
            language=said.get("language", ""),
            category=said.get("category", ""),
            asn=said.get("asn"),
            monitor_hit=True if said.get("monitor_hit") else None,
            since=datetime.combine(since, time.min, zone) if since else None,
            claimed_by=by if said.get("mine") else "",
        )


@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """The list; by POST one row of it is claimed (and opened) or given back."""
    by, now, ports = request.user.get_username(), centre().now(), analysing()
    if request.method == "POST":
        item = _item(request.POST.get("kind", ""), request.POST.get("number", ""))
        act = request.POST.get("act", "")
        done = act_on(request, item, act)
        return redirect(address_of(item) if done and act == "claim" else request.get_full_path())
    which = Which(request)
    wanted = which.wanted(by)
    after = request.GET.get("after", "")
    found = ports.queue.page(wanted, place_of(after), SIZE, now)
    held = ports.claims.holders([each.item for each in found.entries], now)
    rows = tuple((entry, held.get(entry.item), address_of(entry.item)) for entry in found.entries)
    page = Page(rows, place_text(found.after), not after)
    count = ports.queue.count(wanted, now)
    context = {"which": which, "page": page, "count": min(count, COUNTED_UP_TO), "more": count > COUNTED_UP_TO}
    return render(request, "console/queue.html", context)


@require_POST
def queue_next(request: HttpRequest) -> HttpResponse:
    """Claim the most pressing item that nobody has in hand, and open it."""
    item = claim_next(request.user.get_username(), centre().now())
    if item is None:
        messages.info(request, say("queue_nothing_free", language_of(request)))
        return redirect("console:queue")
    return redirect(address_of(item))


def place_of(text: str) -> Place | None:
    """The place that a page's address names; None for the beginning, and for what names none."""
    found = _PLACE.fullmatch(text)
    return Place(int(found[1]), int(found[2])) if found else None


def place_text(place: Place | None) -> str:
    """A place as a page's address names it; empty where there is no next page."""
    return f"{place.priority}_{place.row}" if place else ""


def _item(kind: str, number: str) -> Item:
    if kind not in set(ItemKind) or not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise Http404
    return Item(ItemKind(kind), int(number))
