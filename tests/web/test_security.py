"""What must hold at every window, asked of the whole URL table, so that a new page is under test before anybody thinks of it."""

import re

import pytest
from django.test import Client
from django.test.utils import override_settings
from tests.web.accounts.test_gate import ROLES, address_of, windows

MAY_WRITE = {
    "records_auditentry",
    "django_session",
    "accounts_user",
    "api_apikey",
}  # looking is written down; who looks, too
FORMS = "/accounts/login/"


def tables():
    from django.db import connection

    with connection.cursor() as cursor:
        found = {}
        for name in connection.introspection.table_names(cursor):
            if name not in MAY_WRITE:
                cursor.execute(f'SELECT * FROM "{name}"')
                found[name] = sorted(map(repr, cursor.fetchall()))
    return found


@pytest.fixture
def centre(tmp_path):
    """A sample centre, whole, so that every window has what it needs."""
    from tsuho.web.centre import set_opener
    from tsuho.wiring.make import make_centre
    from tsuho.wiring.open import open_centre

    made = open_centre(make_centre(tmp_path / "centre", simulated=True))
    set_opener(lambda: made)
    with override_settings(ALLOWED_HOSTS=["localhost"]):
        yield made
    from django.db import connections

    connections.close_all()


@pytest.fixture
def all_windows(centre, mails):
    return [(name, address_of(name, pattern)) for name, pattern in windows()]


@pytest.fixture
def mails(centre):
    """Something to change: a campaign and a report of it."""
    from tsuho.store.records.models import Campaign

    Campaign.objects.create(name="見本", messages=1, first_at=centre.now(), last_at=centre.now())


def quiet(client):
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("role", ROLES)
def test_looking_changes_nothing(role, as_, all_windows):
    own, before = quiet(as_(f"one-{role}")), tables()
    assert before
    answered = [own.get(address).status_code for _, address in all_windows]
    assert 200 in answered and not [each for each in answered if each >= 500]
    changed = {table for table, rows in tables().items() if rows != before[table]}
    assert not changed, f"looking changed {changed}"


def test_every_answer_carries_the_headers_that_keep_it_to_itself(as_, client, all_windows):
    for who in (quiet(as_("one-administrator")), quiet(client)):
        for name, address in [*all_windows, ("nothing", "/no/such/page"), ("static", "/static/look/tsuho.css")]:
            answer = who.get(address)
            answer.close()
            assert answer["X-Content-Type-Options"] == "nosniff", name
            if name == "static":
                continue
            policy = answer["Content-Security-Policy"]
            assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy, name
            assert "unsafe" not in policy and "*" not in policy, name
            assert answer["X-Frame-Options"] == "DENY" and answer["Referrer-Policy"] == "same-origin", name
            if who is not client:
                assert "no-store" in answer["Cache-Control"], name


def test_every_cookie_has_its_flags(as_, client, all_windows):
    seen = {}
    for who in (quiet(as_("one-analyst")), quiet(client)):
        for _, address in all_windows:
            seen |= who.get(address).cookies
    seen |= client.post("/accounts/prefer/", {"language": "en"}).cookies
    assert {"csrftoken", "sessionid"} <= set(seen)
    for name, cookie in seen.items():
        assert cookie["httponly"] and cookie["samesite"] in {"Lax", "Strict"}, name
        assert not cookie["domain"], name


def test_with_tls_every_cookie_is_for_tls_only():
    from pathlib import Path

    from tsuho.wiring.settings import CentreSettings, Settings, WebSettings
    from tsuho.wiring.windows import window_settings

    made = window_settings(Settings(Path(), CentreSettings(), web=WebSettings(public_url="https://centre.example")))
    assert made["SESSION_COOKIE_SECURE"] and made["CSRF_COOKIE_SECURE"] and made["SECURE_HSTS_SECONDS"] >= 31_536_000


@pytest.mark.parametrize("role", ["administrator", "official", "provider"])
def test_no_post_is_taken_without_the_forms_token(role, one_a_role, with_factor, all_windows):
    from tsuho.web.accounts.may import BY_KEY, MAY

    own = quiet(Client(enforce_csrf_checks=True, SERVER_NAME="localhost"))
    own.force_login(one_a_role[f"one-{role}"], "allauth.account.auth_backends.AuthenticationBackend")
    before, refused = tables(), 0
    for name, address in all_windows:
        answer = own.post(address, {"act": "close", "kind": "suspended", "reason": "because", "verb": "approve"})
        # machines show a key or a signed link instead; without one they are refused too
        assert answer.status_code in {302, 400, 401, 403, 404, 405, 409, 415, 422}, (name, answer.status_code)
        if answer.status_code == 302:
            assert MAY[name] is not BY_KEY and not answer.url.startswith("http"), name
        refused += answer.status_code == 403
    assert refused and tables() == before


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_change_nothing_and_show_nothing(method, as_, all_windows):
    own, before = quiet(as_("one-administrator")), tables()
    for name, address in all_windows:
        answer = getattr(own, method)(address)
        assert answer.status_code < 500, name
        if method == "trace":
            assert answer.status_code != 200, f"{name} answers TRACE"
    assert tables() == before


