"""Errors of the programming interface, as problem+json (RFC 9457) in the reader's language."""

import json

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from tsuho.words.catalogue import say


class Problem(Exception):  # noqa: N818  # it is an answer as much as an error
    """The request cannot be answered: an HTTP status and the message key that says why and what to do."""

    def __init__(self, status: int, key: str, **details: str) -> None:
        super().__init__(key)
        self.status, self.key, self.details = status, key, details
        self.retry_after = 0  # seconds after which it may be asked again; 0: nobody knows


def answer_problems(api: NinjaAPI) -> None:
    """Make an interface answer every refusal as problem+json; what never reaches it is for ``refusals.py``."""

    @api.exception_handler(Problem)
    def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
        return problem_answer(request, problem)

    @api.exception_handler(AuthenticationError)
    def _nobody(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
        return problem_answer(request, Problem(401, "api_key_missing"))

    @api.exception_handler(ValidationError)
    def _wrong_form(request: HttpRequest, _error: ValidationError) -> HttpResponse:
        return problem_answer(request, Problem(422, "api_request_wrong"))

    @api.exception_handler(HttpError)
    def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem_answer(request, Problem(error.status_code, "api_error_400"))

    @api.exception_handler(RequestDataTooBig)
    def _too_large(request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
        return problem_answer(request, Problem(413, "api_error_413"))

    @api.exception_handler(Throttled)
    def _too_often(request: HttpRequest, error: Throttled) -> HttpResponse:
        problem = Problem(429, "api_too_often")
        problem.retry_after = max(1, int(error.wait or 1))
        return problem_answer(request, problem)


def problem_answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    language = "en" if get_language_from_request(request).startswith("en") else "ja"
    said = {
        "type": f"urn:tsuho:problem:{problem.key}",
        "title": say(problem.key, language, problem.details),
        "status": problem.status,
    }
    body = json.dumps(said, ensure_ascii=False)
    response = HttpResponse(body, status=problem.status, content_type="application/problem+json")
    if problem.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if problem.retry_after:
        response["Retry-After"] = str(problem.retry_after)
    return response
