"""Days of invented mail, each from a seed of its own: every kind of referral is built, and public readers read every file of it."""

import importlib.util
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.fixture(scope="module")
def days():
    """bench/referral_days.py, which runs thirty of them."""
    sys.path.insert(0, str(BENCH))
    try:
        spec = importlib.util.spec_from_file_location("referral_days", BENCH / "referral_days.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(BENCH))
    yield module
    from django.db import connections

    connections.close_all()


@pytest.mark.parametrize("number", [3, 20])
def test_public_readers_read_every_kind_of_file(days, number):
    row = days.run_day(number, 450)
    assert row["failed"] == 0
    for kind in days.KINDS:
        assert row[kind] > 0, f"{kind} was not built"
    for form in ("xarf", "arf", "bagit", "pdf", "stix", "stix objects"):
        assert row[form] > 0, f"no {form} was read"


def test_a_file_that_is_not_as_it_should_be_is_counted_as_failed(days, tmp_path, capsys):
    (tmp_path / "a.arf.eml").write_bytes(b"Content-Type: text/plain\r\n\r\nx")
    (tmp_path / "b.xarf.json").write_bytes(b'{"xarf_version": "4.2.0"}')
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7 nothing")
    (tmp_path / "items.json").write_bytes(b'{"objects": [{"type": "indicator"}]}')
    counted = days.read_all(tmp_path)
    assert counted["failed"] == 4 and counted["xarf"] == counted["arf"] == counted["pdf"] == counted["stix"] == 0
    assert "a.arf.eml" in capsys.readouterr().err
