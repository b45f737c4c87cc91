"""Why something cannot be done, said in the page's language."""

from django.http import HttpRequest

from tsuho.casework.errors import CannotDo
from tsuho.referral.leak_check import Leaks
from tsuho.web.look.hostile import line
from tsuho.web.look.preferences import language_of

_WIDEST = 600  # a library's own words about a file may go on for pages


def why_not(request: HttpRequest, refused: Exception) -> str:
    """The reason on one harmless line: what a person sent in may stand in it."""
    said = refused.said_in(language_of(request)) if isinstance(refused, (CannotDo, Leaks)) else str(refused)
    return line(said, _WIDEST)
