"""The answer form of one notice (措置結果の回答): what was done and on which day, and no field that could name a subscriber.

Who holds the signed link may answer for its ticket until its day. Looking at the page changes nothing, so that a mail scanner
that follows links answers nothing.
"""

import base64
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import Context, Engine
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_http_methods

from tsuho.casework.errors import CannotDo
from tsuho.casework.take_answer import take_answer
from tsuho.referral.answer_link import MayAnswer, read_token
from tsuho.web.centre import centre
from tsuho.wiring.moving import moving_of
from tsuho.words.catalogue import say
from tsuho.words.referrals import AnswerKind

_STYLE = (
    "body{font-family:sans-serif;line-height:1.7;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}"
    "label,legend{font-weight:bold}fieldset{border:1px solid #767676;margin:0 0 1rem}fieldset label{font-weight:normal;display:block}"
    "button{font-size:1rem;padding:.5rem 2rem}.note{border-left:.3rem solid #8a1f11;padding-left:1rem}"
)
_POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    f"style-src 'sha256-{base64.b64encode(sha256(_STYLE.encode()).digest()).decode()}'"
)
_PAGE = Engine(dirs=[str(Path(__file__).parent)], autoescape=True).get_template("answer_form.html")
_TEXTS = (
    "title", "simulated", "what", "acted_on", "acted_on_help", "no_subscriber", "send", "until", "other_language",
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def answer_form(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form of one ticket, or enter what it was filled in with."""
    language = _language(request)
    key = centre().settings.secret("redaction.key")
    zone = centre().reading.jurisdiction.timezone
    may = read_token(key, token, date.min)
    if may is None:
        return _page(request, language, 404, note=say("answer_form_no_link", language))
    if centre().now().astimezone(zone).date() > may.until:
        return _page(request, language, 410, note=say("answer_form_over", language, {"until": may.until.isoformat()}))
    if request.method == "POST":
        return _enter(request, may, language)
    return _page(request, language, 200, may=may)


def _enter(request: HttpRequest, may: MayAnswer, language: str) -> HttpResponse:
    kind, day = request.POST.get("kind", ""), request.POST.get("acted_on", "")
    try:
        acted_on = date.fromisoformat(day) if day else None
    except ValueError:
        return _page(request, language, 422, may=may, note=say("answer_form_wrong_day", language))
    if kind not in set(AnswerKind):
        return _page(request, language, 422, may=may, note=say("answer_form_wrong_kind", language))
    moving, now = moving_of(centre()), centre().now()
    if acted_on is not None and acted_on > now.astimezone(moving.timezone).date():
        return _page(request, language, 422, may=may, note=say("answer_form_wrong_day", language))
    try:
        take_answer(moving, may.ticket, AnswerKind(kind), acted_on, by=f"{may.party} (form)", at=now, party=may.party)
    except CannotDo:
        return _page(request, language, 409, note=say("answer_form_not_open", language, {"ticket": may.ticket}))
    said = {"ticket": may.ticket, "kind": say(f"answer_{kind}", language)}
    return _page(request, language, 200, note=say("answer_form_entered", language, said))


def _page(
    request: HttpRequest, language: str, status: int, *, may: MayAnswer | None = None, note: str = ""
) -> HttpResponse:
    who = centre().settings.centre
    context: dict[str, object] = {name: say(f"answer_form_{name}", language) for name in _TEXTS}
    context |= {
        "language": language,
        "other": "en" if language == "ja" else "ja",
        "centre": who.name if language == "ja" else who.name_en,
        "is_simulated": who.simulated,
        "style": _STYLE,
        "note": note,
    }
    if may is not None:
        context |= {
            "ticket": may.ticket,
            "until": say("answer_form_until", language, {"until": may.until.isoformat()}),
            "kinds": [(kind.value, say(f"answer_{kind}", language)) for kind in AnswerKind],
            "csrf": get_token(request),
        }
    response = HttpResponse(_PAGE.render(Context(context)), status=status)
    response["Content-Security-Policy"] = _POLICY
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = language
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Vary"] = "Accept-Language, Cookie"
    return response


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    if asked in {"ja", "en"}:
        return asked
    return "en" if get_language_from_request(request).startswith("en") else "ja"
