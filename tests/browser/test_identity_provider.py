"""Signing in by an identity provider (OpenID Connect), end to end: authorization code with PKCE, RS256, over TLS, on loopback."""

import base64
import hashlib
import json
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

CLIENT, SECRET = "tsuho", "s3cret-of-the-test"


class IdentityProvider:
    """The other side: it says who ``person`` is, to whoever proves that he began the sign-in himself."""

    def __init__(self, url):
        from cryptography.hazmat.primitives.asymmetric import rsa

        self.url, self.person, self.userinfo_person = url, "", ""
        self.key = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
        self.codes, self.asked = {}, []

    def answer(self, path, query, form, headers):
        """(status, headers, document) of one request."""
        if path == "/.well-known/openid-configuration":
            ends = {
                "authorization_endpoint": "authorize",
                "token_endpoint": "token",
                "userinfo_endpoint": "userinfo",
                "jwks_uri": "keys",
            }
            return 200, {}, {"issuer": self.url} | {name: f"{self.url}/{end}" for name, end in ends.items()}
        if path == "/authorize":
            assert query["response_type"] == ["code"] and query["client_id"] == [CLIENT]
            assert query["code_challenge_method"] == ["S256"]
            code = f"code-{len(self.codes)}"
            self.codes[code] = query["code_challenge"][0], query["redirect_uri"][0]
            back = urlencode({"code": code, "state": query["state"][0]})
            return 302, {"Location": f"{query['redirect_uri'][0]}?{back}"}, {}
        if path == "/token":
            challenge, redirect = self.codes.pop(form["code"][0])
            digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
            assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge
            assert form["redirect_uri"] == [redirect] and form["client_secret"] == [SECRET]
            return (
                200,
                {},
                {"access_token": "access", "token_type": "Bearer", "expires_in": 60, "id_token": self.token()},
            )
        if path == "/userinfo":
            assert headers["Authorization"] == "Bearer access"
            who = self.userinfo_person or self.person
            return 200, {}, {"sub": f"sub-{who}", "preferred_username": who}
        return 404, {}, {}

    def token(self):
        import jwt

        now = int(time.time())
        said = {
            "iss": self.url,
            "aud": CLIENT,
            "sub": f"sub-{self.person}",
            "iat": now,
            "exp": now + 60,
            "preferred_username": self.person,
        }
        return jwt.encode(said, self.key, algorithm="RS256", headers={"kid": "1"})


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.handle_one({})

    def do_POST(self):
        self.handle_one(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))

    def handle_one(self, form):
        at = urlsplit(self.path)
        self.server.provider.asked.append(at.path)
        try:
            status, headers, document = self.server.provider.answer(at.path, parse_qs(at.query), form, self.headers)
        except (AssertionError, KeyError) as wrong:
            status, headers, document = 400, {}, {"error": "invalid_request", "error_description": repr(wrong)}
        body = json.dumps(document).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    """A provider on loopback, and the file that vouches for its certificate."""
    import trustme

    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.provider = IdentityProvider(f"https://127.0.0.1:{server.server_port}")
    bundle = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(bundle))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.provider, bundle
    server.shutdown()
    thread.join(10)
    server.server_close()


@pytest.fixture(scope="module")
def day(untouched_centre, tmp_path_factory, provider, serving):
    """The sample centre, tied to the provider."""
    import shutil

    served, site = serving
    folder = shutil.copytree(untouched_centre, tmp_path_factory.mktemp("identity") / "centre")
    (folder / "secrets" / "oidc.secret").write_text(SECRET)
    settings = (folder / "tsuho.toml").read_text("utf-8")
    wanted = f'oidc_server = "{provider[0].url}"\noidc_client = "{CLIENT}"\noidc_name = "見本認証基盤"'
    (folder / "tsuho.toml").write_text(settings.replace('oidc_server = ""', wanted), "utf-8")
    with served(folder, REQUESTS_CA_BUNDLE=str(provider[1])) as url:
        yield site(url, folder, {})


def come_by(visit, day, provider, person, userinfo_person=""):
    """Press the provider's button as this person."""
    provider.person, provider.userinfo_person = person, userinfo_person
    watched = visit(at=day, ignore_https_errors=True)
    watched.page.goto("/accounts/login/")
    with watched.page.expect_navigation(wait_until="load"):
        watched.page.click("form[action*='/oidc/'] button")
    watched.page.wait_for_url(f"{day.url}/**")
    return watched


def test_who_has_an_account_comes_in_and_is_known_the_next_time(day, visit, provider):
    watched = come_by(visit, day, provider[0], "demo-analyst")
    watched.page.wait_for_url("**/console/")
    assert "demo-analyst" in watched.page.inner_text(".choices")
    assert {"/authorize", "/token"} <= set(provider[0].asked)
    assert ("login", "account demo-analyst") in day.acts("demo-analyst")
    assert day.rows("SELECT uid FROM socialaccount_socialaccount") == [("sub-demo-analyst",)]
    again = come_by(visit, day, provider[0], "demo-analyst")
    again.page.wait_for_url("**/console/")
    assert len(day.rows("SELECT 1 FROM socialaccount_socialaccount")) == 1


def test_a_person_whom_nobody_knows_is_turned_away_and_gets_no_account(day, visit, provider):
    before = day.rows("SELECT count(*) FROM accounts_user")
    watched = come_by(visit, day, provider[0], "stranger")
    watched.page.wait_for_url("**/accounts/login/?unknown=1")
    assert watched.page.locator(".note-error").count() == 1
    watched.asked.clear()  # the provider was asked, rightly
    watched.keep("identity_unknown")
    watched.page.goto("/console/")
    assert "/accounts/login/" in watched.page.url
    assert day.rows("SELECT count(*) FROM accounts_user") == before
    assert ("login_failed", "account stranger") in day.acts("unknown")


def test_a_closed_account_and_two_halves_of_different_people_do_not_come_in(day, visit, provider):
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(day.folder / "records.sqlite3", timeout=30)) as records, records:
        records.execute("UPDATE accounts_user SET is_active = 0 WHERE username = 'demo-editor'")
    for person, userinfo in (("demo-editor", ""), ("stranger", "demo-administrator")):
        watched = come_by(visit, day, provider[0], person, userinfo)
        watched.page.goto("/console/")
        assert "/accounts/login/" in watched.page.url, person
