"""`tsuho networks`: what is imported is said, written to the audit log, and listed."""

import json

import pytest

from tsuho.casework.errors import CannotDo
from tsuho.terminal.networks import import_networks, list_networks
from tsuho.wiring.make import make_centre
from tsuho.wiring.open import open_centre


@pytest.fixture
def centre(tmp_path, database_template):
    from django.db import connections

    yield open_centre(make_centre(tmp_path / "centre", simulated=True))
    connections.close_all()


def test_import_and_list(centre, tmp_path, capsys):
    source = tmp_path / "asn.csv"
    source.write_text("prefix,asn,holder\n8.8.8.0/24,64496,Example\n", "utf-8")
    list_networks(centre)
    assert "nothing was imported" in capsys.readouterr().out
    assert import_networks(centre, [source], "2015-03-01", "") == "asn as of 2015-03-01: 1 prefixes from asn.csv"
    list_networks(centre)
    assert "2015-03-01" in capsys.readouterr().out
    assert centre.networks.at("8.8.8.8", None).holder == "Example"
    from tsuho.store.records.models import AuditEntry

    entry = AuditEntry.objects.get(act="networks_import")
    details = entry.details if isinstance(entry.details, dict) else json.loads(entry.details)
    assert (entry.subject, details["prefixes"], details["as_of"]) == ("asn", "1", "2015-03-01")


@pytest.mark.parametrize(("day", "said"), [("yesterday", "is no day"), ("2999-01-01", "still to come")])
def test_a_day_that_is_none_is_refused(centre, tmp_path, day, said):
    with pytest.raises(CannotDo, match=said):
        import_networks(centre, [tmp_path / "x"], day, "")
