"""The register of providers: each field with the layer that it comes from; confirmed, inhibited and cleared by hand, with a reason."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tsuho.casework.confirm_provider import confirm_provider
from tsuho.casework.errors import CannotDo
from tsuho.casework.import_partners import Registers
from tsuho.casework.inhibit_provider import clear_bounce, inhibit_provider, lift_inhibition
from tsuho.casework.partner_ports import LAYERED, Layers, Provider
from tsuho.web.centre import centre
from tsuho.web.look.paging import SIZE, page_of
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.web.look.refused import why_not
from tsuho.words.catalogue import say

_ACTS = ("inhibit", "lift", "clear_bounce")


class Which(forms.Form):
    """Which providers are listed."""

    name = forms.CharField(required=False, max_length=200)


class Confirmed(forms.Form):
    """One field as a person confirms it; nothing in it: what was confirmed is taken back."""

    field = forms.ChoiceField()
    value = forms.CharField(required=False, max_length=20_000)
    reason = forms.CharField(max_length=1_000)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if "field" in request.POST else None)
        offer(self, "field", choices(request, "provider_field", LAYERED))


class Held(forms.Form):
    """Nothing is sent there, or again; and why."""

    act = forms.ChoiceField()
    until = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))
    why = forms.CharField(max_length=1_000)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if "act" in request.POST else None)
        offer(self, "act", choices(request, "provider_act", _ACTS))


def registers() -> Registers:
    """Where the partners stand."""
    here = centre()
    return Registers(here.partners, here.register, here.audit)


def today() -> date:
    """The centre's own day."""
    here = centre()
    return here.now().astimezone(here.reading.jurisdiction.timezone).date()


@require_safe
def providers(request: HttpRequest) -> HttpResponse:
    """The list, by code; a register holds hundreds, so it is read whole."""
    which = Which(request.GET)
    name = which.cleaned_data["name"].lower() if which.is_valid() else ""
    after, day = request.GET.get("after", ""), today()
    found = [
        (each, each.held_back(day))
        for each in centre().partners.providers()
        if each.code > after and name in f"{each.code} {each.name}".lower()
    ]
    page = page_of(found[: SIZE + 1], lambda row: row[0].code, after)
    return render(request, "console/providers.html", {"page": page, "which": which})


@require_http_methods(["GET", "HEAD", "POST"])
def provider(request: HttpRequest, code: str) -> HttpResponse:
    """One provider, and what can be done with it."""
    found = centre().partners.provider(code)
    if found is None:
        raise Http404
    confirming, holding = Confirmed(request), Held(request)
    try:
        done = _confirm(request, code, confirming) or _hold(request, code, holding)
    except CannotDo as refused:
        messages.error(request, why_not(request, refused))
        return redirect("console:provider", code)
    if done:
        messages.success(request, say("provider_done", language_of(request), {"code": code}))
        return redirect("console:provider", code)
    context = {
        "provider": found, "held_back": found.held_back(today()), "rows": _rows(found, centre().partners.layers(code)),
        "confirming": confirming, "holding": holding,
    }  # fmt: skip
    return render(request, "console/provider.html", context, status=422 if request.method == "POST" else 200)


def _confirm(request: HttpRequest, code: str, form: Confirmed) -> bool:
    if not (form.is_bound and form.is_valid()):
        return False
    said, here = form.cleaned_data, centre()
    fields = {said["field"]: said["value"]} if said["value"] else {}
    drop = [] if fields else [said["field"]]
    by = request.user.get_username()
    confirm_provider(registers(), code, fields, drop, by=by, reason=said["reason"], at=here.now())
    return True


def _hold(request: HttpRequest, code: str, form: Held) -> bool:
    if not (form.is_bound and form.is_valid()):
        return False
    said, at, by = form.cleaned_data, centre().now(), request.user.get_username()
    if said["act"] == "inhibit":
        inhibit_provider(registers(), code, reason=said["why"], until=said["until"], by=by, at=at)
    elif said["act"] == "lift":
        lift_inhibition(registers(), code, reason=said["why"], by=by, at=at)
    else:
        clear_bounce(registers(), code, reason=said["why"], by=by, at=at)
    return True


def _rows(found: Provider, layers: Layers) -> list[tuple[str, str, str, str]]:
    """(field, value in force, what the newest import says, who confirmed it)."""
    imported = layers.imported[0] if layers.imported else None
    rows = []
    for name in LAYERED:
        by = layers.confirmed.get(name)
        theirs = written(getattr(imported.provider, name)) if imported else ""
        rows.append((name, written(getattr(found, name)), theirs, f"{by.by} {by.at:%Y-%m-%d}" if by else ""))
    return rows


def written(value: object) -> str:
    """A field's value as the tables write it: lists by semicolons, dated entries as PREFIX SINCE UNTIL."""
    if isinstance(value, tuple):
        return "; ".join(
            " ".join(str(part) for part in each if part is not None) if isinstance(each, tuple) else str(each)
            for each in value
        )
    return str(value)
