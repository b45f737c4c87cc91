"""How a person wants pages: the language and the calendar, kept in the session, else what the browser and the centre say."""

from collections.abc import Callable, Iterable, Sequence

from django.conf import settings
from django.forms import BaseForm, ChoiceField
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from tsuho.words.catalogue import LANGUAGES, say

LANGUAGE, CALENDAR = "language", "calendar"
CALENDARS = ("wareki", "seireki")  # 和暦, 西暦


def language_of(request: HttpRequest) -> str:
    """The page's language."""
    session = getattr(request, "session", None)
    chosen = session.get(LANGUAGE, "") if session is not None else ""
    if chosen in LANGUAGES:
        return str(chosen)
    asked = request.headers.get("Accept-Language", "")
    if asked:
        return "ja" if translation.get_language_from_request(request).startswith("ja") else "en"
    return "ja" if str(settings.LANGUAGE_CODE).startswith("ja") else "en"


def calendar_of(request: HttpRequest) -> str:
    """The page's calendar."""
    session = getattr(request, "session", None)
    chosen = session.get(CALENDAR, "") if session is not None else ""
    return str(chosen) if chosen in CALENDARS else "seireki"


def choices(
    request: HttpRequest, family: str, values: Iterable[str], *, any_first: bool = False
) -> list[tuple[str, str]]:
    """The values of a list to choose from, each by its words (message key family_value)."""
    language = language_of(request)
    listed = [(str(value), say(f"{family}_{value}", language)) for value in values]
    return [("", say("filter_any", language)), *listed] if any_first else listed


def offer(form: BaseForm, name: str, listed: Sequence[tuple[str, str]]) -> None:
    """Let a form's field offer these values."""
    field = form.fields[name]
    if not isinstance(field, ChoiceField):
        raise TypeError(f"{name} is no field to choose in")
    field.choices = list(listed)


class Speaking:
    """The middleware: what libraries say themselves (a form's errors) is in the page's language too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request)):
            return self._get_response(request)
