"""Settings: one file, one value, and no misspelling passes in silence."""

import pytest

from tsuho.casework.errors import CannotDo
from tsuho.wiring.settings import centre_folder, door_table, read_settings
from tsuho.wiring.windows import window_settings
from tsuho.words.vocabulary import Door


def written(folder, text):
    (folder / "tsuho.toml").write_text(text, "utf-8")
    return read_settings(folder)


def test_what_is_written_is_what_counts(tmp_path):
    settings = written(tmp_path, '[doors]\nforward = ["A@x.example"]\n[smtp]\nopen_bytes = 5\n')
    assert door_table(settings) == {"a@x.example": Door.FORWARD}
    assert settings.smtp.open_bytes == 5
    assert settings.smtp.max_recipients == 100
    assert settings.with_smtp("h:1").smtp.smtp == "h:1"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[smpt]\n", "unknown section [smpt]"),
        ("[smtp]\nmax_recipient = 5\n", "unknown setting 'max_recipient'"),
        ('[smtp]\nmax_recipients = "5"\n', "must be of the kind of 100"),
        ("[doors]\nforward = 5\n", "must be a list of strings"),
        ("[smtp\n", "not valid TOML"),
        ("smtp = 5\n", "must be a section"),
        ('[statistics]\nunit_of_notices = "tons"\n', "unit_of_notices is messages or letters, not 'tons'"),
    ],
)
def test_a_wrong_setting_is_refused_with_what_would_be_right(tmp_path, text, said):
    with pytest.raises(CannotDo, match=r"tsuho\.toml") as refused:
        written(tmp_path, text)
    assert said in str(refused.value)


def test_no_centre_says_how_to_make_one(tmp_path):
    with pytest.raises(CannotDo, match="tsuho init"):
        read_settings(tmp_path)


def test_the_centre_is_the_one_named_else_that_of_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("TSUHO_CENTRE", str(tmp_path))
    assert centre_folder(None) == tmp_path
    assert centre_folder(tmp_path / "x") == tmp_path / "x"


def test_a_missing_secret_is_named_and_its_value_never(tmp_path):
    settings = written(tmp_path, "")
    with pytest.raises(CannotDo, match=r"secrets/django\.key"):
        settings.secret("django.key")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[accounts]\nsecond_factor = false\n", "for a sample centre only"),
        ("[accounts]\nidle_minutes = 0\n", "at least 1"),
        ('[accounts]\noidc_server = "http://id.example"\noidc_client = "x"\n', "https://"),
        ('[accounts]\noidc_server = "https://id.example"\n', "oidc_client"),
    ],
)
def test_windows_that_would_stand_open_are_refused(tmp_path, text, said):
    with pytest.raises(CannotDo, match=said):
        window_settings(written(tmp_path, text))


def test_a_sample_centre_may_do_without_a_second_factor(tmp_path):
    settings = written(tmp_path, "[centre]\nsimulated = true\n[accounts]\nsecond_factor = false\n")
    assert window_settings(settings)["TSUHO_SECOND_FACTOR"] is False
    assert window_settings(written(tmp_path, ""))["TSUHO_SECOND_FACTOR"] is True


def test_tls_marks_the_cookies_and_a_proxy_is_believed_only_where_one_stands(tmp_path):
    plain = window_settings(written(tmp_path, ""))
    assert "SESSION_COOKIE_SECURE" not in plain and plain["ALLAUTH_TRUSTED_PROXY_COUNT"] == 0
    direct = window_settings(written(tmp_path, '[web]\npublic_url = "https://centre.example"\n'))
    assert direct["SESSION_COOKIE_SECURE"] and direct["SECURE_HSTS_SECONDS"] and "SECURE_PROXY_SSL_HEADER" not in direct
    behind = window_settings(written(tmp_path, '[web]\npublic_url = "https://centre.example"\nproxies = 1\n'))
    assert behind["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_the_identity_providers_secret_comes_from_its_file(tmp_path):
    text = '[accounts]\noidc_server = "https://id.example/realm"\noidc_client = "tsuho"\n'
    with pytest.raises(CannotDo, match=r"oidc\.secret is missing"):
        window_settings(written(tmp_path, text))
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "oidc.secret").write_text("s3cret\n")
    wanted = window_settings(written(tmp_path, text))
    (app,) = wanted["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    assert (app["client_id"], app["secret"]) == ("tsuho", "s3cret")
    assert app["settings"]["oauth_pkce_enabled"]
    assert wanted["TSUHO_FORM_TARGETS"] == ("https://id.example",)
