"""Who may come in where: every window has its line, and every role is refused where it may not go (made from the URL table)."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.exceptions import NoReverseMatch

ROLES = (
    "administrator", "analyst", "consultant", "supervisor", "liaison", "editor", "secretariat", "official",
    "provider", "agency", "vendor",
)  # fmt: skip


def windows(patterns=None, space=()):
    """Every URL pattern with its full name."""
    for each in get_resolver("tsuho.web.urls").url_patterns if patterns is None else patterns:
        if isinstance(each, URLResolver):
            inner = (*space, each.namespace) if each.namespace else space
            yield from windows(each.url_patterns, inner)
        elif isinstance(each, URLPattern):
            yield ":".join((*space, each.name or "?")), each


def address_of(name, pattern):
    """Some address of a window: numbers are 1, words are x."""
    from django.urls import reverse

    words = {
        key: 1 if type(kind).__name__ == "IntConverter" else "x" for key, kind in pattern.pattern.converters.items()
    }
    for extra in (
        {},
        {"kind": "x", "number": 1},
        {"number": 1},
        {"pk": 1},
        {"token": "x"},
        {"ticket": "x"},
        {"ticket": "x", "name": "x"},
        {"provider_id": "x"},
        {"name": "x"},
        {"key": "x"},
        {"uidb36": "x", "key": "x"},
    ):
        try:
            return reverse(name, kwargs={**words, **extra}, urlconf="tsuho.web.urls")
        except NoReverseMatch:
            continue
    raise AssertionError(f"no address can be made for {name}")


def test_every_window_has_a_line_and_every_line_a_window(centre):
    from tsuho.web.accounts.may import MAY

    names = {name for name, _ in windows()}
    assert names == set(MAY), "a URL without a rule in web/accounts/may.py, or a rule whose URL is gone"


def test_a_window_without_a_line_is_closed_to_everybody(as_, monkeypatch):
    from tsuho.web.accounts import gate

    monkeypatch.setattr(gate, "MAY", {name: may for name, may in gate.MAY.items() if name != "console:accounts"})
    assert as_("one-administrator").get("/console/accounts/").status_code == 403


@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_refused_where_it_may_not_go(role, as_):
    from tsuho.web.accounts.may import MAY

    own = as_(f"one-{role}")
    refused = {
        name: own.get(address_of(name, pattern)).status_code for name, pattern in windows() if not _may(MAY[name], role)
    }
    assert refused
    assert set(refused.values()) == {403}, refused


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_a_stranger_is_led_to_the_door_whatever_he_asks(method, client):
    from tsuho.web.accounts.may import MAY

    for name, pattern in windows():
        may = MAY[name]
        if may.anyone:
            continue
        answer = getattr(client, method)(address_of(name, pattern))
        if may.roles:
            assert answer.status_code == 302 and answer.url.startswith("/accounts/login/?next="), name
        else:
            assert answer.status_code == 403, name


def test_who_has_no_second_factor_sees_nothing_but_its_setting_up(client, one_a_role, settings_of_windows):
    from tsuho.web.accounts.may import MAY

    settings_of_windows(TSUHO_SECOND_FACTOR=True)
    client.force_login(one_a_role["one-administrator"], "allauth.account.auth_backends.AuthenticationBackend")
    for name, pattern in windows():
        may = MAY[name]
        if "administrator" in may.roles and not may.anyone and not may.unconfirmed:
            answer = client.get(address_of(name, pattern))
            assert answer.status_code == 302 and answer.url == "/accounts/second-factor/", name
    assert not client.get("/accounts/second-factor/").context["navigation"]
    settings_of_windows(TSUHO_SECOND_FACTOR=False)
    assert client.get("/console/accounts/").status_code == 200


def test_a_panel_that_asks_after_the_session_ended_sends_its_page_to_the_door(client):
    answer = client.get("/console/accounts/", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer["HX-Redirect"].startswith("/accounts/login/")


def _may(may, role):
    from tsuho.web.accounts.models import Role

    partner = role in {"provider", "agency", "vendor"}
    if may.anyone or Role("partner" if partner else role) not in may.roles:
        return may.anyone
    return not partner or may.party_kind in {"", role}
