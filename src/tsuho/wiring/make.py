"""Make a new centre: settings, folders, secrets, database, and for a sample centre its registers."""

import os
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

from tsuho.casework.errors import CannotDo
from tsuho.casework.partner_ports import Provider
from tsuho.jurisdictions.jp.agencies import agencies
from tsuho.simulation.monitor_sheets import monitors_with_sheets
from tsuho.simulation.partners import all_providers, sample_doors, trusted_hosts
from tsuho.simulation.register import sample_bodies, sample_consent_text, sample_ministry, sample_vendors
from tsuho.store.records.template import copy_template, migrate, migrate_new
from tsuho.wiring.monitors import keeping_of
from tsuho.wiring.open import Centre, open_centre, set_up_database
from tsuho.wiring.settings import FILE_NAME, Settings, read_settings
from tsuho.words.partners import PassingOn

_INVENTED_UNTIL = date(2015, 3, 9)  # the day before that of `tsuho demo`: nothing is checked in days to come
_SECRETS = ("django.key", "reporters.key", "redaction.key", "ledger.key")


def make_centre(folder: Path, *, simulated: bool) -> Settings:
    """Make a centre in a new or empty folder; this process is set up on its database afterwards."""
    if folder.exists() and any(folder.iterdir()):
        raise CannotDo(f"{folder} is not empty; a new centre needs a folder of its own")
    for name in ("lake", "secrets"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "secrets").chmod(0o700)
    for name in _SECRETS:
        file = folder / "secrets" / name
        file.touch(mode=0o600)
        file.write_bytes(secrets.token_bytes(32))
    (folder / FILE_NAME).write_text(_settings_text(simulated=simulated), "utf-8")
    settings = read_settings(folder)
    _make_database(settings)
    if simulated:
        _furnish(settings)
    return settings


def _settings_text(*, simulated: bool) -> str:
    text = files("tsuho.wiring").joinpath("tsuho.toml.template").read_text("utf-8")
    if not simulated:
        return text
    text = text.replace("simulated = false", "simulated = true").replace(
        "hosts = []", f"hosts = {_toml(trusted_hosts())}"
    )
    # nobody answers for invented names
    text = text.replace("[resolver]\nenabled = true", "[resolver]\nenabled = false")
    # nobody has a telephone for demo-analyst; the pages say in a banner that it is off
    text = text.replace("second_factor = true", "second_factor = false")
    for door, addresses in sample_doors().items():
        lines = [
            f"{door} = {_toml(addresses)}" if line.startswith(f"{door} = ") else line for line in text.splitlines()
        ]
        text = "\n".join(lines) + "\n"
    return text


def _toml(strings: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{each}"' for each in strings) + "]"


def _make_database(settings: Settings) -> None:
    """Copy the migrated template that `make` leaves beside the package's lock; migrate where there is none."""
    kind, _, name = settings.store.database.partition(":")
    template = template_file()
    if kind == "sqlite" and template.exists():
        copy_template(template, settings.path(name))
        set_up_database(settings)
    else:
        set_up_database(settings)
        migrate()


def make_template() -> None:
    """Migrate once into the template, unless it is there and no migration is newer."""
    template = template_file()
    newest = max(path.stat().st_mtime for path in Path(__file__).resolve().parents[1].glob("*/**/migrations/*.py"))
    if template.exists() and template.stat().st_mtime > newest:
        return
    template.parent.mkdir(exist_ok=True)
    half = template.with_suffix(f".{os.getpid()}")
    half.unlink(missing_ok=True)
    migrate_new(half, secret_key=secrets.token_hex(32))
    half.replace(template)


def template_file() -> Path:
    """Where `make` leaves a migrated database to copy."""
    return Path(__file__).resolve().parents[3] / "var" / "template.sqlite3"


def _furnish(settings: Settings) -> None:
    """The registers of the sample centre: invented providers and monitors."""
    centre = open_centre(settings)
    _furnish_monitors(centre)
    centre.register.enter_ministry(sample_ministry())
    for body in sample_bodies():
        centre.register.enter_body(body)
    for vendor in sample_vendors():
        centre.register.enter_vendor(vendor)
    centre.register.enter_consent_text(sample_consent_text())
    for agency in agencies():
        if agency.started_on is not None:
            # the simulated ministry charges the sample centre, and invented agencies let their lists be passed on; a real
            # centre enters the charge that it was given and what each agency said
            centre.register.enter_agency(
                replace(
                    agency, ministry_charge=True, passing_on=PassingOn.NAMED,
                    list_basis="invented exchange of the sample centre (見本)", wants_counts=True,
                )
            )  # fmt: skip
    centre.partners.import_providers(
        "sample",
        [
            Provider(each.code, each.name, each.contact, each.formats, each.language, each.terms_url, each.networks)
            for each in all_providers()
        ],
        centre.now(),
    )


def _furnish_monitors(centre: Centre) -> None:
    register = keeping_of(centre).register
    for each in monitors_with_sheets(_INVENTED_UNTIL):
        number = register.enter(each.entry, each.address)
        register.keep_sheet(number, each.sheet)
        for event in each.custody:
            register.note(number, event)
