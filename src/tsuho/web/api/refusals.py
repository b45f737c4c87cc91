"""Whatever is refused under /api/v1/ is problem+json: what no view answered (404, 405, a fault of ours) too."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tsuho.web.api.problems import Problem, problem_answer

_UNDER = "/api/v1/"
_SAID = frozenset({400, 403, 404, 405, 413, 415, 500})


class Refusals:
    """The middleware. It keeps what the refusal said in its headers, and nothing of its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        if response.status_code < 400 or not request.path.startswith(_UNDER):
            return response
        if response.headers.get("Content-Type", "").startswith("application/problem+json"):
            return response
        status = response.status_code
        key = f"api_error_{status}" if status in _SAID else "api_error_other"
        answer = problem_answer(request, Problem(status, key))
        if "Allow" in response.headers:
            answer["Allow"] = response["Allow"]
        return answer
