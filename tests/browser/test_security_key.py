"""A security key (WebAuthn): registered and used for signing in, on the browser's own virtual authenticator."""

from urllib.parse import urlsplit

import pytest

NAME = "demo-editor"


@pytest.fixture
def key():
    """What gives a page an authenticator that its person has touched."""

    def plugged_in(page):
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "usb", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True,
        }  # fmt: skip
        return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    return plugged_in


def test_a_key_is_registered_and_signs_in(own_site, visit, key):
    # a browser gives keys to secure origins alone, and to localhost by its name
    local = f"http://localhost:{urlsplit(own_site.url).port}"
    watched = visit(NAME, at=own_site, url=local)
    page = watched.page
    session, authenticator = key(page)
    page.goto("/accounts/second-factor/")
    watched.keep("key_none")
    page.click("a[href$='/webauthn/add/']")
    page.wait_for_selector("#id_password")
    page.fill("#id_password", own_site.passwords[NAME])
    page.click("main button[type=submit]")
    page.wait_for_selector("#add_key")
    page.fill("#id_name", "机の鍵")
    watched.keep("key_add")
    page.click("#add_key")
    page.wait_for_url(lambda now: "/webauthn/add/" not in now)
    assert len(session.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"]) == 1
    assert ("second_factor_added", f"account {NAME}") in own_site.acts(NAME)
    watched.keep("key_added")
    page.goto("/accounts/second-factor/webauthn/")
    assert "机の鍵" in page.inner_text("main")
    watched.keep("key_list")
    page.click(".choices form[action$='/logout/'] button")
    page.wait_for_url("**/accounts/login/")

    # the password alone opens nothing any more
    page.fill("#id_login", NAME)
    page.fill("#id_password", own_site.passwords[NAME])
    page.click("main button[type=submit]")
    page.wait_for_selector("#by_key")
    watched.keep("key_asked")
    page.goto("/console/")
    assert "/console/" not in page.url
    page.go_back()
    page.wait_for_selector("#by_key")
    before = own_site.acts(NAME).count(("login", f"account {NAME}"))
    page.click("#by_key")
    page.wait_for_url(lambda now: "/authenticate/" not in now)
    assert page.goto("/console/").status == 200
    assert own_site.acts(NAME).count(("login", f"account {NAME}")) == before + 1
    assert not watched.refused


def test_a_strangers_key_opens_nothing(own_site, visit, key):
    local = f"http://localhost:{urlsplit(own_site.url).port}"
    watched = visit(at=own_site, url=local)
    page = watched.page
    key(page)
    page.goto("/accounts/login/")
    page.fill("#id_login", NAME)
    page.fill("#id_password", own_site.passwords[NAME])
    page.click("main button[type=submit]")
    page.wait_for_selector("#by_key")
    page.click("#by_key")
    page.wait_for_timeout(1_500)
    page.goto("/console/")
    assert "/console/" not in page.url
