"""Settings are shown whole and without a secret, whatever form the secret has in them."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from tsuho.wiring.settings import SECTIONS, Settings, StoreSettings, WebSettings
from tsuho.wiring.settings_shown import COVERED, secret_files, settings_shown


def shown(settings):
    return {each.name: each for each in settings_shown(settings)}


def test_every_setting_is_there_and_what_was_changed_is_marked():
    found = shown(Settings(Path("/nowhere"), web=WebSettings(listen="127.0.0.1:9000")))
    assert set(found) == {f"{section}.{each.name}" for section, kind in SECTIONS.items() for each in fields(kind)}
    assert (found["web.listen"].value, found["web.listen"].changed) == ("127.0.0.1:9000", True)
    assert not found["smtp.smtp"].changed
    assert found["web.hosts"].value == "127.0.0.1, localhost" and found["centre.simulated"].value == "false"


@pytest.mark.parametrize(
    "database",
    [
        "postgresql://tsuho:hush-77@db.example/tsuho", "postgresql://tsuho@db.example/tsuho?password=hush-77&sslmode=require",
        "postgresql://tsuho:hush-77@[::1]:5432/tsuho?sslpassword=hush-77", "postgresql://:hush-77@db.example/",
        "postgresql://tsuho:hush-77@[db/tsuho",
    ],
)  # fmt: skip
def test_no_password_of_the_database_is_shown(database):
    value = shown(Settings(Path("/nowhere"), store=replace(StoreSettings(), database=database)))["store.database"].value
    assert "hush-77" not in value and COVERED in value
    assert "[db" in database or "example" in value or "::1" in value


def test_of_secrets_the_names_alone(tmp_path):
    assert secret_files(Settings(tmp_path)) == []
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "django.key").write_bytes(b"hush-77")
    assert secret_files(Settings(tmp_path)) == ["django.key"]
