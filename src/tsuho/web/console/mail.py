"""One mail, as whoever judges it sees it: text with its proofs marked, the law beside them, headers, source, history; and the decision.

Covered until a reason is given (mail_unmask.py). What is shown is text and only text.
"""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tsuho.casework.claim_item import must_hold
from tsuho.casework.errors import CannotDo
from tsuho.casework.finish_item import finish_item
from tsuho.casework.preview_again import Preview, preview_again
from tsuho.casework.queue_ports import Item, ItemKind
from tsuho.casework.read_again import CHARSETS, read_again
from tsuho.casework.reject_finding import reject_finding
from tsuho.casework.uphold_finding import uphold_finding
from tsuho.casework.view_message import MessageView, view_message
from tsuho.engine.stated import Stated
from tsuho.store.records.models import Report
from tsuho.web.accounts.gate import may_enter
from tsuho.web.centre import centre
from tsuho.web.console.in_hand import (
    InHand,
    act_on,
    address_of,
    analysing,
    claim_next,
    in_hand,
    reason_of,
    tried,
)  # fmt: skip
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.wiring.analysing import deciding_of
from tsuho.words.catalogue import say
from tsuho.words.judged import Finding
from tsuho.words.vocabulary import Form, Verdict

_GRAVEST_FIRST = (
    Verdict.BREACHED, Verdict.SUSPECTED, Verdict.CANNOT_TELL, Verdict.KEPT, Verdict.NOT_APPLICABLE,
)  # fmt: skip


class Again(forms.Form):
    """As what a mail is to be read again."""

    charset = forms.ChoiceField(required=False)
    form = forms.ChoiceField(required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.POST.get("act") in {"again", "preview"} else None, auto_id="again_%s")
        offer(self, "charset", [("", "–"), *((each, each) for each in CHARSETS)])
        offer(self, "form", [("", "–"), *choices(request, "form", [each for each in Form if each != Form.UNRECOVERED])])

    def stated(self) -> Stated:
        """What was stated; nothing where nothing was chosen."""
        said = self.cleaned_data if self.is_valid() else {}
        return Stated(said.get("charset", ""), Form(said["form"]) if said.get("form") else None)


@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest, number: int) -> HttpResponse:
    """The page of one report, by its row number; by POST one act on it."""
    by, now = request.user.get_username(), centre().now()
    campaign = Report.objects.filter(pk=number).values_list("campaign", flat=True).first()
    own = Item(ItemKind.REPORT, number)
    hand = in_hand(own, by, now) or (in_hand(Item(ItemKind.CAMPAIGN, campaign), by, now) if campaign else None)
    preview = None
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act == "preview":
            preview = _preview(request, number)
        elif act == "decide":
            return _decide(request, number, hand)
        else:
            _act(request, number, hand, act)
            return redirect("console:mail", number)
    try:
        view = view_message(analysing().looking, number)
    except CannotDo:  # its row or its evidence is gone
        raise Http404 from None
    context = {
        "view": view,
        "campaign": campaign,
        "hand": hand,
        "may_unmask": may_enter(request.user, "console:mail_unmask"),
        "spans": _spans(request, view),
        "findings": [each for each in _findings(view) if each.verdict is not Verdict.NOT_APPLICABLE],
        "not_applicable": [each for each in view.judged.findings if each.verdict is Verdict.NOT_APPLICABLE],
        "accusing": _accusing(view),
        "decisions": _decisions(view, waits=hand is not None and hand.item == own and not hand.finished),
        "again": Again(request),
        "preview": preview,
    }
    return render(request, "console/mail.html", context)


def _act(request: HttpRequest, number: int, hand: InHand | None, act: str) -> None:
    if act == "again":
        stated = Again(request).stated()
        by, reason, at = request.user.get_username(), reason_of(request), centre().now()
        tried(request, "again", lambda: read_again(deciding_of(centre()), number, stated, by=by, reason=reason, at=at))
    elif hand is not None:
        act_on(request, hand.item, act)


def _preview(request: HttpRequest, number: int) -> Preview | None:
    try:
        return preview_again(analysing().looking, number, Again(request).stated())
    except CannotDo:
        messages.error(request, say("refused_again", language_of(request)))
        return None


def _decide(request: HttpRequest, number: int, hand: InHand | None) -> HttpResponse:
    """Enter the decision; where the mail itself was the item, finish it and open the next one."""
    by, now, reason = request.user.get_username(), centre().now(), reason_of(request)
    decision, rules = request.POST.get("decision", ""), request.POST.getlist("rules")
    own = hand is not None and hand.item.kind is ItemKind.REPORT
    desk = analysing().desk

    def decided() -> None:
        if hand is not None and not hand.finished:
            must_hold(desk, hand.item, by, now)
        if decision == "violation":
            uphold_finding(deciding_of(centre()), number, rules, by=by, reason=reason, at=now)
        elif decision == "not_a_violation":
            reject_finding(deciding_of(centre()), number, rules, by=by, reason=reason, at=now)
        elif decision != "as_it_is" or not own:
            raise CannotDo("choose what is decided")
        if hand is not None and own and not hand.finished:
            finish_item(desk, hand.item, by=by, reason=reason, at=now)

    if not tried(request, "decide", decided) or not own or request.POST.get("then") != "next":
        return redirect("console:mail", number)
    following = claim_next(by, centre().now())
    return redirect(address_of(following) if following else reverse("console:queue"))


def _spans(request: HttpRequest, view: MessageView) -> list[tuple[int, int, str]]:
    language = language_of(request)
    return [
        (each.start, each.end, f"{each.rule} {say(f'verdict_{each.verdict}', language)}")
        for each in view.marks
        if each.verdict is not Verdict.NOT_APPLICABLE
    ]


def _findings(view: MessageView) -> list[Finding]:
    """The gravest first, in the law's order among equals."""
    return sorted(view.judged.findings, key=lambda each: _GRAVEST_FIRST.index(each.verdict))


def _accusing(view: MessageView) -> list[Finding]:
    return [each for each in view.judged.findings if each.verdict in {Verdict.BREACHED, Verdict.SUSPECTED}]


def _decisions(view: MessageView, *, waits: bool) -> list[str]:
    """What can be decided: of findings only where some accuse, and that all stays only of what waits."""
    of_findings = ["violation", "not_a_violation"] if _accusing(view) else []
    return [*of_findings, *(["as_it_is"] if waits else [])]
