"""The pages of what cannot be shown: not allowed, not there, not accepted, gone wrong. Each says what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from tsuho.words.catalogue import say


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # the name that Django calls by
    """400."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # the name that Django calls by
    """403: signed in, but not for this."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # the name that Django calls by
    """404."""
    return _page(request, 404)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # the name that Django calls by
    """403: the form did not come from a page of ours, or from one that is too old."""
    return _page(request, 403, "error_stale_form")


def went_wrong(_request: HttpRequest) -> HttpResponse:
    """500. Without the shell, which would ask the database, and that may be what is broken."""
    texts = [(language, say("error_500_title", language), say("error_500_text", language)) for language in ("ja", "en")]
    return HttpResponse(get_template("look/went_wrong.html").render({"texts": texts}), status=500)


def _page(request: HttpRequest, status: int, key: str = "") -> HttpResponse:
    key = key or f"error_{status}"
    context = {"title_key": f"{key}_title", "text_key": f"{key}_text", "status": status}
    return render(request, "look/error.html", context, status=status)
