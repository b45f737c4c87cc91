"""A vendor's window (フィルタ事業者の窓口): how the feed is for it, its terms and quota, what it pulled, and its keys, renewed here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tsuho.casework.vendor_feed import NotServed, quota_left, vendor_of
from tsuho.web.api.keys import Scope, renew_key
from tsuho.web.api.models import ApiKey
from tsuho.web.centre import centre
from tsuho.web.look.preferences import language_of
from tsuho.web.partners.own import party_of, who
from tsuho.wiring.feeding import feeding_of
from tsuho.words.catalogue import say

_PULLS = 50


@require_safe
def vendor(request: HttpRequest) -> HttpResponse:
    """All of it on one page."""
    party, now = party_of(request), centre().now()
    feeding = feeding_of(centre())
    try:
        own = vendor_of(feeding, party)
    except NotServed as refused:  # an account of a vendor that the register has no more
        wrong = say(refused.key, language_of(request), refused.details)
        return render(request, "partners/vendor_gone.html", {"wrong": wrong}, status=404)
    today = now.astimezone(feeding.timezone).date()
    newest = feeding.feed.newest(1)
    left = quota_left(feeding, own, now)
    context = {
        "vendor": own,
        "in_force": own.in_force(today),
        "newest": newest[0].of.received_at if newest else None,
        "left": left,
        "texts": feeding.register.consent_texts(),
        "today": today,
        "pulls": feeding.feed.pulls(party, _PULLS),
        "keys": [key for key in ApiKey.objects.filter(party=party).order_by("-id") if Scope.FEED in key.scopes],
        "address": f"{centre().settings.web.public_url or request.build_absolute_uri('/').rstrip('/')}/api/v1/feed/items",
    }
    return render(request, "partners/vendor.html", context)


@require_POST
def vendor_key(request: HttpRequest) -> HttpResponse:
    """Make a new key in place of one of one's own; its token is shown this once, the old one opens nothing from now on."""
    party, number = party_of(request), request.POST.get("key", "")
    old = int(number) if number.isdecimal() and len(number) < 19 else 0
    token = renew_key(old, party, centre().now())
    if token is None:
        messages.error(request, say("vendor_key_not_yours", language_of(request)))
        return redirect("partners:vendor")
    centre().audit.write(centre().now(), who(request), "key_renewed", f"key {old}", {"party": party})
    return render(request, "partners/vendor_key.html", {"token": token})
