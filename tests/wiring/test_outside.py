"""Whom a centre asks: what its settings say, and what the doctor says of it."""

from datetime import UTC, date, datetime

import pytest

from tsuho.casework.errors import CannotDo
from tsuho.store.networks.folder import import_table
from tsuho.wiring.checkup_outside import outside_facts
from tsuho.wiring.make import make_centre
from tsuho.wiring.outside import scanner_of, sender_check_of
from tsuho.wiring.settings import CentreSettings, ResolverSettings, Settings, VirusSettings, WorkerSettings
from tsuho.workers.virus_clamd import ClamdScanner
from tsuho.workers.virus_test_file import scan_for_test_file

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def test_a_real_centre_checks_senders_and_a_simulated_one_asks_nobody(tmp_path, database_template):
    simulated = make_centre(tmp_path / "simulated", simulated=True)
    assert simulated.resolver.enabled is False
    assert sender_check_of(simulated) is None
    assert sender_check_of(Settings(tmp_path)).dns.deadline_seconds == 5.0
    text = (tmp_path / "simulated" / "tsuho.toml").read_text("utf-8")
    assert "enabled = false" in text


def test_waiting_is_a_part_of_the_lease():
    check = sender_check_of(Settings(None, workers=WorkerSettings(lease_seconds=90)))
    assert (check.dns.budget_seconds, check.dns.window_seconds) == (30.0, 90.0)


def test_the_virus_engine_is_the_one_named(tmp_path):
    assert scanner_of(Settings(tmp_path)) is scan_for_test_file
    named = scanner_of(Settings(tmp_path, virus=VirusSettings("unix:/run/c", 3, 99)))
    assert isinstance(named, ClamdScanner)
    assert (named.address, named.deadline_seconds, named.max_bytes) == ("unix:/run/c", 3, 99)


@pytest.mark.parametrize("clamd", ["clamd", "host:port", "/run/clamav"])
def test_what_is_no_address_is_refused(tmp_path, clamd):
    with pytest.raises(CannotDo, match=r"\[virus\] clamd"):
        scanner_of(Settings(tmp_path, virus=VirusSettings(clamd)))


def test_what_is_no_name_server_is_refused(tmp_path):
    with pytest.raises(CannotDo, match=r"\[resolver\] nameservers"):
        sender_check_of(Settings(tmp_path, resolver=ResolverSettings(nameservers=("resolver.example",))))


def checked(settings):
    return {(each.what, each.well): each for each in outside_facts(settings, NOW)}


def quiet(tmp_path, **settings):
    return Settings(tmp_path, **{"resolver": ResolverSettings(enabled=False), **settings})


def test_the_doctor_of_a_centre_that_has_nothing(tmp_path):
    found = checked(quiet(tmp_path))
    assert "networks import" in found["network table", False].said
    assert "not scanned" in found["virus engine", False].said
    assert "not checked" in found["name servers", False].said
    assert all(each.only_warns for each in found.values())
    assert ("name servers", True) in checked(quiet(tmp_path, centre=CentreSettings(simulated=True)))


def test_the_doctor_says_how_old_the_tables_are(tmp_path):
    source = tmp_path / "t.csv"
    source.write_text("prefix,asn\n192.0.2.0/24,1\n", "utf-8")
    for name, day in (("asn", date(2020, 1, 1)), ("asn", date(2026, 11, 14)), ("country", date(2026, 1, 1))):
        import_table(tmp_path / "networks", [source], day, name)
    found = checked(quiet(tmp_path))
    assert "asn as of 2026-11-14, 10 days old, 1 prefixes" in found["network table", True].said
    assert "country as of 2026-01-01, 327 days old" in found["network table", False].said
    (tmp_path / "networks" / "broken@2026-01-01.networks").write_bytes(b"x")
    assert not found["network table", False].said.startswith("/")
    broken = checked(quiet(tmp_path))["network table", False]
    assert (broken.only_warns, "import the table again" in broken.said) == (False, True)


def test_a_virus_engine_or_name_server_that_does_not_answer_is_named(tmp_path):
    settings = Settings(
        tmp_path,
        virus=VirusSettings("127.0.0.1:1", 1),
        resolver=ResolverSettings(nameservers=("127.0.0.1:1",), deadline_seconds=1),
    )
    found = checked(settings)
    assert "127.0.0.1:1 does not answer" in found["virus engine", False].said
    assert "no answer from 127.0.0.1:1" in found["name servers", False].said
