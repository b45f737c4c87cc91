"""Every page: its headers, its languages and calendars, its words from the catalogue, and nothing inline or from elsewhere."""

import re
from itertools import product
from pathlib import Path

import pytest

from tsuho.words.catalogue import messages

WEB = Path(__file__).resolve().parents[3] / "src" / "tsuho" / "web"
TEMPLATES = sorted(path for path in WEB.rglob("templates/**/*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_a_template_has_its_words_from_the_catalogue_and_nothing_inline(path):
    text = path.read_text("utf-8")
    said = re.findall(r'{% (?:say|column|field \S+|say_in \S+) "(\w+)"', text) + re.findall(r'help="(\w+)"', text)
    assert not [key for key in said if key not in messages()]
    bare = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", "", text, flags=re.DOTALL)
    assert not re.search(r"[ぁ-んァ-ヶ一-龠]", bare), "Japanese that stands in no catalogue"
    assert not re.search(r"\bstyle=|\son\w+=|javascript:|https?://", text)
    for script in re.findall(r"<script[^>]*>", text):
        assert 'src="/static/' in script or "application/json" in script


def test_every_page_keeps_to_itself(client, as_):
    for answer in (
        client.get("/accounts/login/"),
        as_("one-administrator").get("/console/accounts/"),
        client.get("/nowhere"),
    ):
        policy = answer["Content-Security-Policy"]
        assert (
            policy.startswith("default-src 'none';") and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        )
        assert answer["X-Frame-Options"] == "DENY" and answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"


def test_what_somebody_signed_in_sees_is_kept_by_no_cache(as_):
    assert "no-store" in as_("one-administrator").get("/console/accounts/")["Cache-Control"]


def test_behind_tls_browsers_are_told_to_stay_there(client, settings_of_windows):
    settings_of_windows(SECURE_HSTS_SECONDS=31_536_000)
    from django.test import Client

    assert (
        "max-age=31536000"
        in Client(SERVER_NAME="localhost").get("/accounts/login/", secure=True)["Strict-Transport-Security"]
    )


def test_a_simulated_centre_says_so_on_every_page(client, centre):
    assert "模擬センター" in client.get("/accounts/login/").content.decode()
    from dataclasses import replace

    centre.settings = replace(centre.settings, centre=replace(centre.settings.centre, simulated=False))
    assert "模擬センター" not in client.get("/accounts/login/").content.decode()


def test_language_and_calendar_are_kept_for_the_session(as_):
    own = as_("one-administrator")
    from tsuho.web.accounts.models import User

    assert '<html lang="ja">' in own.get("/console/accounts/").content.decode()
    User.objects.filter(username="one-analyst").update(last_login="2015-03-10T03:00:00Z")
    assert "2015年3月10日 12:00" in own.get("/console/accounts/").content.decode()
    own.post("/accounts/prefer/", {"calendar": "wareki", "next": "/console/accounts/"})
    assert "平成27年3月10日 12:00" in own.get("/console/accounts/").content.decode()
    own.post("/accounts/prefer/", {"language": "en", "calendar": "seireki"})
    page = own.get("/console/accounts/").content.decode()
    assert '<html lang="en">' in page and "2015-03-10 12:00" in page and "2015-03-10 03:00:00 UTC" in page


@pytest.mark.parametrize("next_", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere_by_a_choice_of_language(client, next_):
    assert client.post("/accounts/prefer/", {"language": "en", "next": next_}).url == "/accounts/home/"


def test_a_form_without_its_token_is_refused_in_our_words(as_, one_a_role):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
    answer = strict.post("/accounts/login/", {"login": "x", "password": "y"})
    assert answer.status_code == 403 and "画面が古く" in answer.content.decode()


def test_what_goes_wrong_says_so_without_asking_the_database(records_file):
    from tsuho.web.look.errors import went_wrong

    answer = went_wrong(None)
    assert answer.status_code == 500 and "処理できませんでした" in answer.content.decode()


def test_the_static_files_that_pages_name_exist():
    named = {
        name for path in TEMPLATES for name in re.findall(r'"/static/((?:look|vendor)/[^"]+)"', path.read_text("utf-8"))
    }
    assert named
    assert not [name for name in named if not (WEB / "static" / name).exists()]
    css = (WEB / "static/vendor/noto-sans-jp/noto-sans-jp.css").read_text("utf-8")
    assert not [
        name for name in re.findall(r"url\(([^)]+)\)", css) if not (WEB / "static/vendor/noto-sans-jp" / name).exists()
    ]


def test_every_line_of_the_navigation_leads_somewhere_with_a_key_of_its_own(centre):
    from django.urls import reverse

    from tsuho.web.accounts.may import MAY
    from tsuho.web.accounts.models import PartyKind, Role
    from tsuho.web.look.navigation import NAVIGATION

    assert all(reverse(entry.name, urlconf="tsuho.web.urls") and entry.name in MAY for entry in NAVIGATION)
    for role, kind in product(Role, PartyKind):  # what nobody sees together may share a key
        seen = [
            entry
            for entry in NAVIGATION
            if role in MAY[entry.name].roles and MAY[entry.name].party_kind in {None, kind}
        ]
        keys = [entry.key for entry in seen if entry.key]
        assert len(set(keys)) == len(keys), (role, kind)
    assert all({entry.says, entry.group} <= set(messages()) for entry in NAVIGATION)


def test_the_browser_tests_look_at_every_window_of_the_navigation(centre):
    from django.urls import reverse

    from tsuho.web.look.navigation import NAVIGATION

    looked_at = (Path(__file__).resolve().parents[2] / "browser" / "test_pages.py").read_text("utf-8")
    assert all(f'"{reverse(entry.name, urlconf="tsuho.web.urls")}"' in looked_at for entry in NAVIGATION)
