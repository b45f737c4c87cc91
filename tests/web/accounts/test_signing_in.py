"""Signing in and out: by password and second factor, throttled, ended when idle, and each step in the audit log."""

from datetime import timedelta

import pytest

PASSWORD = "a long one that nobody uses"


@pytest.fixture
def analyst(one_a_role):
    user = one_a_role["one-analyst"]
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture(autouse=True)
def nothing_remembered(records_file):
    from django.core.cache import cache

    cache.clear()
    yield
    cache.clear()


def acts():
    from tsuho.store.records.models import AuditEntry

    return list(AuditEntry.objects.order_by("id").values_list("by", "act", "subject"))


def sign_in(client, name="one-analyst", password=PASSWORD):
    return client.post("/accounts/login/", {"login": name, "password": password})


def code_of(secret, ahead=0):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, sorted(counters)[len(counters) // 2] + ahead))


def test_a_right_password_alone_lets_nobody_in_who_has_a_second_factor(client, analyst, with_factor):
    answer = sign_in(client)
    assert answer.status_code == 302 and answer.url == "/accounts/second-factor/authenticate/"
    assert "_auth_user_id" not in client.session
    wrong = client.post("/accounts/second-factor/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200 and "_auth_user_id" not in client.session
    right = client.post("/accounts/second-factor/authenticate/", {"code": code_of(with_factor["one-analyst"])})
    assert right.status_code == 302 and right.url == "/accounts/home/"
    assert client.session["_auth_user_id"] == str(analyst.pk)
    assert ("unknown", "second_factor_failed", "account one-analyst") in acts()
    assert ("one-analyst", "login", "account one-analyst") in acts()


def test_a_wrong_password_and_an_unknown_name_are_written_down_and_say_the_same(client, analyst):
    one, other = sign_in(client, password="wrong"), sign_in(client, name="nobody", password="wrong")
    texts = [answer.context["form"].non_field_errors() for answer in (one, other)]
    assert texts[0] and texts[0] == texts[1]
    assert ("unknown", "login_failed", "account one-analyst") in acts()
    assert ("unknown", "login_failed", "account nobody") in acts()


def test_after_five_wrong_passwords_the_right_one_does_not_help_either(client, analyst):
    for _ in range(5):
        sign_in(client, password="wrong")
    assert sign_in(client).status_code != 302
    assert "_auth_user_id" not in client.session


def test_a_closed_account_and_an_old_session_let_nobody_in(as_, one_a_role, analyst, settings_of_windows):
    from tsuho.web.accounts.keeping import close_account

    own = as_("one-analyst")
    assert own.get("/accounts/second-factor/").status_code == 200
    close_account(analyst, "one-administrator")
    assert own.get("/accounts/second-factor/").status_code == 302
    assert sign_in(own).url != "/accounts/home/"
    assert ("one-administrator", "account_closed", "account one-analyst") in acts()


def test_a_session_ends_when_nothing_was_done_and_a_panel_does_not_keep_it(as_, centre, settings_of_windows):
    settings_of_windows(TSUHO_IDLE_MINUTES=30)
    own = as_("one-administrator")
    assert own.get("/console/accounts/").status_code == 200
    for _ in range(4):  # a panel asks every ten minutes and nobody is there
        centre.clock += timedelta(minutes=10)
        last = own.get("/console/accounts/?poll=1", headers={"HX-Request": "true"})
    assert last.status_code == 204 and last["HX-Redirect"].startswith("/accounts/login/")
    assert ("one-administrator", "logout_idle", "account one-administrator") in acts()


def test_a_session_in_which_somebody_works_goes_on(as_, centre, settings_of_windows):
    settings_of_windows(TSUHO_IDLE_MINUTES=30)
    own = as_("one-administrator")
    for _ in range(6):
        centre.clock += timedelta(minutes=20)
        assert own.get("/console/accounts/").status_code == 200


def test_signing_out_is_written_down(as_):
    own = as_("one-administrator")
    assert own.post("/accounts/logout/").url == "/accounts/login/"
    assert ("one-administrator", "logout", "account one-administrator") in acts()
    assert own.get("/console/accounts/").status_code == 302


def test_a_name_that_is_a_novel_is_written_down_cut(client, one_a_role):
    sign_in(client, name="x" * 140, password="wrong")
    client.post("/accounts/login/", {"login": "y" * 5_000, "password": "wrong"})
    assert all(len(subject) <= 158 for _, _, subject in acts())


def test_passwords_are_stored_by_scrypt(analyst):
    assert analyst.password.startswith("scrypt$")


def test_the_first_factor_is_set_up_and_recovery_codes_follow(client, analyst):
    sign_in(client)
    asked = client.get("/accounts/second-factor/totp/activate/")
    assert asked.url.startswith("/accounts/reauthenticate/"), "a session left open must not be enough to add a factor"
    client.post(asked.url, {"password": PASSWORD})
    page = client.get("/accounts/second-factor/totp/activate/")
    secret = page.context["form"].secret
    done = client.post("/accounts/second-factor/totp/activate/", {"code": code_of(secret)})
    assert done.status_code == 302 and "recovery" in done.url
    assert len(client.get(done.url).context["unused_codes"]) == 10
    assert ("one-analyst", "second_factor_added", "account one-analyst") in acts()