def test_nothing_shows_a_trace_of_the_code(as_, client, all_windows, monkeypatch):
    for who in (quiet(as_("one-administrator")), quiet(client)):
        for name, address in [
            *all_windows,
            ("api", "/api/v1/figures?year=%00"),
            ("static", "/static/../../etc/passwd"),
            ("nul", "/console/%00"),
        ]:
            for answer in (
                who.get(address, {"after": "'\"\x00", "page": "-1"}),
                who.post(address, b"\xff", content_type="application/json"),
            ):
                assert answer.status_code != 500, (name, answer.request["REQUEST_METHOD"])
                text = b"".join(answer).decode("utf-8", "replace")
                assert "Traceback" not in text and "site-packages" not in text and "/src/tsuho" not in text, name


@pytest.mark.parametrize(
    "where",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        "\t//evil.example",
    ],
)
def test_nobody_is_led_elsewhere(where, client, as_, one_a_role, with_factor):
    for who in (client, as_("one-analyst")):
        answers = [
            who.post("/accounts/prefer/", {"language": "en", "next": where}),
            who.get("/accounts/login/", {"next": where}),
            who.post("/accounts/logout/", {"next": where}),
            who.get("/", {"next": where}),
        ]
        for answer in answers:
            assert "evil" not in answer.get("Location", "") and "javascript" not in answer.get("Location", "")
            links = re.findall(r'(?:href|action|formaction)="([^"]*)"', answer.content.decode())
            assert not [link for link in links if link.startswith(("http", "//", "javascript", "/\\"))]


def test_the_door_closes_after_five_wrong_passwords(client, one_a_role):
    from django.core.cache import cache

    cache.clear()
    answers = [client.post(FORMS, {"login": "one-analyst", "password": f"wrong {each}"}) for each in range(7)]
    texts = [re.sub(r'value="\w{64}"', "", answer.content.decode()) for answer in answers]
    assert texts[0] != texts[6], "after five wrong passwords the door still answers as before"
    cache.clear()


def test_an_upload_has_its_limit(client, as_):
    from django.conf import settings

    big = b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    answer = quiet(as_("one-analyst")).post("/accounts/prefer/", big, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in {400, 413}
    many = "&".join(f"a{each}=1" for each in range(2_000))
    answer = quiet(as_("one-analyst")).post("/accounts/prefer/", many, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/nothing", 404),
        ("delete", "/api/v1/figures", 405),
        ("post", "/api/v1/answers", 401),
        ("get", "/api/v1/figures?year=2014", 401),
    ],
)
def test_every_refusal_of_the_interface_is_a_problem(client, centre, method, path, status):
    answer = getattr(quiet(client), method)(path)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    said = answer.json()
    assert set(said) == {"type", "title", "status"} and said["status"] == status and said["title"]
    if status == 405:
        assert "GET" in answer["Allow"]


def test_a_fault_behind_the_interface_is_a_problem_too(client, key, monkeypatch):
    def broken(*_):
        raise RuntimeError("the database password")

    monkeypatch.setattr("tsuho.web.api.figures.figures", broken)
    answer = quiet(client).get("/api/v1/figures?year=2014", headers=key("figures"))
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert "password" not in answer.content.decode()


def test_a_body_that_is_no_json_and_one_that_is_too_large_are_problems(client, key):
    from django.conf import settings

    header = key("report")
    broken = client.post("/api/v1/reports/form", b"{", content_type="application/json", headers=header)
    large = b'"' + b"x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE + b'"'
    too_large = quiet(client).post("/api/v1/reports/form", large, content_type="application/json", headers=header)
    assert [(each.status_code, each["Content-Type"]) for each in (broken, too_large)] == [
        (400, "application/problem+json"),
        (413, "application/problem+json"),
    ]


def test_who_asks_too_often_is_told_when_to_come_back(client, key, centre):
    from django.core.cache import cache

    from tsuho.web.api.interface import api
    from tsuho.web.api.limits import RATE

    cache.clear()
    header, other = key("figures"), key("figures")
    most = int(RATE.split("/")[0])
    throttle = api.throttle[0] if isinstance(api.throttle, list) else api.throttle
    assert throttle.num_requests == most
    for _ in range(most):
        client.get("/api/v1/figures?year=wrong", headers=header)
    refused = client.get("/api/v1/figures?year=2014", headers=header)
    assert refused.status_code == 429 and int(refused["Retry-After"]) >= 1
    assert refused["Content-Type"] == "application/problem+json"
    assert client.get("/api/v1/figures?year=2014", headers=other).status_code == 200
    cache.clear()
