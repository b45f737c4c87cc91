"""What the shell around every page knows: the centre, its banners, the person, his navigation, language and calendar."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest

from tsuho.web.accounts.gate import may_enter, second_factor_is_missing
from tsuho.web.accounts.models import User
from tsuho.web.centre import centre
from tsuho.web.look.navigation import groups_for
from tsuho.web.look.preferences import calendar_of, language_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of every page."""
    who = centre().settings.centre
    language = language_of(request)
    calendar = calendar_of(request)
    other_calendar = "wareki" if calendar == "seireki" else "seireki"
    user = getattr(request, "user", None)
    signed_in = user if isinstance(user, User) else None
    missing = signed_in is not None and second_factor_is_missing(signed_in)
    return {
        "language": language,
        "other_language": "en" if language == "ja" else "ja",
        "calendar": calendar,
        "other_calendar": other_calendar,
        "other_calendar_key": f"shell_calendar_{other_calendar}",
        "centre_name": who.name if language == "ja" else who.name_en,
        "is_simulated": who.simulated,
        "second_factor_off": not settings.TSUHO_SECOND_FACTOR,
        "identity_provider": settings.TSUHO_OIDC_NAME,
        "person": signed_in,
        "role_key": f"role_{signed_in.role}" if signed_in else "",
        "second_factor_missing": missing,
        "navigation": [] if signed_in is None or missing else groups_for(signed_in),
        "may_see_sample": may_enter(signed_in, "console:sample"),
        "messages": get_messages(request),
        "here": request.resolver_match.view_name if request.resolver_match else "",
    }
