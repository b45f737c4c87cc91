"""The whole interface asked at random from its own description: never a fault of ours, and every answer as described."""

import pytest
import schemathesis
from django.test.utils import override_settings
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import checks

EXAMPLES = 25  # a request and every kind of body; more is for an evening
CHECKS = [
    checks.not_a_server_error,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.status_code_conformance,
]


@schemathesis.serializer("message/rfc822")
def as_it_is(_context, value):
    return value.encode("utf-8", "replace") if isinstance(value, str) else bytes(value)


schemathesis.openapi.media_type("message/rfc822", st.binary(max_size=2_000))


@pytest.fixture
def holder(opened):
    """One key with all scopes, bound to a provider and vendor of the same code, so that nothing stops at the door."""
    from dataclasses import replace

    from tsuho.casework.partner_ports import Provider
    from tsuho.web.api.keys import Scope, make_key

    vendor = opened.register.vendors()[0]
    opened.register.enter_vendor(replace(vendor, code="both", formats=("features", "eml", "stix", "misp")))
    opened.partners.import_providers("tests", [Provider("both", "both", "abuse@both.example")], opened.now())
    return {"Authorization": f"Bearer {make_key('fuzz', list(Scope), opened.now(), 'both')}"}


@pytest.fixture
def opened(tmp_path):
    """A sample centre, whole."""
    from tsuho.web.centre import set_opener
    from tsuho.wiring.make import make_centre
    from tsuho.wiring.open import open_centre

    made = open_centre(make_centre(tmp_path / "centre", simulated=True))
    set_opener(lambda: made)
    yield made
    from django.db import connections

    connections.close_all()


def test_nothing_that_is_asked_at_random_is_a_fault_of_ours(opened, holder, monkeypatch):
    from django.core.handlers.wsgi import WSGIHandler

    handler = WSGIHandler()

    def from_somewhere(environ, start):
        return handler(
            {"REMOTE_ADDR": "127.0.0.1"} | environ, start
        )  # every server says it, the test's client does not

    from tsuho.web.api import limits

    monkeypatch.setattr(limits.ByKey, "allow_request", lambda *_: True)  # the limit has a test of its own
    with override_settings(ALLOWED_HOSTS=["localhost"], DEBUG_PROPAGATE_EXCEPTIONS=False):
        schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", from_somewhere)
        asked, statuses = set(), set()
        for found in schema.get_all_operations():
            operation = found.ok()

            @settings(
                max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None
            )
            @given(case=operation.as_strategy())
            def ask(case):
                answer = case.call(headers=holder)
                statuses.add(answer.status_code)
                case.validate_response(answer, checks=CHECKS)

            ask()
            asked.add((operation.path, operation.method))
    assert len(asked) >= 11 and {200, 202, 422} <= statuses and not [each for each in statuses if each >= 500]
