"""A vendor at its own window: how its feed stands, its key renewed and used at once, and what was pulled with it."""

from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest


@pytest.fixture(scope="module")
def day(own_site):
    ((party,),) = own_site.rows("SELECT party FROM accounts_user WHERE username = 'demo-vendor'")
    own_site.tsuho("keys", "add", "filter", "--scope", "feed", "--party", party)
    return own_site


def pull(day, token):
    asked = Request(f"{day.url}/api/v1/feed/items", headers={"Authorization": f"Bearer {token}"})
    try:
        with urlopen(asked, timeout=30) as answer:
            return answer.status, answer.read().splitlines()
    except HTTPError as refused:
        return refused.code, []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_key_is_renewed_and_what_it_pulls_is_logged(day, visit, language):
    watched = visit("demo-vendor", language, at=day)
    page = watched.page
    assert page.url.endswith("/partners/vendor/")
    watched.keep("vendor_window")
    pulls = day.rows("SELECT count(*) FROM records_feedpull")[0][0]
    page.locator("form[action$='/key/'] button").first.click()
    page.wait_for_selector(".once")
    watched.keep("vendor_key")
    token = page.inner_text(".once code")
    status, items = pull(day, token)
    assert status == 200 and items and pull(day, "wrong")[0] == 401
    assert any(act == "key_renewed" for act, _ in day.acts("demo-vendor"))
    page.goto("/partners/vendor/")
    assert day.rows("SELECT count(*) FROM records_feedpull")[0][0] == pulls + 1
    watched.keep("vendor_pulled")
    page.locator("form[action$='/key/'] button").first.click()
    page.wait_for_selector(".once")
    assert pull(day, token)[0] == 401, "the old key opens nothing any more"
    page.goto("/partners/vendor/")
    watched.sign_out()
